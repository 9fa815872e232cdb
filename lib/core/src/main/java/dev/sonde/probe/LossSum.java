package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.Tensors;
import dev.sonde.torch.Torch;
import java.util.Map;

/** The losses of one training: the last one, and the sum since it was taken. */
final class LossSum implements AutoCloseable {
    private static final String TEXT = """
            def add(self, total: Tensor, last: Tensor, loss: Tensor) -> int:
                last.copy_(loss.detach())
                total.add_(last)
                return 0
            """;

    private final Torch torch;
    private final Kernel add;
    private final NDArray total;
    private final NDArray last;

    LossSum(Torch torch) {
        this.torch = torch;
        add = torch.kernels(TEXT).get("add");
        total = torch.zeros();
        last = torch.zeros();
    }

    /** Adds the loss of a step, a scalar. */
    void add(NDArray loss) {
        add.on(total, last, loss).run();
    }

    float last() {
        return last.getFloat();
    }

    /** The sum; it begins anew. */
    float take() {
        float sum = total.getFloat();
        Tensors.clear(torch, total);
        return sum;
    }

    Map<String, NDArray> state() {
        return Map.of("losses.total", total, "losses.last", last);
    }

    @Override
    public void close() {
        total.close();
        last.close();
    }
}
