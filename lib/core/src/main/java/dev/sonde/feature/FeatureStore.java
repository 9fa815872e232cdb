package dev.sonde.feature;

import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.format.SondeHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Features on disk, each set in a folder that is named by the hash of what made it: extracted once, found by everyone.
 *
 * <p>A folder holds safetensors files, which Python reads as they are, and {@code index.json} with the ids of the rows.
 * Several processes may use one store: of two that want to write the same set the second one waits, and then finds it.
 *
 * <pre>{@code
 * FeatureStore store = FeatureStore.open();
 * FeatureSet features = new Extraction(encoder, store).run(split);   // at once, the second time
 * }</pre>
 */
public final class FeatureStore implements Tabular {
    /** A kill loses at most the rows of one file; 700 rows of 32 x 768 halves. */
    private static final long SHARD_BYTES = 32L << 20;

    private static final int MAX_SHARD_BYTES = 1 << 30;

    private final Path folder;
    private final long shardBytes;

    private FeatureStore(Path folder, long shardBytes) {
        this.folder = folder;
        this.shardBytes = shardBytes;
    }

    /** The store in {@link SondeHome}. */
    public static FeatureStore open() {
        return in(SondeHome.folder().resolve("features"));
    }

    /** A store in a folder, which need not exist yet. */
    public static FeatureStore in(Path folder) {
        return new FeatureStore(folder.toAbsolutePath(), SHARD_BYTES);
    }

    /** With files of about so many bytes: fewer lose less in a kill, more make fewer files. 1 to 2^30. */
    public FeatureStore withShardBytes(long bytes) {
        if (bytes < 1 || bytes > MAX_SHARD_BYTES) {
            throw new IllegalArgumentException("feature files of " + bytes + " bytes");
        }
        return new FeatureStore(folder, bytes);
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /**
     * The features of a key, if they are there and whole.
     *
     * @throws SondeException if they are damaged
     */
    public Optional<FeatureSet> find(FeatureKey key) {
        Path home = home(key);
        if (!StoreFolder.isWhole(home)) {
            return Optional.empty();
        }
        FeatureSet found = StoreFolder.open(home);
        if (!found.key().equals(Optional.of(key))) {
            throw new SondeException(
                    home + " was made by something else: "
                            + found.key().map(FeatureKey::toString).orElse("unknown") + "; expected " + key,
                    "Delete the folder; it was copied or renamed.");
        }
        return Optional.of(found);
    }

    /**
     * Begins or continues to write a set; waits while another process or thread writes it. If it is whole by then, the
     * writer has nothing left to do but {@link FeatureWriter#finish}.
     *
     * @param rows whose features they are; the examples that the key speaks of
     * @param shape of one row of one layer, e.g. [32, 768]
     */
    public FeatureWriter write(FeatureKey key, FeatureRows rows, List<Integer> shape) {
        if (rows.size() == 0) {
            throw new SondeException("There are no examples to make features of", "Give a split with examples.");
        }
        Objects.requireNonNull(shape, "shape");
        StoreLock lock = StoreLock.acquire(lock(key));
        try {
            return new FeatureWriter(home(key), rows, FeatureLayout.of(key, shape, rows, shardBytes), lock);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** Deletes the features of a key, whole or not; waits while they are written. */
    public void delete(FeatureKey key) {
        try (StoreLock lock = StoreLock.acquire(lock(key))) {
            Objects.requireNonNull(lock);
            Path home = home(key);
            StoreFiles.delete(home.resolve(FeatureIndex.NAME)); // first, so that half a set never looks whole
            StoreFiles.delete(home, file -> true);
            StoreFiles.delete(home);
        }
    }

    /** All sets, in the order of their addresses. */
    public List<StoredFeatures> list() {
        return StoreFiles.entries(folder).stream()
                .filter(entry -> Files.isDirectory(entry)
                        && !entry.getFileName().toString().startsWith("."))
                .map(FeatureStore::describe)
                .toList();
    }

    /** The sets as a table. */
    @Override
    public TableView view() {
        TableView table = TableView.titled("Features in " + folder)
                .column("address", Align.LEFT)
                .column("model", Align.LEFT)
                .column("layers", Align.LEFT)
                .column("type", Align.LEFT)
                .column("rows", Align.RIGHT)
                .column("MB", Align.RIGHT);
        for (StoredFeatures entry : list()) {
            Optional<Recipe> recipe = entry.key().map(FeatureKey::recipe);
            table = table.row(
                    entry.folder().getFileName(),
                    recipe.map(Recipe::model).orElse("not whole"),
                    recipe.map(made -> made.layers().toString()).orElse(""),
                    recipe.map(made -> made.type().toString()).orElse(""),
                    entry.rows(),
                    String.format(Locale.ROOT, "%.1f", entry.bytes() / 1e6));
        }
        return table;
    }

    /** As {@link #view}. */
    public TableView info() {
        return view();
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private static StoredFeatures describe(Path home) {
        long bytes = StoreFiles.entries(home).stream()
                .mapToLong(file -> file.toFile().length())
                .sum();
        if (!StoreFolder.isWhole(home)) {
            return new StoredFeatures(home, Optional.empty(), 0, bytes);
        }
        try {
            FeatureLayout layout = FeatureIndex.read(home).layout();
            return new StoredFeatures(
                    home, Optional.of(layout.key()), layout.plan().rows(), bytes);
        } catch (SondeException e) { // damaged: listed all the same, so that it can be found and deleted
            return new StoredFeatures(home, Optional.empty(), 0, bytes);
        }
    }

    private Path home(FeatureKey key) {
        return folder.resolve(key.address());
    }

    private Path lock(FeatureKey key) {
        return folder.resolve(".locks").resolve(key.address());
    }
}
