package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Torch;
import java.util.List;
import java.util.Map;

/** A probe on the vectors of a model: what it reads of them, and its head. */
final class JointHead implements AutoCloseable {
    private static final String TEXT = """
            def flattened(self, queries: Tensor) -> Tensor:
                return torch.flatten(queries, 1)
            def pooled(self, queries: Tensor) -> Tensor:
                return torch.mean(queries, [1])
            def one(self, queries: Tensor, index: int) -> Tensor:
                return queries[:, index]
            """;

    private final ProbeInput input;
    private final Kernels kernels;
    private final Kernel forward;
    private final Map<String, NDArray> arrays;
    private final TensorList list;

    /** @param arrays of the head, in its order; they belong to the caller */
    JointHead(Torch torch, ProbeTrial trial, Map<String, NDArray> arrays) {
        this.input = trial.input();
        this.kernels = torch.kernels(TEXT);
        this.forward = HeadKernels.forward(torch, trial.head());
        this.arrays = arrays;
        this.list = TensorList.of(torch, List.copyOf(arrays.values()));
    }

    Map<String, NDArray> arrays() {
        return arrays;
    }

    /** [examples, outputs] from [examples, queries, width]. */
    NDArray logits(NDArray queries) {
        return forward.on(read(queries)).with(list).tensor();
    }

    private NDArray read(NDArray queries) {
        if (input instanceof ProbeInput.Query query) {
            return kernels.get("one").on(queries).with(query.index()).tensor();
        }
        return kernels.get(input instanceof ProbeInput.Pooled ? "pooled" : "flattened")
                .on(queries)
                .tensor();
    }

    /** Frees the native list; the arrays stay. */
    @Override
    public void close() {
        list.close();
    }
}
