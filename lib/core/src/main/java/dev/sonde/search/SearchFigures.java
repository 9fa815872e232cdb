package dev.sonde.search;

import dev.sonde.display.SondeException;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import dev.sonde.stats.ExpectedBest;
import dev.sonde.stats.ExpectedValidationPerformance;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A search in pictures. */
public final class SearchFigures {
    private final SearchSpace space;
    private final History history;

    SearchFigures(SearchSpace space, History history) {
        this.space = space;
        this.history = history;
    }

    /**
     * The score of each trial, and the best one so far.
     *
     * @throws SondeException if no trial has a score
     */
    public Figure bestSoFar() {
        double[] numbers = complete(Trial::number);
        return Figure.of(
                        "Best score so far",
                        Panel.of(Axis.linear("trial"), Axis.linear("score"))
                                .with(
                                        Mark.points("trial", numbers, scores()),
                                        Mark.line(
                                                "best so far",
                                                numbers,
                                                history.bestSoFar().stream()
                                                        .mapToDouble(Double::doubleValue)
                                                        .toArray())))
                .size(760, 380);
    }

    /**
     * The best score to be expected of so many trials, one standard deviation up and down, as in Dodge et al., 2019. It is
     * meant for random search: the trials of an adaptive one are not drawn alike, and the curve is then a description.
     *
     * @throws SondeException if no trial has a score
     */
    public Figure expectedValidationPerformance() {
        double sign = history.goal() == Goal.MAXIMISE ? 1 : -1;
        List<ExpectedBest> curve = ExpectedValidationPerformance.of(
                        Arrays.stream(scores()).map(score -> sign * score).toArray())
                .curve();
        return Figure.of(
                        "Expected validation performance",
                        Panel.of(Axis.linear("trials"), Axis.linear("expected best score"))
                                .with(Mark.line(
                                        "expected best",
                                        of(curve, ExpectedBest::trials),
                                        of(curve, best -> sign * best.value()),
                                        of(curve, best -> sign * best.value() - best.standardDeviation()),
                                        of(curve, best -> sign * best.value() + best.standardDeviation()))))
                .size(760, 380)
                .caption("The band is one standard deviation each way.");
    }

    /**
     * The score over each parameter, the other parameters left as they happened to be.
     *
     * @throws SondeException if no trial has a score
     */
    public Figure parameters() {
        scores();
        return Figure.of(
                "Score by parameter",
                space.parameters().stream().map(this::panel).toArray(Panel[]::new));
    }

    private Panel panel(Parameter parameter) {
        Axis axis = parameter instanceof Choice choice
                ? Axis.categories(
                        parameter.name(),
                        choice.options().stream().map(Value::toString).toList())
                : Axis.linear(parameter.name());
        boolean isLog = parameter instanceof LogUniform;
        double[] x = complete(trial -> {
            Value value = trial.assignment().value(parameter.name());
            return isLog ? ((Value.Real) value).number() : parameter.position(value);
        });
        return Panel.of(isLog ? axis.log() : axis, Axis.linear("score")).with(Mark.points("trial", x, scores()));
    }

    private static double[] of(List<ExpectedBest> curve, ToDoubleFunction<ExpectedBest> number) {
        return curve.stream().mapToDouble(number).toArray();
    }

    private double[] scores() {
        double[] scores = complete(trial -> trial.score().getAsDouble());
        if (scores.length == 0) {
            throw new SondeException(
                    "No trial of this search has a score yet.", "Run it, or tell a trial its score, before a figure.");
        }
        return scores;
    }

    private double[] complete(ToDoubleFunction<Trial> number) {
        List<Trial> trials = history.complete();
        return trials.stream().mapToDouble(number).toArray();
    }
}
