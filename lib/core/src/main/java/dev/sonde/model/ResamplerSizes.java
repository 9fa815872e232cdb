package dev.sonde.model;

import java.util.Objects;

/**
 * What is known of a {@link Resampler} before its weights are read.
 *
 * @param description what its results depend on beside its weights; see {@link Resampler#description}
 * @param layers it gives one state more, its input
 * @param queries how many tokens it gives
 * @param width numbers of such a token
 */
public record ResamplerSizes(String description, int layers, int queries, int width) {
    public ResamplerSizes {
        Objects.requireNonNull(description, "description");
    }
}
