package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.AdamW;
import dev.sonde.torch.AdamWOptions;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.ParameterGroup;
import dev.sonde.torch.Torch;
import java.util.List;
import java.util.Map;

/** One probe with any head; gradients by PyTorch. */
final class SingleLearner extends LearnerOfOne implements FeatureLearner {
    private final Torch torch;
    private final Objective objective;
    private final Kernel forward;
    private final Map<String, NDArray> parameters;

    SingleLearner(Torch torch, ProbeTrial trial, int in) {
        this(torch, trial, FirstWeights.of(torch, trial, in));
    }

    private SingleLearner(Torch torch, ProbeTrial trial, Map<String, NDArray> parameters) {
        super(torch, parameters, optimizer(torch, trial, parameters));
        this.torch = torch;
        this.objective = trial.objective();
        this.forward = HeadKernels.forward(torch, trial.head());
        this.parameters = parameters;
    }

    private static AdamW optimizer(Torch torch, ProbeTrial trial, Map<String, NDArray> parameters) {
        ParameterGroup group = ParameterGroup.of(parameters.values())
                .withWeightDecay(trial.options().weightDecay());
        return new AdamW(torch, AdamWOptions.defaults(), List.of(group));
    }

    @Override
    public void step(Rows batch, double[] rates) {
        if (rates[0] < 0) {
            return;
        }
        NDArray x = batch.x(0, batch.count());
        NDArray y = batch.y(0, batch.count());
        torch.training(() -> {
            NDArray loss =
                    objective.loss(torch, forward.on(x).with(weights.list()).tensor(), y);
            optimizer.step(loss, rates[0]);
            losses.add(loss);
            return 0;
        });
    }

    @Override
    public float[][] logits(NDArray x) {
        return torch.inference(
                () -> new float[][] {forward.on(x).with(weights.list()).tensor().toFloatArray()});
    }

    @Override
    public Map<String, NDArray> remembered(int trial) {
        return weights.copies();
    }

    @Override
    public void close() {
        super.close();
        parameters.values().forEach(NDArray::close);
    }
}
