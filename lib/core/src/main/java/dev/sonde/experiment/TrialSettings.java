package dev.sonde.experiment;

import dev.sonde.display.SondeException;
import dev.sonde.probe.Objective;
import dev.sonde.probe.ProbeTrial;
import dev.sonde.probe.TrainingOptions;
import dev.sonde.search.Assignment;
import dev.sonde.search.SearchSpace;
import java.util.List;

/** Turns a point of a search into the training that it stands for. */
final class TrialSettings {
    /** Rows of a step. */
    static final String BATCH = "batch";

    /** AdamW's weight decay. */
    static final String WEIGHT_DECAY = "weight decay";

    /** The share of steps over which the learning rate rises. */
    static final String WARMUP = "warm-up";

    private static final List<String> KNOWN = List.of(
            SearchSpace.LEARNING_RATE,
            SearchSpace.EPOCHS,
            SearchSpace.GIOU_SCALE,
            SearchSpace.L1_SCALE,
            BATCH,
            WEIGHT_DECAY,
            WARMUP);

    private TrialSettings() {}

    /** @throws SondeException if a parameter of the space has no meaning for the training of this trial */
    static void check(SearchSpace space, ProbeTrial trial) {
        for (String name : space.names()) {
            boolean ofBoxes = name.equals(SearchSpace.GIOU_SCALE) || name.equals(SearchSpace.L1_SCALE);
            if (!KNOWN.contains(name) || ofBoxes && !(trial.objective() instanceof Objective.Boxes)) {
                throw new SondeException(
                        "The search space varies \"" + name + "\", which the training of a probe of "
                                + trial.objective() + " does not have",
                        "Vary some of " + KNOWN + "; giou and l1 for boxes only.");
            }
        }
    }

    /** The trial with the settings of a point. */
    static ProbeTrial apply(Assignment point, ProbeTrial trial) {
        ProbeTrial changed = trial;
        for (String name : point.values().keySet()) {
            changed = apply(name, point, changed);
        }
        return changed;
    }

    private static ProbeTrial apply(String name, Assignment point, ProbeTrial trial) {
        TrainingOptions options = trial.options();
        return switch (name) {
            case SearchSpace.LEARNING_RATE -> trial.withOptions(options.withLearningRate(point.number(name)));
            case SearchSpace.EPOCHS -> trial.withOptions(options.withEpochs(point.whole(name)));
            case BATCH -> trial.withOptions(options.withBatch(point.whole(name)));
            case WEIGHT_DECAY -> trial.withOptions(options.withWeightDecay(point.number(name)));
            case WARMUP -> trial.withOptions(options.withWarmup(point.number(name)));
            default -> trial.withObjective(boxes(name, point.number(name), (Objective.Boxes) trial.objective()));
        };
    }

    private static Objective boxes(String name, double scale, Objective.Boxes before) {
        return name.equals(SearchSpace.GIOU_SCALE)
                ? Objective.boxes(scale, before.l1Weight())
                : Objective.boxes(before.giouWeight(), scale);
    }
}
