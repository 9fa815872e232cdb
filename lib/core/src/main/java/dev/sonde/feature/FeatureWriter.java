package dev.sonde.feature;

import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Writes a feature set file by file. The rows of a file may come in any order; with the last of them the file gets its
 * name, and the rows of the next one are expected.
 *
 * <p>What was killed goes on behind the last whole file, and ends with the same bytes as if it had not been killed.
 *
 * <pre>{@code
 * try (FeatureWriter writer = store.write(key, rows, List.of(32, 768))) {
 *     for (int row = writer.firstMissing(); row < rows.size(); row++) {
 *         writer.add(row, 12, values(row), 0);
 *     }
 *     FeatureSet features = writer.finish();
 * }
 * }</pre>
 */
public final class FeatureWriter implements AutoCloseable {
    private static final String TEMPORARY = ".part";

    private final Path folder;
    private final FeatureRows rows;
    private final FeatureLayout layout;
    private final StoreLock lock;
    private final Map<Integer, Integer> layerPlaces = new HashMap<>();
    private final ShardBuffer buffer;
    private int shard;

    /** Takes over the lock. */
    FeatureWriter(Path folder, FeatureRows rows, FeatureLayout layout, StoreLock lock) {
        this.folder = folder;
        this.rows = rows;
        this.layout = layout;
        this.lock = lock;
        for (int i = 0; i < layout.layers().size(); i++) {
            layerPlaces.put(layout.layers().get(i), i);
        }
        StoreFiles.createFolder(folder);
        this.shard = StoreFolder.isWhole(folder) ? layout.plan().shards() : wholeShards();
        this.buffer = new ShardBuffer(layout);
        buffer.begin(currentIds());
    }

    /** The first row that is not in a whole file yet: where to begin, and where to go on; the number of rows at the end. */
    public int firstMissing() {
        return isComplete() ? rows.size() : layout.plan().firstRow(shard);
    }

    /** The row behind the last one of the current file. */
    public int chunkEnd() {
        return isComplete() ? rows.size() : firstMissing() + layout.plan().rowsIn(shard);
    }

    /** How many rows there are, with those of the current file. */
    public int rowsDone() {
        return firstMissing() + (isComplete() ? 0 : buffer.rows());
    }

    /**
     * Adds the numbers of one row in one layer; rounded to the nearest, ties to even, where they are kept in F16.
     *
     * @param row from {@link #firstMissing} to before {@link #chunkEnd}
     * @param layer one of the layers of the recipe
     * @param values the numbers begin at {@code offset}
     * @throws SondeException if a number is not finite, or too large for the type; the message names the row
     * @throws IllegalArgumentException if the row is not of the current file, or was given before
     */
    public void add(int row, int layer, float[] values, int offset) {
        Integer place = layerPlaces.get(layer);
        if (place == null || row < firstMissing() || row >= chunkEnd()) {
            throw new IllegalArgumentException("row " + row + " of layer " + layer + "; expected a row from "
                    + firstMissing() + " to before " + chunkEnd() + " of one of the layers " + layout.layers());
        }
        Objects.checkFromIndexSize(offset, layout.width(), values.length);
        buffer.put(row - firstMissing(), place, values, offset);
        if (buffer.isFull()) {
            Interruption.told(this::writeShard);
            shard++;
            buffer.begin(currentIds());
        }
    }

    /**
     * Writes the index, by which the set is whole, and opens it.
     *
     * @throws IllegalStateException if rows are missing
     */
    public FeatureSet finish() {
        if (!isComplete()) {
            throw new IllegalStateException(
                    "features of " + (rows.size() - firstMissing()) + " of " + rows.size() + " rows are missing");
        }
        return Interruption.told(this::written);
    }

    private FeatureSet written() {
        if (!StoreFolder.isWhole(folder)) {
            List<String> hashes = IntStream.range(0, layout.plan().shards())
                    .mapToObj(i -> Sha256.of(path(i)))
                    .toList();
            Path index = folder.resolve(FeatureIndex.NAME);
            FeatureIndex content = new FeatureIndex(layout, hashes, rows.ids(), rows.groups());
            StoreFiles.write(index, temporary(index), content.bytes());
        }
        return StoreFolder.open(folder);
    }

    /** Lets others write. Rows of a file that is not whole are lost; whole files stay. */
    @Override
    public void close() {
        try {
            StoreFiles.delete(folder, file -> file.toString().endsWith(TEMPORARY));
        } finally {
            lock.close();
        }
    }

    private boolean isComplete() {
        return shard == layout.plan().shards();
    }

    private List<String> currentIds() {
        return rows.ids().subList(firstMissing(), chunkEnd());
    }

    private Path writeShard() {
        Path target = path(shard);
        Path temporary = temporary(target);
        try (SafetensorsWriter writer =
                SafetensorsWriter.open(temporary, layout.metadata(shard), layout.tensors(shard))) {
            int first = firstMissing();
            int end = chunkEnd();
            rows.targets().ifPresent(targets -> writer.floats(targets.values(first, end)));
            buffer.write(writer);
        }
        return StoreFiles.publish(temporary, target);
    }

    /** How many files are whole; what else lies in the folder is left from a kill, or of another division, and goes. */
    private int wholeShards() {
        Set<Path> whole = new HashSet<>();
        while (whole.size() < layout.plan().shards() && isWhole(whole.size())) {
            whole.add(path(whole.size()));
        }
        StoreFiles.delete(folder, file -> !whole.contains(file));
        return whole.size();
    }

    private boolean isWhole(int number) {
        if (!Files.isRegularFile(path(number))) {
            return false;
        }
        try (SafetensorsFile file = SafetensorsFile.open(path(number))) {
            return layout.matches(file, number);
        } catch (SondeException e) { // damaged: written again
            return false;
        }
    }

    private Path path(int number) {
        return folder.resolve(layout.plan().name(number));
    }

    private static Path temporary(Path target) {
        return target.resolveSibling(target.getFileName() + TEMPORARY);
    }
}
