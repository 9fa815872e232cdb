package dev.sonde.experiment;

import dev.sonde.display.Align;
import dev.sonde.display.Cell;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.feature.FeatureStore;
import dev.sonde.feature.StoreLock;
import dev.sonde.format.JsonRecord;
import dev.sonde.format.SondeHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs on disk, each in a folder that is named by the hash of what determines it: model weights, examples and pictures,
 * settings, and the version of the code that computes. So a run is computed once; when it is asked for again, it is read.
 * One that was interrupted or killed goes on where it was.
 *
 * <p>Several processes may use one store: of two that want the same run the second one waits, and then finds it.
 *
 * @param folder with the runs
 * @param features where the features are that they read
 */
public record RunStore(Path folder, FeatureStore features) implements Tabular {
    /** The store in {@link SondeHome}: {@code runs}, beside {@code features}. */
    public static RunStore open() {
        return in(SondeHome.folder());
    }

    /** A store in a folder, which need not exist yet. */
    public static RunStore in(Path home) {
        Path absolute = home.toAbsolutePath();
        return new RunStore(absolute.resolve("runs"), FeatureStore.in(absolute.resolve("features")));
    }

    /** The folder of a run, whole or not, or not there yet. */
    RunFolder folder(Run run) {
        return new RunFolder(folder.resolve(run.hash()), run);
    }

    /** The right to compute a run, for one thread of one process at a time. */
    StoreLock lock(Run run) {
        return StoreLock.acquire(lockFile(run));
    }

    /** Whether somebody is computing a run at this moment. */
    boolean isBusy(Run run) {
        return StoreLock.isTaken(lockFile(run));
    }

    private Path lockFile(Run run) {
        return folder.resolve(".locks").resolve(run.hash());
    }

    /** The runs that are there, whole or not. */
    @Override
    public TableView view() {
        TableView table = TableView.titled("Runs in " + folder)
                .column("run", Align.LEFT)
                .column("what", Align.LEFT)
                .column("seconds", Align.RIGHT);
        for (Path one : folders()) {
            table = row(table, one);
        }
        return table;
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private static TableView row(TableView table, Path one) {
        String hash = one.getFileName().toString();
        Path index = one.resolve("run.json");
        if (!Files.isRegularFile(index)) {
            return table.row(hash, Cell.muted("not whole"), "");
        }
        try {
            Run run = RunJson.run(JsonRecord.read(index, "Delete the folder."));
            return table.row(
                    hash,
                    String.join(
                            ", ",
                            run.parameters().getOrDefault("model", ""),
                            run.parameters().getOrDefault("training", ""),
                            run.parameters().getOrDefault("task", "")),
                    run.seconds().isPresent() ? Math.round(run.seconds().getAsDouble()) : "");
        } catch (SondeException e) { // listed all the same, so that it can be found and deleted
            return table.row(hash, Cell.caution("damaged"), "");
        }
    }

    private List<Path> folders() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SondeException(
                    folder + " cannot be read: " + e.getMessage(), "Check the rights to read the folder.", e);
        }
    }
}
