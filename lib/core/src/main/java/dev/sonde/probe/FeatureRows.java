package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Torch;
import java.util.stream.IntStream;

/** Stored features, gathered batch by batch for probes that are trained on them. */
final class FeatureRows implements TrainingRows {
    private final Torch torch;
    private final FeatureLearner learner;
    private final ProbeData train;
    private final ProbeData validation;
    private final Batch batch;
    private final Batch held;

    /** @param rows of a step */
    FeatureRows(
            Torch torch, FeatureLearner learner, ProbeInput input, int rows, ProbeData train, ProbeData validation) {
        this.torch = torch;
        this.learner = learner;
        this.train = train;
        this.validation = validation;
        this.batch = new Batch(torch, train, input, Math.min(rows, train.size()));
        this.held = new Batch(torch, validation, input, Math.min(rows, validation.size()));
    }

    @Override
    public void step(long step, int[] rows, double[] rates) {
        torch.inference(() -> {
            NDArray x = batch.x(rows, 0, rows.length);
            learner.step(x, batch.y(rows, 0, rows.length), rates);
            return 0;
        });
    }

    @Override
    public float[][] validate() {
        return Logits.of(torch, held, validation, learner::logits, learner.trials());
    }

    @Override
    public String whyNotFinite() {
        return IntStream.range(0, train.size())
                .filter(row -> !FiniteRows.finite(train.rows(), row))
                .mapToObj(row -> "row " + row + " (" + train.ids().get(row) + ") of "
                        + train.rows().place() + " is not finite")
                .findFirst()
                .orElse("all features are finite");
    }

    @Override
    public void close() {
        batch.close();
        held.close();
    }
}
