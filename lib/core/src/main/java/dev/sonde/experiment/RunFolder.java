package dev.sonde.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.display.SondeException;
import dev.sonde.format.JsonRecord;
import dev.sonde.format.WholeFile;
import dev.sonde.probe.Predictions;
import dev.sonde.search.Assignment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of one run: {@code search.jsonl}, for each seed its predictions ({@code seed-0-test.jsonl}) and its history
 * ({@code seed-0.json}), and {@code run.json}, which is written last: a folder with it is whole.
 */
final class RunFolder {
    private static final String INDEX = "run.json";
    private static final String ADVICE = "Delete the folder of the run; it is then computed again.";

    private final Path folder;
    private final Run run;

    RunFolder(Path folder, Run run) {
        this.folder = folder;
        this.run = run;
    }

    Path path() {
        return folder;
    }

    Path journal() {
        return folder.resolve("search.jsonl");
    }

    Path checkpoint(String training) {
        return folder.resolve(training + ".checkpoint");
    }

    boolean isWhole() {
        return Files.isRegularFile(folder.resolve(INDEX));
    }

    /** How the run was computed: as it was asked for, with device and seconds. */
    Run run() {
        Run found = RunJson.run(index());
        if (!found.hash().equals(run.hash())) {
            throw new SondeException(
                    folder + " holds another run: " + found.parameters() + "; expected " + run.parameters(), ADVICE);
        }
        return found;
    }

    /** The settings that the search chose. */
    Optional<Assignment> chosen() {
        JsonRecord index = index();
        return index.has("chosen") ? Optional.of(RunJson.point(index.value("chosen"))) : Optional.empty();
    }

    /** All seeds of a whole run. */
    List<SeedRun> seeds(int count) {
        List<SeedRun> seeds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            seeds.add(seed(i).orElseThrow(
                            () -> new SondeException(folder + " lacks the seed " + number + " of " + count, ADVICE)));
        }
        return seeds;
    }

    /** A seed, by its place from 0, if it has been trained. */
    Optional<SeedRun> seed(int number) {
        Path file = history(number);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        JsonRecord json = JsonRecord.read(file, ADVICE);
        return Optional.of(new SeedRun(
                json.integer("seed"),
                Predictions.read(predictions(number, "validation")),
                Predictions.read(predictions(number, "test")),
                RunJson.history(json),
                json.count("parameters"),
                RunJson.number(json, "seconds")));
    }

    /** Keeps a seed; its history comes last, so that half of it never looks whole. */
    void write(int number, SeedRun seed) {
        seed.validation().save(predictions(number, "validation"));
        seed.test().save(predictions(number, "test"));
        ObjectNode json = RunJson.of(seed.history())
                .put("seed", seed.seed())
                .put("parameters", seed.parameters())
                .put("seconds", seed.seconds());
        WholeFile.write(history(number), json.toPrettyString() + "\n");
    }

    /** Says that the run is whole. */
    void finish(Run computed, Optional<Assignment> chosen) {
        ObjectNode json = RunJson.of(computed);
        chosen.ifPresent(point -> json.set("chosen", RunJson.of(point)));
        WholeFile.write(folder.resolve(INDEX), json.toPrettyString() + "\n");
    }

    private JsonRecord index() {
        return JsonRecord.read(folder.resolve(INDEX), ADVICE);
    }

    private Path history(int number) {
        return folder.resolve("seed-" + number + ".json");
    }

    private Path predictions(int number, String split) {
        return folder.resolve("seed-" + number + "-" + split + ".jsonl");
    }
}
