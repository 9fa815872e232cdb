package dev.sonde.search;

import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The parameters that a search varies, in order.
 *
 * <pre>{@code
 * SearchSpace.of(
 *         Parameter.logUniform("lr", 1e-5, 5e-4),
 *         Parameter.choice("epochs", 20, 30, 40))
 * }</pre>
 *
 * <p>The spaces of the paper's Table 4: {@link #refCocoG}, {@link #vsr}, {@link #rcm}. Table 4 prints ranges and lists but
 * not how they were drawn from; here lists are choices without order, as hyperopt's {@code choice} and W&B's {@code
 * values}, and the rates are drawn as {@link LearningRatePrior} says.
 */
public record SearchSpace(List<Parameter> parameters) implements Tabular {
    /** The learning rate of the optimiser. */
    public static final String LEARNING_RATE = "lr";
    /** Passes over the training examples. */
    public static final String EPOCHS = "epochs";
    /** The weight of the generalised IoU loss. */
    public static final String GIOU_SCALE = "giou";
    /** The weight of the L1 loss. */
    public static final String L1_SCALE = "l1";

    private static final double LOWEST_RATE = 1e-5;
    private static final double HIGHEST_RATE = 5e-4;
    private static final double[] LOSS_SCALES = {1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20};

    /** @throws SondeException unless there are parameters, each name once */
    public SearchSpace {
        parameters = List.copyOf(parameters);
        if (parameters.isEmpty()) {
            throw new SondeException("The search space has no parameters.", "Give at least one Parameter.");
        }
        Set<String> names = new HashSet<>();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new SondeException(
                        "The search space has two parameters \"" + parameter.name() + "\".",
                        "Give each a name of its own.");
            }
        }
    }

    /** A space of these parameters. */
    public static SearchSpace of(Parameter... parameters) {
        return new SearchSpace(List.of(parameters));
    }

    /** RefCOCOg, Table 4: rate in [1e-5, 5e-4], epochs of {20, 30, 40}, GIoU and L1 scale of {1, 2, 4, ..., 20}. */
    public static SearchSpace refCocoG(LearningRatePrior prior) {
        return of(
                rate(prior),
                Parameter.choice(EPOCHS, 20, 30, 40),
                Parameter.choice(GIOU_SCALE, LOSS_SCALES),
                Parameter.choice(L1_SCALE, LOSS_SCALES));
    }

    /** {@link #refCocoG(LearningRatePrior)} with log-uniform learning rates. */
    public static SearchSpace refCocoG() {
        return refCocoG(LearningRatePrior.LOG_UNIFORM);
    }

    /** VSR, Table 4: rate in [1e-5, 5e-4], epochs of {3, 5, 10, 15, 20}. */
    public static SearchSpace vsr(LearningRatePrior prior) {
        return of(rate(prior), Parameter.choice(EPOCHS, 3, 5, 10, 15, 20));
    }

    /** {@link #vsr(LearningRatePrior)} with log-uniform learning rates. */
    public static SearchSpace vsr() {
        return vsr(LearningRatePrior.LOG_UNIFORM);
    }

    /** Region Cell Matching, Table 4: rate in [1e-5, 5e-4], epochs of {50, 100, 150}. */
    public static SearchSpace rcm(LearningRatePrior prior) {
        return of(rate(prior), Parameter.choice(EPOCHS, 50, 100, 150));
    }

    /** {@link #rcm(LearningRatePrior)} with log-uniform learning rates. */
    public static SearchSpace rcm() {
        return rcm(LearningRatePrior.LOG_UNIFORM);
    }

    private static Parameter rate(LearningRatePrior prior) {
        return prior.of(LEARNING_RATE, LOWEST_RATE, HIGHEST_RATE);
    }

    /** The names, in order. */
    public List<String> names() {
        return parameters.stream().map(Parameter::name).toList();
    }

    /** A parameter by its name. */
    public Parameter parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SondeException(
                        "The search space has no parameter \"" + name + "\".",
                        "Ask for one of " + String.join(", ", names()) + "."));
    }

    /** A point drawn as if nothing were known. */
    public Assignment draw(RandomGenerator random) {
        return assign(parameter -> parameter.draw(random));
    }

    /** A point made by asking for each value in turn. */
    public Assignment assign(Function<Parameter, Value> values) {
        Map<String, Value> assigned = new LinkedHashMap<>();
        parameters.forEach(parameter -> assigned.put(parameter.name(), values.apply(parameter)));
        return new Assignment(assigned);
    }

    /**
     * Checks that a point lies in this space.
     *
     * @return the point with its values in the order of this space
     * @throws SondeException that names the first value missing, too many or out of range
     */
    public Assignment require(Assignment assignment) {
        for (String name : assignment.values().keySet()) {
            parameter(name);
        }
        return assign(parameter -> {
            Value value = assignment.value(parameter.name());
            if (!parameter.accepts(value)) {
                throw new SondeException(
                        parameter.name() + " = " + value + " lies outside the search space.",
                        "Give one that is " + parameter.describe() + ".");
            }
            return value;
        });
    }

    /** All that makes this space, on one line. */
    public String describe() {
        return parameters.stream().map(Parameter::describe).collect(Collectors.joining("; "));
    }

    @Override
    public TableView view() {
        TableView view =
                TableView.titled("Search space").column("parameter", Align.LEFT).column("values", Align.LEFT);
        for (Parameter parameter : parameters) {
            view = view.row(
                    parameter.name(),
                    parameter.describe().substring(parameter.name().length() + 1));
        }
        return view;
    }

    @Override
    public String toString() {
        return view().toString();
    }
}
