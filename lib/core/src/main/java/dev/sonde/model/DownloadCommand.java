package dev.sonde.model;

import dev.sonde.display.SondeException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The command line of {@link ModelDownload}: {@code REPOSITORY [--into DIR] [--revision R] [--endpoint URL] [--file
 * NAME]...}. Without {@code --into} a model goes to its name below {@code SONDE_MODELS}, where {@link ModelFolder} finds it.
 */
public final class DownloadCommand {
    private static final String USAGE =
            "Give OWNER/NAME, and if you like --into DIR, --revision R, --endpoint URL, --file NAME.";

    private final List<String> repositories = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private Optional<Path> into = Optional.empty();
    private Optional<String> revision = Optional.empty();
    private Optional<String> endpoint = Optional.empty();

    private DownloadCommand(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("-")) {
                repositories.add(argument);
            } else if (i + 1 == arguments.size()) {
                throw new SondeException(argument + " has no value", USAGE);
            } else {
                take(argument, arguments.get(++i));
            }
        }
        if (repositories.size() != 1) {
            throw new SondeException("One model is fetched at a time, found " + repositories, USAGE);
        }
    }

    private void take(String option, String value) {
        switch (option) {
            case "--into" -> into = Optional.of(Path.of(value));
            case "--revision" -> revision = Optional.of(value);
            case "--endpoint" -> endpoint = Optional.of(value);
            case "--file" -> files.add(value);
            default -> throw new SondeException("Unknown option " + option, USAGE);
        }
    }

    /** Fetches, tells each file, and ends with 2 where it cannot. */
    public static void main(String... arguments) {
        try {
            run(ModelFolder.here(), List.of(arguments));
        } catch (SondeException e) {
            System.err.println("download: " + e.getMessage());
            System.exit(2);
        }
    }

    /** The folder that has the model then. */
    static Path run(ModelFolder models, List<String> arguments) {
        DownloadCommand command = new DownloadCommand(arguments);
        Path folder = command.folder(models);
        for (DownloadedFile file : command.download().into(folder)) {
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %,15d bytes  %s%s%n",
                    file.fetched() ? "fetched" : "was there",
                    file.bytes(),
                    file.name(),
                    file.verified() ? ", checksum right" : ", without a checksum");
        }
        System.out.println("in " + folder);
        return folder;
    }

    private ModelDownload download() {
        ModelDownload download = ModelDownload.of(repositories.get(0)).withFiles(files.toArray(String[]::new));
        download = revision.map(download::withRevision).orElse(download);
        return endpoint.isPresent() ? download.withEndpoint(address(endpoint.get())) : download;
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new SondeException("--endpoint " + text + " is no address", USAGE, e);
        }
    }

    private Path folder(ModelFolder models) {
        return into.or(() -> models.folder().map(root -> root.resolve(repositories.get(0))))
                .orElseThrow(() -> new SondeException(
                        "No folder is named for " + repositories.get(0),
                        "Give --into DIR, or set " + ModelFolder.SETTING + " to the folder of your models."));
    }
}
