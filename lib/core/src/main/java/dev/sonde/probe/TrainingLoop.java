package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.Progress;
import dev.sonde.display.SondeException;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The epochs of probes that see the same batches: training, validation, early stopping, checkpoints. */
final class TrainingLoop {
    private final Torch torch;
    private final Learner learner;
    private final ProbeData train;
    private final ProbeData validation;
    private final List<TrialProgress> trials;
    private final int batch;
    private final int steps;
    private final PyTorchRandom order;
    private final Optional<TrainingCheckpoint> checkpoint;
    private final List<Double> seconds = new ArrayList<>();

    /** @param in how many numbers a probe reads; it decides how many are drawn before the order */
    TrainingLoop(
            Torch torch,
            Learner learner,
            List<ProbeTrial> all,
            int in,
            ProbeData train,
            ProbeData validation,
            Optional<TrainingCheckpoint> checkpoint) {
        this.torch = torch;
        this.learner = learner;
        this.train = train;
        this.validation = validation;
        this.trials = all.stream()
                .map(trial -> new TrialProgress(trial, train.size()))
                .toList();
        TrainingOptions options = all.get(0).options();
        this.batch = Math.min(options.batch(), train.size());
        this.steps = options.stepsPerEpoch(train.size());
        this.order = all.get(0).order(in);
        this.checkpoint = checkpoint;
    }

    /** Trains to the end, from the checkpoint on if there is one. */
    List<TrialProgress> run() {
        checkpoint.ifPresent(file -> file.restore(torch, learner.state(), trials));
        try (Progress progress = Progress.of(name(), most() * steps);
                Batch rows = batch(train, batch);
                Batch held = batch(validation, Math.min(batch, validation.size()))) {
            for (int epoch = begin(); trials.stream().anyMatch(TrialProgress::active); epoch++) {
                long start = System.nanoTime();
                double[] rates = trainEpoch(epoch, rows, progress);
                finish(epoch, rates, held);
                seconds.add((System.nanoTime() - start) / 1e9);
                checkpoint.ifPresent(file -> file.writeIfDue(torch, learner.state(), trials));
            }
            progress.at(most() * steps);
        }
        return trials;
    }

    private Batch batch(ProbeData data, int rows) {
        ProbeInput input = trials.get(0).trial().input();
        return learner.readsStored() ? Batch.stored(torch, data, input, rows) : Batch.single(torch, data, input, rows);
    }

    /** The first epoch to train, counted from 0; leaves out the orders of those before it. */
    private int begin() {
        int done =
                trials.stream().mapToInt(trial -> trial.epochs().size()).max().orElse(0);
        for (int epoch = 0; epoch < done; epoch++) {
            order.permutation(train.size());
        }
        return done;
    }

    private long most() {
        return trials.stream()
                .mapToLong(trial -> trial.trial().options().epochs())
                .max()
                .orElseThrow();
    }

    /** The seconds of each epoch that was trained in this process. */
    List<Double> seconds() {
        return seconds;
    }

    private String name() {
        return trials.size() == 1 ? "probe" : trials.size() + " probes";
    }

    private double[] trainEpoch(int epoch, Batch rows, Progress progress) {
        int[] which = order.permutation(train.size());
        double[] rates = new double[trials.size()];
        for (int i = 0; i < steps; i++) {
            long step = (long) epoch * steps + i;
            for (int t = 0; t < rates.length; t++) {
                rates[t] = trials.get(t).rate(step);
            }
            int first = i * batch;
            torch.inference(() -> {
                NDArray x = rows.x(which, first, batch);
                learner.step(x, rows.y(which, first, batch), rates);
                return 0;
            });
            progress.at(step + 1);
        }
        return rates;
    }

    private void finish(int epoch, double[] rates, Batch held) {
        float[] sums = learner.takeLosses();
        float[] last = learner.lastLosses();
        for (int t = 0; t < rates.length; t++) {
            requireFinite(epoch, rates[t] >= 0 ? sums[t] : 0);
        }
        double[] scores = validate(held);
        boolean[] better = new boolean[rates.length];
        for (int t = 0; t < rates.length; t++) {
            if (rates[t] >= 0) {
                better[t] = trials.get(t)
                        .finish(new EpochScore(epoch + 1, sums[t] / (double) steps, last[t], scores[t], rates[t]));
            }
        }
        learner.remember(better);
    }

    private double[] validate(Batch held) {
        float[][] logits = Logits.of(torch, held, validation, learner::logits, learner.trials());
        double[] scores = new double[logits.length];
        for (int t = 0; t < scores.length; t++) {
            scores[t] = Answers.score(logits[t], validation.targets());
        }
        return scores;
    }

    private void requireFinite(int epoch, double loss) {
        if (Double.isFinite(loss)) {
            return;
        }
        String where = IntStream.range(0, train.size())
                .filter(row -> !FiniteRows.finite(train.rows(), row))
                .mapToObj(row -> "row " + row + " (" + train.ids().get(row) + ") of "
                        + train.rows().place() + " is not finite")
                .findFirst()
                .orElse("all features are finite");
        throw new SondeException(
                "The loss of epoch " + (epoch + 1) + " is " + loss + ": " + where,
                "Extract features that are not finite again; else lower the learning rate.");
    }
}
