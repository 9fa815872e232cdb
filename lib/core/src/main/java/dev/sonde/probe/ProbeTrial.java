package dev.sonde.probe;

import java.util.Objects;

/**
 * One training of one probe, as it is asked for.
 *
 * <pre>{@code
 * ProbeTrial.linear(Objective.truth()).withOptions(TrainingOptions.vsr().withSeed(1))
 * }</pre>
 */
public record ProbeTrial(ProbeHead head, ProbeInput input, Objective objective, TrainingOptions options) {
    public ProbeTrial {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(options, "options");
    }

    /** A linear probe on all queries, as the paper's, with {@link TrainingOptions#defaults()}. */
    public static ProbeTrial linear(Objective objective) {
        return new ProbeTrial(ProbeHead.linear(), ProbeInput.FLATTENED, objective, TrainingOptions.defaults());
    }

    /** With another head. */
    public ProbeTrial withHead(ProbeHead other) {
        return new ProbeTrial(other, input, objective, options);
    }

    /** On another part of the features. */
    public ProbeTrial withInput(ProbeInput other) {
        return new ProbeTrial(head, other, objective, options);
    }

    /** With another objective. */
    public ProbeTrial withObjective(Objective other) {
        return new ProbeTrial(head, input, other, options);
    }

    /** Trained in another way. */
    public ProbeTrial withOptions(TrainingOptions other) {
        return new ProbeTrial(head, input, objective, other);
    }

    /** How many numbers are trained on features of [queries, hidden] numbers a row. */
    public long parameters(int queries, int hidden) {
        return head.parameters(input.width(queries, hidden), objective.outputs());
    }

    /** A generator that has drawn the first weights, or one of the order's own seed. */
    PyTorchRandom order(int in) {
        if (options.orderSeed().isPresent()) {
            return new PyTorchRandom(options.orderSeed().getAsLong());
        }
        PyTorchRandom random = new PyTorchRandom(options.seed());
        random.skip(head.parameters(in, objective.outputs()));
        return random;
    }

    /** Trials with equal keys see the same batches in the same order. */
    String orderKey(int in) {
        return options.batch() + " "
                + (options.orderSeed().isPresent()
                        ? "order " + options.orderSeed().getAsLong()
                        : "seed " + options.seed() + " after " + head.parameters(in, objective.outputs()));
    }
}
