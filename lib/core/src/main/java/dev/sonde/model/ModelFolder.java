package dev.sonde.model;

import dev.sonde.display.Align;
import dev.sonde.display.Cell;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The user's checkpoints: the folder that the environment variable or system property {@code SONDE_MODELS} names, with a
 * folder for each model, called as on the Hugging Face hub.
 *
 * @param folder empty if the variable is not set
 */
public record ModelFolder(Optional<Path> folder) implements Tabular {
    /** The variable. */
    public static final String SETTING = "SONDE_MODELS";

    /** BLIP-2 after stage 1, whose Q-Former the paper probes. */
    public static final String BLIP2 = "Salesforce/blip2-itm-vit-g";

    /** InstructBLIP with Vicuna-7B. */
    public static final String INSTRUCT_BLIP = "Salesforce/instructblip-vicuna-7b";

    /** ViLT-B/32 as it was pre-trained. */
    public static final String VILT = "dandelin/vilt-b32-mlm";

    /** Those that the paper probes. */
    public static final List<String> ALL = List.of(BLIP2, INSTRUCT_BLIP, VILT);

    /**
     * Those of this machine.
     *
     * @throws SondeException if the setting is no name of a folder
     */
    public static ModelFolder here() {
        Optional<String> name = Optional.ofNullable(System.getenv(SETTING))
                .or(() -> Optional.ofNullable(System.getProperty(SETTING)))
                .filter(value -> !value.isBlank());
        try {
            return new ModelFolder(name.map(Path::of).map(Path::toAbsolutePath));
        } catch (InvalidPathException e) {
            throw new SondeException(
                    SETTING + " is not the name of a folder: " + e.getMessage(), "Set it to a folder, or unset it.", e);
        }
    }

    /** The folder of a model, {@code owner/name} or {@code name} alone, if it is there. */
    public Optional<Path> find(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1);
        return folder.stream()
                .flatMap(root -> List.of(root.resolve(model), root.resolve(name)).stream())
                .filter(candidate -> Files.isRegularFile(candidate.resolve("config.json")))
                .findFirst();
    }

    /** What a checkpoint holds, by its headers alone: nothing of its gigabytes is read. */
    public static CheckpointSummary describe(Path folder) {
        return CheckpointSummary.of(folder);
    }

    @Override
    public TableView view() {
        TableView table = TableView.titled(
                        folder.map(path -> "Models in " + path).orElse(SETTING + " is not set"))
                .column("Model", Align.LEFT)
                .column("Found", Align.LEFT);
        for (String model : ALL) {
            table = table.row(model, found(model));
        }
        return table;
    }

    /** A model in one line: its numbers and bytes, or that it is not there, or what is wrong with it. */
    public Cell found(String model) {
        try {
            return find(model).map(path -> Cell.of(describe(path).line())).orElse(Cell.muted("not there"));
        } catch (SondeException e) {
            return Cell.caution(e.getMessage().lines().findFirst().orElse("damaged"));
        }
    }

    @Override
    public String toString() {
        return view().toString();
    }
}
