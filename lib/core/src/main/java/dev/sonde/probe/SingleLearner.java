package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.AdamW;
import dev.sonde.torch.AdamWOptions;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.Losses;
import dev.sonde.torch.ParameterGroup;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Torch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One probe with any head; gradients by PyTorch, so that a training is PyTorch's, bit for bit. */
final class SingleLearner implements Learner {
    private static final String TEXT = """
            def add(self, total: Tensor, last: Tensor, loss: Tensor) -> int:
                last.copy_(loss.detach())
                total.add_(last)
                return 0
            def copy(self, to: List[Tensor], source: List[Tensor]) -> int:
                for i in range(len(to)):
                    to[i].copy_(source[i])
                return len(to)
            """;

    private final Torch torch;
    private final Objective objective;
    private final Kernel forward;
    private final Kernel add;
    private final Kernel copy;
    private final Map<String, NDArray> parameters;
    private final Map<String, NDArray> best;
    private final TensorList list;
    private final TensorList bestList;
    private final AdamW optimizer;
    private final NDArray total;
    private final NDArray last;

    SingleLearner(Torch torch, ProbeTrial trial, int in) {
        this.torch = torch;
        this.objective = trial.objective();
        this.forward = HeadKernels.forward(torch, trial.head());
        this.add = torch.kernels(TEXT).get("add");
        this.copy = torch.kernels(TEXT).get("copy");
        this.parameters = FirstWeights.of(torch, trial, in);
        this.best = zerosLike(parameters);
        this.list = TensorList.of(torch, List.copyOf(parameters.values()));
        this.bestList = TensorList.of(torch, List.copyOf(best.values()));
        ParameterGroup group = ParameterGroup.of(parameters.values())
                .withWeightDecay(trial.options().weightDecay());
        this.optimizer = new AdamW(torch, AdamWOptions.defaults(), List.of(group));
        this.total = torch.zeros();
        this.last = torch.zeros();
    }

    @Override
    public int trials() {
        return 1;
    }

    @Override
    public void step(NDArray x, NDArray y, double[] rates) {
        if (rates[0] < 0) {
            return;
        }
        torch.training(() -> {
            NDArray loss = loss(forward.on(x).with(list).tensor(), y);
            optimizer.step(loss, rates[0]);
            add.on(total, last, loss).run();
            return 0;
        });
    }

    @Override
    public float[] lastLosses() {
        return new float[] {last.getFloat()};
    }

    @Override
    public float[] takeLosses() {
        float[] sum = {total.getFloat()};
        total.muli(0);
        return sum;
    }

    @Override
    public float[][] logits(NDArray x) {
        return torch.inference(
                () -> new float[][] {forward.on(x).with(list).tensor().toFloatArray()});
    }

    @Override
    public void remember(boolean[] which) {
        if (which[0]) {
            torch.inference(() -> {
                copy.on().with(bestList).with(list).run();
                return 0;
            });
        }
    }

    @Override
    public Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>();
        parameters.forEach((name, array) -> state.put("parameter." + name, array));
        best.forEach((name, array) -> state.put("best." + name, array));
        optimizer.state().forEach((name, array) -> state.put("adamw." + name, array));
        return state;
    }

    @Override
    public Map<String, NDArray> remembered(int trial) {
        Map<String, NDArray> copies = zerosLike(best);
        torch.inference(() -> {
            copy.on().with(List.copyOf(copies.values())).with(bestList).run();
            return 0;
        });
        return copies;
    }

    @Override
    public void close() {
        optimizer.close();
        list.close();
        bestList.close();
        parameters.values().forEach(NDArray::close);
        best.values().forEach(NDArray::close);
        total.close();
        last.close();
    }

    private NDArray loss(NDArray logits, NDArray y) {
        if (objective instanceof Objective.Boxes boxes) {
            return Losses.box(torch, logits, y, boxes.l1Weight(), boxes.giouWeight());
        }
        return Losses.binary(torch, logits, y);
    }

    private static Map<String, NDArray> zerosLike(Map<String, NDArray> arrays) {
        Map<String, NDArray> zeros = new LinkedHashMap<>();
        arrays.forEach((name, array) -> zeros.put(name, array.zerosLike()));
        return zeros;
    }
}
