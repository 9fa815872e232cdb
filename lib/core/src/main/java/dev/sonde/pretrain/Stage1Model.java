package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.format.TensorSource;
import dev.sonde.model.Blip2;
import dev.sonde.model.Blip2Config;
import dev.sonde.model.WordHead;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.Torch;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * BLIP-2 with all that stage 1 trains: beside the heads of {@link Blip2} the one that writes, and the temperature of
 * contrast, by LAVIS's names {@code cls.} and {@code temp}.
 *
 * @param temperature a scalar, by which similarities are divided
 */
public record Stage1Model(Blip2 blip2, WordHead words, NDArray temperature) {
    private static final String VISION = "vision_model.";
    private static final float FIRST_TEMPERATURE = 0.1f;

    /** A new model; the same weights for the same seed on every machine. */
    public static Stage1Model random(Torch torch, Blip2Config config, Initialisation initialisation, long seed) {
        Stage1Model model = Parameters.random(torch, parameters -> of(config, parameters));
        initialisation.apply(model.blip2.parameters(), seed);
        model.temperature.set(FloatBuffer.wrap(new float[] {FIRST_TEMPERATURE}));
        return model;
    }

    /** The model of a checkpoint that kept these heads. */
    public static Stage1Model load(Torch torch, Blip2Config config, TensorSource source) {
        return Parameters.load(torch, source, parameters -> of(config, parameters));
    }

    private static Stage1Model of(Blip2Config config, Parameters parameters) {
        Blip2 blip2 = new Blip2(config, parameters);
        WordHead words = new WordHead(blip2.qformer(), parameters.weights());
        return new Stage1Model(blip2, words, parameters.weights().gain("temp"));
    }

    /** The weights of the image encoder, by name. */
    public Map<String, NDArray> visionWeights() {
        return weights(name -> name.startsWith(VISION));
    }

    /** All other weights, by name. */
    public Map<String, NDArray> resamplerWeights() {
        return weights(name -> !name.startsWith(VISION));
    }

    private Map<String, NDArray> weights(Predicate<String> wanted) {
        Map<String, NDArray> some = new LinkedHashMap<>();
        blip2.parameters().arrays().forEach((name, array) -> {
            if (wanted.test(name)) {
                some.put(name, array);
            }
        });
        return some;
    }
}
