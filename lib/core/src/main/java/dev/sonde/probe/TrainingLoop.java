package dev.sonde.probe;

import dev.sonde.display.Progress;
import dev.sonde.display.SondeException;
import dev.sonde.torch.Torch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The epochs of probes that see the same batches: training, validation, early stopping, checkpoints. */
final class TrainingLoop {
    private final Torch torch;
    private final Learner learner;
    private final TrainingRows rows;
    private final AnsweredRows train;
    private final AnsweredRows validation;
    private final List<TrialProgress> trials;
    private final int batch;
    private final int steps;
    private final PyTorchRandom order;
    private final Optional<TrainingCheckpoint> checkpoint;
    private TrainingPosition begin = TrainingPosition.START;
    private long start;

    /** @param in how many numbers a probe reads; it decides how many are drawn before the order */
    TrainingLoop(
            Torch torch,
            Learner learner,
            TrainingRows rows,
            List<ProbeTrial> all,
            int in,
            AnsweredRows train,
            AnsweredRows validation,
            Optional<TrainingCheckpoint> checkpoint) {
        this.torch = torch;
        this.learner = learner;
        this.rows = rows;
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
        begin = checkpoint
                .map(file -> file.restore(torch, learner.state(), trials))
                .orElse(begin);
        start = System.nanoTime();
        int first = skipOrders();
        try (Progress progress = Progress.of(name(), most() * steps).from(begin.steps())) {
            for (int epoch = first; trials.stream().anyMatch(TrialProgress::active); epoch++) {
                finish(epoch, trainEpoch(epoch, progress));
                write((epoch + 1L) * steps);
            }
            progress.at(most() * steps);
        }
        return trials;
    }

    /** The epoch to begin in, counted from 0; leaves out the orders of those before it. */
    private int skipOrders() {
        int done = Math.toIntExact(begin.steps() / steps);
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

    /** How long the training has taken, with what was done before the checkpoint. */
    double seconds() {
        return begin.seconds() + (System.nanoTime() - start) / 1e9;
    }

    private String name() {
        return trials.size() == 1 ? "probe" : trials.size() + " probes";
    }

    private double[] trainEpoch(int epoch, Progress progress) {
        int[] which = order.permutation(train.size());
        long before = (long) epoch * steps;
        for (long step = Math.max(before, begin.steps()); step < before + steps; step++) {
            int first = (int) (step - before) * batch;
            rows.step(step, Arrays.copyOfRange(which, first, first + batch), rates(step));
            progress.at(step + 1);
            if (step + 1 < before + steps) {
                write(step + 1);
            }
        }
        return rates(before + steps - 1);
    }

    private double[] rates(long step) {
        return trials.stream().mapToDouble(trial -> trial.rate(step)).toArray();
    }

    private void write(long done) {
        checkpoint.ifPresent(
                file -> file.writeIfDue(torch, learner.state(), trials, new TrainingPosition(done, seconds())));
    }

    private void finish(int epoch, double[] rates) {
        float[] sums = learner.takeLosses();
        float[] last = learner.lastLosses();
        for (int t = 0; t < rates.length; t++) {
            requireFinite(epoch, rates[t] >= 0 ? sums[t] : 0);
        }
        double[] scores = validate();
        boolean[] better = new boolean[rates.length];
        for (int t = 0; t < rates.length; t++) {
            if (rates[t] >= 0) {
                better[t] = trials.get(t)
                        .finish(new EpochScore(epoch + 1, sums[t] / (double) steps, last[t], scores[t], rates[t]));
            }
        }
        learner.remember(better);
    }

    private double[] validate() {
        return Arrays.stream(rows.validate())
                .mapToDouble(logits -> Answers.score(logits, validation.targets()))
                .toArray();
    }

    private void requireFinite(int epoch, double loss) {
        if (!Double.isFinite(loss)) {
            throw new SondeException(
                    "The loss of epoch " + (epoch + 1) + " is " + loss + ": " + rows.whyNotFinite(),
                    "Extract features that are not finite again; else lower the learning rate.");
        }
    }
}
