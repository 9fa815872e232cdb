package dev.sonde.paper;

import dev.sonde.experiment.RunRequest;

/**
 * Two runs, of which the paper has the first above the second.
 *
 * @param upper the better one in the paper
 * @param lower the other one
 * @param shape by how much, in the mini world
 */
public record Contrast(RunRequest upper, RunRequest lower, Shape shape) {
    /** The rule in words: {@code Q-Former joint is at least 20 points above Q-Former frozen}. */
    public String words() {
        return shape.words(name(upper), name(lower));
    }

    /** Such as {@code Q-Former joint - Q-Former frozen}. */
    public String difference() {
        return name(upper) + " − " + name(lower);
    }

    /** Model, training and probe; task and layer stand in the column of a cell. */
    private static String name(RunRequest request) {
        String state = request.model().isResampler() ? " " + request.training() : "";
        int depth = request.head().layers();
        return request.model().label() + state + (depth == 1 ? "" : ", " + depth + "-layer probe");
    }
}
