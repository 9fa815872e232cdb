package dev.sonde.experiment;

/**
 * How large a resampler is.
 *
 * @param layers whose outputs can be probed
 * @param queries tokens that come out of each
 */
public record ModelShape(int layers, int queries) {
    public ModelShape {
        if (layers < 1 || queries < 1) {
            throw new IllegalArgumentException(layers + " layers, " + queries + " queries");
        }
    }
}
