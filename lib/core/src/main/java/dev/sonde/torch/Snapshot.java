package dev.sonde.torch;

import ai.djl.ndarray.NDArray;
import java.util.Collection;
import java.util.List;

/** The values of arrays at one moment, to go back to: the best weights of a training, or the first for another trial. */
public final class Snapshot implements AutoCloseable {
    static final String TEXT = """
            def copy(self, targets: List[Tensor], values: List[Tensor]) -> int:
                for i in range(len(targets)):
                    targets[i].copy_(values[i])
                return len(targets)
            """;

    private final Torch torch;
    private final List<NDArray> arrays;
    private final List<NDArray> values;

    private Snapshot(Torch torch, List<NDArray> arrays) {
        this.torch = torch;
        this.arrays = arrays;
        this.values =
                arrays.stream().map(array -> Torch.permanent(array.duplicate())).toList();
        Gradients.track(values, false);
    }

    /** Copies the values of arrays. */
    public static Snapshot of(Torch torch, Collection<? extends NDArray> arrays) {
        return new Snapshot(torch, List.copyOf(arrays));
    }

    /** Gives the arrays these values again. */
    public void restore() {
        copy(torch, arrays, values);
    }

    /** Frees the copies. */
    @Override
    public void close() {
        values.forEach(NDArray::close);
    }

    static void copy(Torch torch, List<NDArray> targets, List<NDArray> values) {
        Scope.withoutGradients(() ->
                torch.kernels(TEXT).get("copy").on().with(targets).with(values).run());
    }
}
