package dev.sonde.experiment;

import dev.sonde.format.TensorSource;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Where the weights of a model come from; they are opened when they are needed.
 *
 * @param trained opens those that were trained, under the names of the Hugging Face hub
 * @param random opens random ones of the same shapes, by a seed
 * @param seed of the random ones that take the place of the trained ones; empty for the trained model
 */
public record ModelWeights(Supplier<TensorSource> trained, LongFunction<TensorSource> random, OptionalLong seed) {
    public ModelWeights {
        Objects.requireNonNull(trained, "trained");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(seed, "seed");
    }

    /** Those of a trained model. */
    public static ModelWeights of(Supplier<TensorSource> trained, LongFunction<TensorSource> random) {
        return new ModelWeights(trained, random, OptionalLong.empty());
    }

    /** Random ones in their place. */
    public ModelWeights untrained(long number) {
        return new ModelWeights(trained, random, OptionalLong.of(number));
    }

    /** Opens those that are probed. */
    TensorSource open() {
        return seed.isPresent() ? random.apply(seed.getAsLong()) : trained.get();
    }
}
