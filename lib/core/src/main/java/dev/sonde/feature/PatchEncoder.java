package dev.sonde.feature;

import dev.sonde.data.Example;
import dev.sonde.data.Split;
import java.util.List;

/**
 * The image tokens before the resampler, [tokens, width] for each example: the control that says what the resampler had
 * to choose from. The class token comes first, then the patches row by row. Texts are not seen.
 *
 * @param images the stored tokens
 */
public record PatchEncoder(ImageTokenSet images) implements Encoder {
    @Override
    public Recipe recipe() {
        return images.recipe();
    }

    @Override
    public FeatureKey key(Split split) {
        return images.key(recipe(), split);
    }

    @Override
    public List<Integer> shape() {
        return images.features().shape();
    }

    @Override
    public void encode(List<Example> chunk, RowSink sink) {
        int[] numbers = images.numbers(chunk);
        for (int i = 0; i < numbers.length; i++) {
            sink.row(i, recipe().layers().get(0), images.features().row(numbers[i]), 0);
        }
    }
}
