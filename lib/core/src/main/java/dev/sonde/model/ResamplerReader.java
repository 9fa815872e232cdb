package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Torch;
import java.util.Arrays;
import java.util.List;

/**
 * A resampler that reads pairs: its query tokens after the last layer. An image that several texts of a batch are about
 * is looked at once; its gradient is the sum of theirs.
 *
 * @param torch where arrays are made
 * @param resampler the model that reads
 * @param images what it sees
 * @param pairs what it reads
 */
public record ResamplerReader(Torch torch, Resampler resampler, ImageTokens images, ImageTextPairs pairs)
        implements PairReader {
    @Override
    public NDArray read(int[] numbers, Mode mode) {
        List<Integer> about = Arrays.stream(numbers).mapToObj(pairs::image).toList();
        List<Integer> seen = about.stream().distinct().toList();
        ImageKeys keys = resampler.look(images.of(seen), numbers.length);
        return resampler
                .resample(
                        keys.forTexts(torch, about.stream().map(seen::indexOf).toList()),
                        pairs.tokens(torch, Arrays.stream(numbers).boxed().toList()),
                        List.of(resampler.layers()),
                        mode)
                .get(0); // (B, Q, H)
    }
}
