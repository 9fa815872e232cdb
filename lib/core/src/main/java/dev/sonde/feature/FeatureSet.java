package dev.sonde.feature;

import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The features of many examples, one row each, memory-mapped: of any size, and never copied to the heap.
 *
 * <p>A view, with {@link #layer}, {@link #columns} or {@link #query}, costs nothing. Nothing needs to be closed; the
 * maps go when the last view is garbage.
 *
 * <pre>{@code
 * FeatureSet features = FeatureSet.open(Path.of("features.safetensors"));
 * ByteBuffer batch = ByteBuffer.allocateDirect(128 * features.rowBytes());
 * features.gather(rows, batch);
 * }</pre>
 */
public final class FeatureSet implements Tabular {
    private final FeatureFiles files;
    private final FeatureRows rows;
    private final int layer;
    private final List<Integer> shape;
    private final int firstColumn;

    private FeatureSet(FeatureFiles files, FeatureRows rows, int layer, List<Integer> shape, int firstColumn) {
        this.files = files;
        this.rows = rows;
        this.layer = layer;
        this.shape = shape;
        this.firstColumn = firstColumn;
    }

    /** The last of the stored layers. */
    static FeatureSet of(FeatureFiles files, FeatureRows rows) {
        return new FeatureSet(files, rows, files.mapped().size() - 1, files.shape(), 0);
    }

    /**
     * Opens features of any origin.
     *
     * <ul>
     *   <li>a folder of the {@link FeatureStore};
     *   <li>a {@code .safetensors} file with the tensor {@code features} [N, ...] in F16 or F32, and optionally
     *       {@code label} [N] (0 or 1) or {@code box} [N, 4] (centre, width and height as shares of the image). Beside
     *       {@code x.safetensors} may lie {@code x.ids.txt} and {@code x.groups.txt}: a line for each row with the id of
     *       its example, and with the name of its image;
     *   <li>an {@code .npy} file, or a folder with {@code features.npy}, and beside it optionally {@code label.npy} or {@code labels.npy}, {@code box.npy} or
     *       {@code boxes.npy}, {@code ids.txt} and {@code groups.txt}, shaped the same.
     * </ul>
     *
     * <p>If there are both labels and boxes, the labels are the targets.
     *
     * @throws SondeException if there is nothing of this kind, or it is damaged; the message names file and tensor
     */
    public static FeatureSet open(Path path) {
        return Interruption.told(() -> FeatureFormats.open(path));
    }

    /** How many rows. */
    public int rows() {
        return rows.size();
    }

    /** How many numbers a row has, e.g. 24576 = 32 x 768. */
    public int width() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** The shape of one row, e.g. [32, 768]: query tokens and hidden size. */
    public List<Integer> shape() {
        return shape;
    }

    /** F16 or F32. */
    public StoredType type() {
        return files.type();
    }

    /** How many bytes a row has. */
    public int rowBytes() {
        return Math.multiplyExact(width(), type().bytes());
    }

    /** The ids of the examples, row by row; the numbers of the rows if the file has no ids. */
    public List<String> ids() {
        return rows.ids();
    }

    /** The images of the rows; empty if they are not known. */
    public List<String> groups() {
        return rows.groups();
    }

    /** What must be predicted, if it is known. */
    public Optional<Targets> targets() {
        return rows.targets();
    }

    /** The layers that are stored; empty if the file does not say which layer it holds. */
    public List<Integer> layers() {
        return files.layers();
    }

    /** What made the features, if the store knows it. */
    public Optional<FeatureKey> key() {
        return files.key();
    }

    /** The file or folder. */
    public Path path() {
        return files.path();
    }

    /** All columns of one of the stored {@link #layers}; without it the last one is seen. */
    public FeatureSet layer(int number) {
        int index = files.layers().indexOf(number);
        if (index < 0) {
            throw new SondeException(
                    path() + " does not hold layer " + number, "It holds the layers " + files.layers() + ".");
        }
        return new FeatureSet(files, rows, index, files.shape(), 0);
    }

    /**
     * Some of the columns of this view, flattened.
     *
     * @param from the first
     * @param to the one behind the last
     */
    public FeatureSet columns(int from, int to) {
        Objects.checkFromToIndex(from, to, width());
        return new FeatureSet(files, rows, layer, List.of(to - from), firstColumn + from);
    }

    /** One entry of the first axis of a row, e.g. one of the 32 query tokens: its 768 numbers. */
    public FeatureSet query(int index) {
        Objects.checkIndex(index, shape.get(0));
        int size = width() / shape.get(0);
        List<Integer> inner = shape.size() == 1 ? List.of(1) : shape.subList(1, shape.size());
        return new FeatureSet(files, rows, layer, inner, firstColumn + index * size);
    }

    /** The same features with other targets, such as those of a control task. */
    public FeatureSet withTargets(Targets targets) {
        return new FeatureSet(files, rows.withTargets(targets), layer, shape, firstColumn);
    }

    /** As {@link #gather(int[], int, int, ByteBuffer)}, all the rows. */
    public void gather(int[] which, ByteBuffer to) {
        gather(which, 0, which.length, to);
    }

    /**
     * Copies rows into a buffer, one after another from its position on, which moves behind them. The bytes are those
     * of the file: {@link #type}, little-endian.
     *
     * @param which the rows; those from {@code first} on, {@code count} of them; a row may occur twice
     * @param to best a direct buffer, which an array of the engine can use without another copy
     * @throws BufferOverflowException if they do not fit
     */
    public void gather(int[] which, int first, int count, ByteBuffer to) {
        int bytes = rowBytes();
        if ((long) count * bytes > to.remaining()) {
            throw new BufferOverflowException();
        }
        MappedRows from = files.layer(layer);
        int offset = firstColumn * type().bytes();
        for (int i = first; i < first + count; i++) {
            from.copy(which[i], offset, bytes, to);
        }
    }

    /** One row as single-precision numbers. */
    public float[] row(int row) {
        return Floats.of(type(), slice(row, 0, rowBytes()));
    }

    /** The rows as one tensor [rows, shape...], of which only what is asked for is read. */
    public StoredTensor tensor() {
        List<Long> axes = new ArrayList<>(List.of((long) rows()));
        shape.forEach(length -> axes.add(length.longValue()));
        return new StoredTensor(UserFeatures.FEATURES, type(), axes, new RowBytes(this));
    }

    /** Some bytes of a row, without a copy. */
    ByteBuffer slice(int row, int offset, int length) {
        return files.layer(layer).slice(row, firstColumn * type().bytes() + offset, length);
    }

    /** Reads all files once: do they still have the hashes that were written down, and is every number finite? */
    public FeatureCheck verify() {
        return Interruption.told(() -> FeatureCheck.of(files, rows.ids()));
    }

    /** What the set holds. */
    public TableView info() {
        TableView table = TableView.titled("Features")
                .column("what", Align.LEFT)
                .column("value", Align.LEFT)
                .row("place", path())
                .row("rows", rows())
                .row("shape of a row", shape)
                .row("type", type())
                .row("bytes on disk", String.format(Locale.ROOT, "%,d", files.bytes()))
                .row("layers", layers().isEmpty() ? "not named" : layers())
                .row("targets", targets().map(Targets::toString).orElse("none"))
                .row(
                        "images",
                        groups().isEmpty()
                                ? "not named"
                                : groups().stream().distinct().count());
        return key().map(key -> key.addTo(table)).orElse(table);
    }

    @Override
    public TableView view() {
        return info();
    }

    /** Such as {@code 2195 rows of [32, 768] F16, 2195 truth values, in …/features/0123456789abcdef}. */
    @Override
    public String toString() {
        return rows() + " rows of " + shape + " " + type()
                + targets().map(targets -> ", " + targets).orElse("") + ", in " + path();
    }
}
