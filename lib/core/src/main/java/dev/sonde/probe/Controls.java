package dev.sonde.probe;

import dev.sonde.data.Task;
import dev.sonde.display.Progress;
import dev.sonde.display.SondeException;
import dev.sonde.feature.FeatureSet;
import dev.sonde.feature.Targets;
import dev.sonde.stats.OnlineCode;
import dev.sonde.stats.OnlineCodelength;
import dev.sonde.stats.VInformation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What must stand beside the accuracy of a probe before it says anything about a representation. Each control trains the
 * same probe with the same options; all use the same training, validation and test rows.
 *
 * <pre>{@code
 * Controls controls = Controls.of(trainer, trial, train, validation, test);
 * controls.selectivity(0);     // is it more than memory?
 * controls.all();              // everything, as a table
 * }</pre>
 */
public final class Controls {
    private static final int FEWEST_HELD = 100;

    private final FrozenTrainer trainer;
    private final ProbeTrial trial;
    private final ProbeData train;
    private final ProbeData validation;
    private final ProbeData test;

    private Controls(FrozenTrainer trainer, ProbeTrial trial, ProbeData train, ProbeData validation, ProbeData test) {
        this.trainer = trainer;
        this.trial = trial;
        this.train = train;
        this.validation = validation;
        this.test = test;
    }

    /**
     * The controls of a probe. They are many short trainings, none of which keeps a checkpoint.
     *
     * @throws SondeException if the data does not fit the trial or each other
     */
    public static Controls of(
            FrozenTrainer trainer, ProbeTrial trial, ProbeData train, ProbeData validation, ProbeData test) {
        FrozenTrainer.check(trial, train, validation);
        FrozenTrainer.check(trial, train, test);
        DataChecks.requireVariety(train);
        return new Controls(trainer.withoutCheckpoint(), trial, train, validation, test);
    }

    /**
     * The controls of a probe that reads the features of a task's examples.
     *
     * @throws SondeException if an example has no row, or the task does not fit the trial
     */
    public static Controls of(FrozenTrainer trainer, ProbeTrial trial, FeatureSet features, Task task) {
        return of(
                trainer,
                trial,
                ProbeData.of(features, task.train()),
                ProbeData.of(features, task.validation()),
                ProbeData.of(features, task.test()));
    }

    /** The probe itself on the test rows. */
    public ProbeResult result() {
        return result(trial.head().toString(), trial, train, validation, test);
    }

    /**
     * The task against a control task, whose answers are drawn at random for each text: how much of the accuracy is not
     * memory? Close to the accuracy over chance: good. Close to 0: the probe could as well have memorised.
     *
     * @param seed of the random answers
     */
    public ControlResult selectivity(long seed) {
        return selectivity(trial, result(), seed);
    }

    /**
     * How many bits the training labels cost when they are sent with the help of the features: short codes mean that
     * little data is enough to find the answer. Compare the compression with 1 (nothing learnt), and shuffles with each
     * other. A part of the rows is trained on for as many steps as all of them would be, but at most for 20 times as
     * many epochs, and its best epoch is chosen on as many validation rows (at least 100). Source: Voita, Titov (2020),
     * section 2.2.
     *
     * @param shuffles how many orders of the training rows, from seed 0 on; each gives a code
     * @throws SondeException if the answers are boxes, which have no probability here
     */
    public List<OnlineCodelength> codelengths(int shuffles) {
        requireTruths("An online code");
        return IntStream.range(0, shuffles).mapToObj(this::codelength).toList();
    }

    /**
     * How many bits about the label of a test row a probe of this family makes of the features, over what the label
     * shares of the training rows tell; and the same for each row. 0: nothing usable. Source: Xu et al. (2020);
     * Ethayarajh et al. (2022).
     *
     * @throws SondeException if the answers are boxes, which have no probability here
     */
    public VInformation information() {
        requireTruths("V-information");
        return information(result().first(), trueShare());
    }

    /**
     * The same task with probes of several sizes, each beside its selectivity: accuracy that only large probes reach is
     * theirs, not the representation's. Source: Pimentel et al. (2020), Pareto probing; Hewitt and Liang (2019).
     */
    public SizeFrontier frontier(List<ProbeHead> heads) {
        try (Progress progress = Progress.of("probes", heads.size())) {
            return new SizeFrontier(heads.stream()
                    .map(this::point)
                    .peek(done -> progress.step())
                    .toList());
        }
    }

    /** A linear probe on each query token alone, all trained in one pass: which of them carries the answer? */
    public QueryScores perQuery() {
        List<Score> scores = new ArrayList<>();
        for (TrainedProbe probe : trainer.trainEachQuery(trial, train, validation)) {
            try (probe) {
                scores.add(probe.predict(test)
                        .result(probe.trial().input().toString())
                        .score());
            }
        }
        return new QueryScores(trial.objective().metric(), scores);
    }

    /** The probe on random features of the same shape: what is left is the label prior and luck. */
    public ProbeResult randomFeatures(long seed) {
        return result(
                "random features",
                trial,
                train.withNoise(seed),
                validation.withNoise(seed + 1),
                test.withNoise(seed + 2));
    }

    /** The result beside baselines and controls: with 5 shuffles and random answers and features of seed 0. */
    public ControlReport all() {
        boolean truths = train.targets().kind() == Targets.Kind.TRUTH;
        int shuffles = truths ? ControlReport.SHUFFLES : 0;
        try (Progress progress = Progress.of("controls", 3L + shuffles)) {
            ProbeResult result = result();
            progress.step();
            ProbeResult random = randomFeatures(0);
            progress.step();
            ControlResult control = selectivity(trial, result, 0);
            progress.step();
            return new ControlReport(
                    result,
                    Baselines.majority(train, test).result("majority"),
                    Baselines.prior(train, test, 0).result("label prior"),
                    random,
                    control,
                    IntStream.range(0, shuffles)
                            .mapToObj(this::codelength)
                            .peek(done -> progress.step())
                            .toList(),
                    truths ? Optional.of(information(result.first(), trueShare())) : Optional.empty());
        }
    }

    private SizeFrontier.Point point(ProbeHead head) {
        ProbeTrial sized = trial.withHead(head);
        ProbeResult result = result(head.toString(), sized, train, validation, test);
        return new SizeFrontier.Point(
                head, sized.parameters(train.queries(), train.hidden()), result.score(), selectivity(sized, result, 0));
    }

    private ControlResult selectivity(ProbeTrial probe, ProbeResult result, long seed) {
        ControlTask control = ControlTask.of(train, validation, test, seed);
        ProbeResult memory = result("control task", probe, control.train(), control.validation(), control.test());
        return new ControlResult(result, memory, control.seen());
    }

    private ProbeResult result(
            String name, ProbeTrial probe, ProbeData trained, ProbeData validated, ProbeData judged) {
        try (TrainedProbe one = trainer.trainUnchecked(probe, trained, validated)) {
            return one.predict(judged).result(name);
        }
    }

    private OnlineCodelength codelength(int shuffle) {
        int[] order = new PyTorchRandom(shuffle).permutation(train.size());
        OnlineCode code = OnlineCode.withDefaults();
        int[] ends = code.blockEnds(order.length);
        double[] losses = new double[ends.length - 1];
        for (int i = 0; i < losses.length; i++) {
            ProbeData known = train.choose(Arrays.copyOf(order, ends[i]));
            ProbeData next = train.choose(Arrays.copyOfRange(order, ends[i], ends[i + 1]));
            try (TrainedProbe probe = trainer.trainUnchecked(longer(known.size()), known, held(known.size()))) {
                losses[i] = meanLoss(probe.predict(next));
            }
        }
        return code.codelength(order.length, 2, losses);
    }

    // Few rows make few steps an epoch: without more epochs a probe of theirs would hardly leave its first weights.
    private ProbeTrial longer(int rows) {
        TrainingOptions options = trial.options();
        int times = options.stepsPerEpoch(train.size()) / options.stepsPerEpoch(rows);
        return trial.withOptions(options.withEpochs(
                Math.multiplyExact(options.epochs(), Math.min(times, ControlReport.MOST_TIMES_LONGER))));
    }

    private ProbeData held(int rows) {
        int count = Math.min(validation.size(), Math.max(rows, FEWEST_HELD));
        return validation.choose(IntStream.range(0, count).toArray());
    }

    private static double meanLoss(Predictions predictions) {
        return predictions.rows().stream()
                .map(Prediction.Truth.class::cast)
                .mapToDouble(row -> Math.log1p(Math.exp(-Math.abs(row.logit())))
                        + Math.max(0, row.answer() ? -row.logit() : row.logit()))
                .average()
                .orElseThrow();
    }

    /**
     * As {@link #information()}, of predictions that were made before.
     *
     * @param trueShare of the training labels
     */
    public static VInformation information(Predictions predictions, double trueShare) {
        int[] labels = new int[predictions.size()];
        double[][] probabilities = new double[labels.length][];
        for (int i = 0; i < labels.length; i++) {
            Prediction.Truth row = (Prediction.Truth) predictions.rows().get(i);
            labels[i] = row.answer() ? 1 : 0;
            probabilities[i] = new double[] {Answers.sigmoid(-row.logit()), Answers.sigmoid(row.logit())};
        }
        return VInformation.of(labels, probabilities, new double[] {1 - trueShare, trueShare});
    }

    private double trueShare() {
        double share = 0;
        for (int row = 0; row < train.size(); row++) {
            share += train.targets().value(row, 0) / train.size();
        }
        return share;
    }

    private void requireTruths(String what) {
        if (train.targets().kind() != Targets.Kind.TRUTH) {
            throw new SondeException(
                    what + " needs the probability of an answer; boxes have none",
                    "Use selectivity, frontier and perQuery for boxes.");
        }
    }
}
