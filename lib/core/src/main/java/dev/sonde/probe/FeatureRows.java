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
        this.batch = place(train, input, rows);
        this.held = place(validation, input, rows);
    }

    private Batch place(ProbeData data, ProbeInput input, int most) {
        int rows = learner.rowsAtOnce(Math.min(most, data.size()));
        return learner.readsStored() ? Batch.stored(torch, data, input, rows) : Batch.single(torch, data, input, rows);
    }

    @Override
    public void step(long step, int[] rows, double[] rates) {
        torch.inference(() -> {
            learner.step(new Chosen(batch, rows), rates);
            return 0;
        });
    }

    private record Chosen(Batch batch, int[] rows) implements FeatureLearner.Rows {
        @Override
        public int count() {
            return rows.length;
        }

        @Override
        public NDArray x(int first, int count) {
            return batch.x(rows, first, count);
        }

        @Override
        public NDArray y(int first, int count) {
            return batch.y(rows, first, count);
        }
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
