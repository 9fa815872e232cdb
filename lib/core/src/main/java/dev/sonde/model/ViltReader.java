package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.torch.Torch;
import java.util.Arrays;

/**
 * ViLT that reads pairs; gives one vector for each, [pairs, 1, width].
 *
 * @param torch where arrays are made
 * @param vilt the model that reads
 * @param output which vector
 * @param images what it sees
 * @param pairs what it reads; each text has tokens
 */
public record ViltReader(Torch torch, Vilt vilt, Output output, ImagePixels images, ImageTextPairs pairs)
        implements PairReader {
    private static final String KERNELS = """
            def mean_of_patches(self, x: Tensor, seen: Tensor, patches: int) -> Tensor:
                w = torch.unsqueeze(torch.to(seen[:, -patches:], 6), -1)  # (B, K, 1)
                return torch.sum(x[:, -patches:] * w, [1], True) / torch.sum(w, [1], True)
            """;

    /** Which of ViLT's vectors is read. */
    public enum Output {
        /** The state of the text's first token after a dense layer and tanh: what ViLT's own heads read. */
        POOLED,
        /** The mean of the states of the image's patches after the last LayerNorm. */
        PATCHES
    }

    @Override
    public NDArray read(int[] numbers, Mode mode) {
        TextTokens text = pairs.tokens(torch, Arrays.stream(numbers).boxed().toList())
                .orElseThrow(() -> new SondeException(
                        "ViLT cannot read a text without tokens", "Tokenize with [CLS] and [SEP], as BERT does."));
        ViltImages seen =
                images.of(Arrays.stream(numbers).mapToObj(pairs::image).toList());
        Vilt.States states = vilt.read(seen, text, mode);
        return output == Output.POOLED ? states.pooled().expandDims(1) : patches(states, text); // (B, 1, H)
    }

    private NDArray patches(Vilt.States states, TextTokens text) {
        long patches = states.seen().getShape().get(1) - text.tokens() - 1; // a class token stands before them
        return torch.kernels(KERNELS)
                .get("mean_of_patches")
                .on(states.last(), states.seen())
                .with(patches)
                .tensor();
    }
}
