package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.AdamW;
import dev.sonde.torch.Torch;
import java.util.LinkedHashMap;
import java.util.Map;

/** One probe in training: its weights, its optimiser and its losses, and what of them is kept. */
abstract class LearnerOfOne implements Learner {
    final BestWeights weights;
    final AdamW optimizer;
    final LossSum losses;

    /** @param parameters belong to the caller, as the optimiser's arrays do; the optimiser does not */
    LearnerOfOne(Torch torch, Map<String, NDArray> parameters, AdamW optimizer) {
        this.weights = new BestWeights(torch, parameters);
        this.optimizer = optimizer;
        this.losses = new LossSum(torch);
    }

    @Override
    public final int trials() {
        return 1;
    }

    @Override
    public final float[] lastLosses() {
        return new float[] {losses.last()};
    }

    @Override
    public final float[] takeLosses() {
        return new float[] {losses.take()};
    }

    @Override
    public final void remember(boolean[] which) {
        if (which[0]) {
            weights.remember();
        }
    }

    @Override
    public final Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>(weights.state());
        optimizer.state().forEach((name, array) -> state.put("adamw." + name, array));
        state.putAll(losses.state());
        return state;
    }

    @Override
    public void close() {
        optimizer.close();
        weights.close();
        losses.close();
    }
}
