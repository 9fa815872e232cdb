package dev.sonde.paper;

import dev.sonde.experiment.ProbedTask;

/**
 * The shapes of Table 1 that the mini world must have, written down before it was run.
 *
 * <p>Frozen resamplers lie far below the same resampler trained jointly: the paper's differences are 41 to 49 points on
 * RefCOCOg, 14 to 21 on VSR, 12 to 19 on RCM, and about half of that is asked for. ViLT lies above both frozen resamplers. A
 * jointly trained resampler lies above or below ViLT as in the paper, where the paper's own difference is larger than its
 * noise.
 */
final class Table1Shapes {
    /** The paper's order of the two frozen resamplers, which the mini world cannot have. */
    static final Shape TUNING = new Shape.Open(
            "in the mini world instruction tuning is short and asks for no location, so no order of the two is expected");

    /** Of the two-sided test of two proportions at 5 %. */
    private static final double CRITICAL = 1.96;

    private static final long RCM_VALIDATION = 3_000;
    private static final long RCM_TEST = 5_500;

    private Table1Shapes() {}

    /** How far joint training must lift a linear probe. */
    static Shape gap(ProbedTask task) {
        return new Shape.Gap(task == ProbedTask.REFCOCOG ? 20 : 10);
    }

    /** The rule of a number of the table: the order of ViLT and the jointly trained resamplers is one of differences. */
    static Contrast of(PaperSystem system, ProbedTask task) {
        return switch (system) {
            case QFORMER_FROZEN, QFORMER_JOINT ->
                contrast(PaperSystem.QFORMER_JOINT, PaperSystem.QFORMER_FROZEN, task, gap(task));
            case IBLIP_FROZEN, IBLIP_JOINT ->
                contrast(PaperSystem.IBLIP_JOINT, PaperSystem.IBLIP_FROZEN, task, gap(task));
            case VILT -> contrast(system, PaperSystem.QFORMER_FROZEN, task, new Shape.Above());
        };
    }

    /** An order only where the paper has one: its two numbers differ by more than their noise. */
    static Shape order(PublishedTable table, PaperSystem one, PaperSystem other, String column) {
        PublishedCell first = cell(table, one, column);
        double p = first.value().hundredth();
        double q = cell(table, other, column).value().hundredth();
        double n = first.n().orElse(column.endsWith("test") ? RCM_TEST : RCM_VALIDATION);
        double noise = Math.sqrt((p * (1 - p) + q * (1 - q)) / n);
        return Math.abs(p - q) > CRITICAL * noise
                ? new Shape.Order()
                : new Shape.Open("the paper's own difference of the two is within its noise");
    }

    static PublishedCell cell(PublishedTable table, PaperSystem system, String column) {
        return table.cell(system.model().label(), system.resampler(), column);
    }

    private static Contrast contrast(PaperSystem upper, PaperSystem lower, ProbedTask task, Shape shape) {
        return new Contrast(upper.request(task), lower.request(task), shape);
    }
}
