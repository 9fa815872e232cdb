package dev.sonde.stats;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How much better a probe does on a task than on a control task of the same shape: accuracy on the task minus accuracy
 * on the control.
 *
 * <p>The labels of the control task are drawn at random, once per type of input (such as a caption), so only a probe that
 * memorises can learn them. A probe with high accuracy and low selectivity says more about itself than about the
 * representation. Source: Hewitt, Liang (2019), Designing and interpreting probes with control tasks, section 2.
 *
 * @param task right answers to the task
 * @param control right answers to the control task
 */
public record Selectivity(Proportion task, Proportion control) {
    /**
     * From labels and predictions, each pair of arrays of the same length.
     *
     * @throws dev.sonde.display.SondeException if the lengths differ, or there is no item
     */
    public static Selectivity of(
            int[] taskLabels, int[] taskPredictions, int[] controlLabels, int[] controlPredictions) {
        return new Selectivity(
                accuracy("task", taskLabels, taskPredictions), accuracy("control", controlLabels, controlPredictions));
    }

    /** Task accuracy - control accuracy, between -1 and 1. */
    public double value() {
        return task.value() - control.value();
    }

    private static Proportion accuracy(String name, int[] labels, int[] predictions) {
        Checks.sameLength(name + " labels", labels.length, name + " predictions", predictions.length);
        Checks.atLeast("number of " + name + " labels", 1, labels.length);
        long right = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == predictions[i])
                .count();
        return new Proportion(right, labels.length);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "selectivity %.2f points (task %s; control %s)", 100 * value(), task, control);
    }
}
