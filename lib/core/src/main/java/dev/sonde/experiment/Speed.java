package dev.sonde.experiment;

import java.util.Locale;

/**
 * How fast a device computes.
 *
 * @param encoding floating-point operations a second, of models that read
 * @param training floating-point operations a second, of models that are trained
 * @param picture seconds in which a photograph is decoded and made small
 * @param source where these numbers are from, in words
 */
public record Speed(double encoding, double training, double picture, String source) {
    /** Bytes a second of features and tokens that are read from disk or memory: a usual solid-state drive. */
    public static final double READ = 1e9;

    private static final double USUAL_PICTURE = 0.02;

    /** Where only the number on a data sheet is known; models reach a part of it. */
    public static Speed stated(double flops) {
        return new Speed(flops, flops, USUAL_PICTURE, "as stated");
    }

    /** The time of a stage, which reads, decodes and computes one after the other. */
    public double seconds(Stage stage) {
        double rate = stage.kind() == Stage.Kind.JOINT ? training : encoding;
        return stage.flops() / rate + stage.readBytes() / READ + stage.pictures() * picture;
    }

    /** The time of a plan. */
    public double seconds(Plan plan) {
        return plan.stages().stream().mapToDouble(this::seconds).sum();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.3g TFLOP/s when models read, %.3g TFLOP/s when they are trained, %.1f ms a photograph (%s); "
                        + "%.0f GB/s of reading (assumed)",
                encoding / 1e12,
                training / 1e12,
                1000 * picture,
                source,
                READ / 1e9);
    }
}
