package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Torch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Weights in training, and a copy of them from the best epoch so far. */
final class BestWeights implements AutoCloseable {
    private static final String TEXT = """
            def copy(self, to: List[Tensor], source: List[Tensor]) -> int:
                for i in range(len(to)):
                    to[i].copy_(source[i])
                return len(to)
            """;

    private final Torch torch;
    private final Map<String, NDArray> current;
    private final Map<String, NDArray> best;
    private final TensorList currentList;
    private final TensorList bestList;

    /** @param current belongs to the caller */
    BestWeights(Torch torch, Map<String, NDArray> current) {
        this.torch = torch;
        this.current = current;
        this.best = zerosLike(current);
        this.currentList = TensorList.of(torch, List.copyOf(current.values()));
        this.bestList = TensorList.of(torch, List.copyOf(best.values()));
    }

    /** The weights in training, as kernels take them. */
    TensorList list() {
        return currentList;
    }

    /** The current weights are the best. */
    void remember() {
        torch.inference(() -> copy(bestList, currentList));
    }

    /** The best weights become the current ones. */
    void restore() {
        torch.inference(() -> copy(currentList, bestList));
    }

    /** New arrays with the best weights, which belong to the caller. */
    Map<String, NDArray> copies() {
        Map<String, NDArray> copies = zerosLike(best);
        try (TensorList to = TensorList.of(torch, List.copyOf(copies.values()))) {
            torch.inference(() -> copy(to, bestList));
        }
        return copies;
    }

    /** Both, by the names in a checkpoint of the training. */
    Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>();
        current.forEach((name, array) -> state.put("parameter." + name, array));
        best.forEach((name, array) -> state.put("best." + name, array));
        return state;
    }

    private int copy(TensorList to, TensorList from) {
        torch.kernels(TEXT).get("copy").on().with(to).with(from).run();
        return 0;
    }

    private static Map<String, NDArray> zerosLike(Map<String, NDArray> arrays) {
        Map<String, NDArray> zeros = new LinkedHashMap<>();
        arrays.forEach((name, array) -> zeros.put(name, array.zerosLike()));
        return zeros;
    }

    @Override
    public void close() {
        currentList.close();
        bestList.close();
        best.values().forEach(NDArray::close);
    }
}
