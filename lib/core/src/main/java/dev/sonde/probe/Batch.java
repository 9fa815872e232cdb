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
import java.nio.FloatBuffer;

/**
 * The place where the rows of a step lie: one buffer that rows are gathered into, which the native array shares, and one
 * array of single-precision numbers. Nothing of this size is allocated per step.
 */
final class Batch implements AutoCloseable {
    private static final String TEXT = """
            def widen(self, single: Tensor, stored: Tensor, count: int) -> Tensor:
                x = torch.slice(single, 0, 0, count)
                return x.copy_(torch.slice(stored, 0, 0, count))
            def pool(self, x: Tensor, queries: int) -> Tensor:
                return torch.mean(x.reshape([x.size(0), queries, -1]), [1])
            """;

    private final Torch torch;
    private final ProbeData data;
    private final RowSource source;
    private final boolean pooled;
    private final int rows;
    private final ByteBuffer buffer;
    private final NDArray single;
    private final NDArray shared;
    private final Kernel widen;
    private final Kernel pool;

    /** A place for so many rows of what a probe reads of the data. */
    Batch(Torch torch, ProbeData data, ProbeInput input, int rows) {
        this.torch = torch;
        this.data = data;
        this.source = input instanceof ProbeInput.Query query ? data.rows().query(query.index()) : data.rows();
        this.pooled = input instanceof ProbeInput.Pooled;
        this.rows = rows;
        this.buffer = ByteBuffer.allocateDirect(Math.multiplyExact(rows, source.rowBytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        this.single = torch.zeros(rows, source.width());
        this.shared = array();
        this.widen = torch.kernels(TEXT).get("widen");
        this.pool = torch.kernels(TEXT).get("pool");
    }

    /** How many rows fit. */
    int rows() {
        return rows;
    }

    /** The features of some rows, [count, width] in single precision, until the next call. */
    NDArray x(int[] which, int first, int count) {
        buffer.clear();
        source.gather(which, first, count, buffer);
        // A graphics card has its own memory: there the buffer must be sent anew.
        NDArray stored = torch.device().kind() == Device.Kind.CPU ? shared : array();
        NDArray x = widen.on(single, stored).with(count).tensor();
        return pooled ? pool.on(x).with(source.queries()).tensor() : x;
    }

    /** The answers of some rows, [count, outputs]. */
    NDArray y(int[] which, int first, int count) {
        int outputs = data.targets().kind().width();
        float[] values = new float[count * outputs];
        data.targets().gather(which, first, count, FloatBuffer.wrap(values));
        return torch.array(values, count, outputs);
    }

    @Override
    public void close() {
        single.close();
        shared.close();
    }

    private NDArray array() {
        buffer.clear();
        DataType type = source.type() == StoredType.F16 ? DataType.FLOAT16 : DataType.FLOAT32;
        return single.getManager().create(buffer, new Shape(rows, source.width()), type);
    }
}
