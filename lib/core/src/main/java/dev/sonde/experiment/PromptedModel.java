package dev.sonde.experiment;

import dev.sonde.format.TensorSource;
import dev.sonde.model.InstructBlip;
import dev.sonde.model.InstructBlipConfig;
import dev.sonde.model.WeightsHash;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.Torch;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * The whole of an InstructBLIP, to be asked in words.
 *
 * @param resampler its image encoder and Q-Former
 * @param config the sizes of all
 * @param language opens the way of texts into the language model; what it opens is closed behind each run
 * @param prompt how it is asked
 */
public record PromptedModel(
        QFormerModel resampler, InstructBlipConfig config, Supplier<TextInput> language, Prompt prompt) {
    public PromptedModel {
        Objects.requireNonNull(resampler, "resampler");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(prompt, "prompt");
    }

    /** The same, asked in another way. */
    public PromptedModel withPrompt(Prompt other) {
        return new PromptedModel(resampler, config, language, other);
    }

    /** The model on parameters that belong to the {@code torch}. */
    InstructBlip open(Torch torch) {
        try (TensorSource source = resampler.weights().open()) {
            return Parameters.loadFrozen(torch, source, parameters -> new InstructBlip(config, parameters));
        }
    }

    /** The SHA-256 of all weights. */
    String hash() {
        try (TensorSource source = resampler.weights().open()) {
            return WeightsHash.of(source);
        }
    }

    /** What determines its answers beside weights and examples. */
    SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = resampler.parameters();
        parameters.put("language", config.language().toString());
        parameters.put("prompt", prompt.template());
        parameters.put("answers", prompt.positive() + " / " + prompt.negative());
        return parameters;
    }
}
