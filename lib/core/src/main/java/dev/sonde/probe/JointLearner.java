package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.feature.Targets;
import dev.sonde.model.JointStep;
import dev.sonde.torch.AdamW;
import dev.sonde.torch.AdamWOptions;
import dev.sonde.torch.ParameterGroup;
import dev.sonde.torch.Torch;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A probe and the model that it reads, trained together by one optimiser. */
final class JointLearner extends LearnerOfOne implements TrainingRows {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final Torch torch;
    private final ProbeTrial trial;
    private final JointNetwork network;
    private final JointHead head;
    private final JointData train;
    private final JointData validation;
    private final long dropoutSeed;
    private final JointStep joint;

    /** @param network belongs to the caller, as do the arrays of the head; both are changed */
    JointLearner(
            Torch torch,
            ProbeTrial trial,
            JointOptions options,
            JointNetwork network,
            JointHead head,
            JointData train,
            JointData validation) {
        super(torch, named(network, head), optimizer(torch, trial, options, network, head));
        this.torch = torch;
        this.trial = trial;
        this.network = network;
        this.head = head;
        this.train = train;
        this.validation = validation;
        this.dropoutSeed = options.dropoutSeed().orElse(trial.options().seed());
        this.joint = JointStep.of(torch, network.reader(train), optimizer).withPart(options.part());
    }

    private static Map<String, NDArray> named(JointNetwork network, JointHead head) {
        Map<String, NDArray> named = new LinkedHashMap<>();
        network.parameters().arrays().forEach((name, array) -> named.put("model." + name, array));
        head.arrays().forEach((name, array) -> named.put("probe." + name, array));
        return named;
    }

    private static AdamW optimizer(
            Torch torch, ProbeTrial trial, JointOptions options, JointNetwork network, JointHead head) {
        double decay = trial.options().weightDecay();
        return new AdamW(
                torch,
                AdamWOptions.defaults().withMaxNorm(options.maxNorm()),
                List.of(
                        ParameterGroup.of(network.parameters().arrays().values())
                                .withWeightDecay(decay)
                                .withRateFactor(options.rateFactor()),
                        ParameterGroup.of(head.arrays().values()).withWeightDecay(decay)));
    }

    @Override
    public void step(long step, int[] rows, double[] rates) {
        // Each step has a seed of its own, so that a training that goes on after a kill strikes the same numbers.
        torch.seed(new SplittableRandom(dropoutSeed + GOLDEN * step).nextLong());
        double loss = joint.take(rows, (queries, part) -> loss(queries, part), rates[0]);
        if (!Double.isFinite(loss)) {
            throw new SondeException(
                    "The loss of step " + (step + 1) + " is " + loss + ": " + whyNotFinite(rows),
                    "Replace images that are not finite; else lower the learning rate, lengthen the warm-up, or clip "
                            + "gradients with JointOptions.withMaxNorm(1).");
        }
        try (NDArray scalar = torch.array(new float[] {(float) loss})) {
            losses.add(scalar);
        }
    }

    private NDArray loss(NDArray queries, int[] rows) {
        Targets targets = train.targets();
        float[] answers = new float[rows.length * targets.kind().width()];
        targets.gather(rows, 0, rows.length, FloatBuffer.wrap(answers));
        return trial.objective()
                .loss(
                        torch,
                        head.logits(queries),
                        torch.array(answers, rows.length, targets.kind().width()));
    }

    @Override
    public float[][] validate() {
        return new float[][] {EncodedLogits.of(torch, network, head, validation)};
    }

    @Override
    public String whyNotFinite() {
        return "the last steps were finite"; // step() looks at each
    }

    private String whyNotFinite(int[] rows) {
        return Arrays.stream(rows)
                .filter(row -> !finite(train.imageNumbers(torch, row)))
                .mapToObj(row -> "the image of row " + row + " (" + train.ids().get(row) + ") of " + train.name()
                        + " is not finite")
                .findFirst()
                .orElse("all images of its batch are finite");
    }

    private static boolean finite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    /** Gives the network and the head the weights of the best epoch. */
    void restoreBest() {
        weights.restore();
    }
}
