package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.AdamW;
import dev.sonde.torch.AdamWOptions;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.ParameterGroup;
import dev.sonde.torch.Torch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One probe with any head; gradients by PyTorch, so that a training is PyTorch's, bit for bit. */
final class SingleLearner implements FeatureLearner {
    private final Torch torch;
    private final Objective objective;
    private final Kernel forward;
    private final Map<String, NDArray> parameters;
    private final BestWeights weights;
    private final AdamW optimizer;
    private final LossSum losses;

    SingleLearner(Torch torch, ProbeTrial trial, int in) {
        this.torch = torch;
        this.objective = trial.objective();
        this.forward = HeadKernels.forward(torch, trial.head());
        this.parameters = FirstWeights.of(torch, trial, in);
        this.weights = new BestWeights(torch, parameters);
        ParameterGroup group = ParameterGroup.of(parameters.values())
                .withWeightDecay(trial.options().weightDecay());
        this.optimizer = new AdamW(torch, AdamWOptions.defaults(), List.of(group));
        this.losses = new LossSum(torch);
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
            NDArray loss =
                    objective.loss(torch, forward.on(x).with(weights.list()).tensor(), y);
            optimizer.step(loss, rates[0]);
            losses.add(loss);
            return 0;
        });
    }

    @Override
    public float[] lastLosses() {
        return new float[] {losses.last()};
    }

    @Override
    public float[] takeLosses() {
        return new float[] {losses.take()};
    }

    @Override
    public float[][] logits(NDArray x) {
        return torch.inference(
                () -> new float[][] {forward.on(x).with(weights.list()).tensor().toFloatArray()});
    }

    @Override
    public void remember(boolean[] which) {
        if (which[0]) {
            weights.remember();
        }
    }

    @Override
    public Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>(weights.state());
        optimizer.state().forEach((name, array) -> state.put("adamw." + name, array));
        state.putAll(losses.state());
        return state;
    }

    @Override
    public Map<String, NDArray> remembered(int trial) {
        return weights.copies();
    }

    @Override
    public void close() {
        optimizer.close();
        weights.close();
        losses.close();
        parameters.values().forEach(NDArray::close);
    }
}
