package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.sonde.format.StoredType;
import dev.sonde.torch.Device;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.Torch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The place where the rows of a step lie: a buffer that they are gathered into, which the native array shares, and, for
 * those who read single precision, an array that some rows at a time are widened into. Nothing of this size is allocated
 * per step.
 */
final class Batch implements AutoCloseable {
    /** Rows are gathered and widened in pieces that stay in a processor's cache. */
    private static final int CHUNK_BYTES = 3 << 19;

    /** The memory outside the heap that a batch may take; larger ones are widened in pieces. */
    private static final int MOST_STORED_BYTES = 1 << 26;

    private static final String TEXT = """
            def widen(self, single: Tensor, stored: Tensor) -> int:
                single.copy_(stored)
                return 0
            def part(self, x: Tensor, start: int, count: int) -> Tensor:
                return torch.slice(x, 0, start, start + count)
            def pool(self, x: Tensor, queries: int) -> Tensor:
                return torch.mean(x.reshape([x.size(0), queries, -1]), [1])
            """;

    /** Some of the rows, and where they are widened to. */
    private record Piece(int start, int size, NDArray single) {}

    private final Torch torch;
    private final ProbeData data;
    private final RowSource source;
    private final boolean pooled;
    private final boolean stored;
    private final int rows;
    private final boolean cpu;
    private final int chunk;
    private final ByteBuffer buffer;
    private final NDArray single;
    private final NDArray shared;
    private final ByteBuffer answers;
    private final NDArray sharedAnswers;
    private final List<Piece> whole;
    private final Kernel widen;
    private final Kernel part;
    private final Kernel pool;

    /** A place for so many rows of what a probe reads of the data, in single precision. */
    static Batch single(Torch torch, ProbeData data, ProbeInput input, int rows) {
        return new Batch(torch, data, input, rows, false);
    }

    /** As {@link #single}, but in half precision if the rows are stored so and need not be pooled. */
    static Batch stored(Torch torch, ProbeData data, ProbeInput input, int rows) {
        return new Batch(torch, data, input, rows, true);
    }

    private Batch(Torch torch, ProbeData data, ProbeInput input, int rows, boolean mayBeStored) {
        this.torch = torch;
        this.data = data;
        this.source = input instanceof ProbeInput.Query query ? data.rows().query(query.index()) : data.rows();
        this.pooled = input instanceof ProbeInput.Pooled;
        this.stored = (mayBeStored && !pooled || source.type() == StoredType.F32)
                && (long) rows * source.rowBytes() <= MOST_STORED_BYTES;
        this.rows = rows;
        this.cpu = torch.device().kind() == Device.Kind.CPU;
        this.chunk = cpu && !stored ? Math.max(1, Math.min(rows, CHUNK_BYTES / source.rowBytes())) : rows;
        this.buffer = buffer(Math.multiplyExact(chunk, source.rowBytes()));
        this.answers = buffer(Math.multiplyExact(rows, outputs() * Float.BYTES));
        this.single = torch.zeros(stored ? 0 : rows, source.width());
        this.shared = array();
        this.sharedAnswers = answers();
        this.widen = torch.kernels(TEXT).get("widen");
        this.part = torch.kernels(TEXT).get("part");
        this.pool = torch.kernels(TEXT).get("pool");
        this.whole = pieces(stored ? 0 : rows);
    }

    /** How many rows fit. */
    int rows() {
        return rows;
    }

    /** The features of some rows, [count, width], until the next call. */
    NDArray x(int[] which, int first, int count) {
        NDArray x = stored ? gather(which, first, count) : widen(which, first, count);
        return pooled ? pool.on(x).with(source.queries()).tensor() : x;
    }

    private NDArray widen(int[] which, int first, int count) {
        for (Piece piece : count == rows ? whole : pieces(count)) {
            NDArray gathered = gather(which, first + piece.start(), piece.size());
            widen.on(piece.single(), gathered).run();
        }
        return first(single, count, rows);
    }

    // A graphics card has its own memory: there the buffer must be sent anew.
    private NDArray gather(int[] which, int first, int count) {
        buffer.clear();
        source.gather(which, first, count, buffer);
        return first(cpu ? shared : array(), count, chunk);
    }

    private NDArray first(NDArray x, int count, int all) {
        return count == all ? x : part(x, 0, count);
    }

    /** The answers of some rows, [count, outputs], until the next call. */
    NDArray y(int[] which, int first, int count) {
        data.targets().gather(which, first, count, answers.asFloatBuffer());
        return first(cpu ? sharedAnswers : answers(), count, rows);
    }

    @Override
    public void close() {
        whole.forEach(piece -> piece.single().close());
        single.close();
        shared.close();
        sharedAnswers.close();
    }

    private List<Piece> pieces(int count) {
        List<Piece> pieces = new ArrayList<>();
        for (int start = 0; start < count; start += chunk) {
            int size = Math.min(chunk, count - start);
            pieces.add(new Piece(start, size, part(single, start, size)));
        }
        return pieces;
    }

    private NDArray part(NDArray x, int start, int count) {
        return part.on(x).with(start).with(count).tensor();
    }

    private int outputs() {
        return data.targets().kind().width();
    }

    private NDArray answers() {
        return single.getManager().create(answers, new Shape(rows, outputs()), DataType.FLOAT32);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private NDArray array() {
        buffer.clear();
        DataType type = source.type() == StoredType.F16 ? DataType.FLOAT16 : DataType.FLOAT32;
        return single.getManager().create(buffer, new Shape(chunk, source.width()), type);
    }
}
