package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import dev.sonde.torch.Scope;
import dev.sonde.torch.Torch;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a resampler computes from images alone, once for all texts about them. For a Q-Former: the keys and values of
 * every cross-attention, 40 % of its arithmetic.
 *
 * @param arrays in an order that the resampler knows; the first axis of each is the image
 * @param rows which image each text is about, whole numbers [texts]; empty if text i is about image i
 */
public record ImageKeys(List<NDArray> arrays, Optional<NDArray> rows) implements AutoCloseable {
    public ImageKeys {
        arrays = List.copyOf(arrays);
    }

    /** The keys of images, one text each. */
    public static ImageKeys of(List<NDArray> arrays) {
        return new ImageKeys(arrays, Optional.empty());
    }

    /** The same images for texts that are about these rows of them. */
    public ImageKeys forTexts(NDArray imageOfText) {
        return new ImageKeys(arrays, Optional.of(imageOfText));
    }

    /** For texts that are about the images at these places; images that lie side by side are not copied. */
    ImageKeys forTexts(Torch torch, List<Integer> places) {
        int first = places.get(0);
        int end = first + places.size();
        if (isRange(places)) {
            boolean all = places.size() == arrays.get(0).getShape().get(0);
            NDIndex range = new NDIndex("{}:{}", first, end);
            return of(
                    all
                            ? arrays
                            : arrays.stream().map(array -> array.get(range)).toList());
        }
        return forTexts(
                torch.array(places.stream().mapToLong(Integer::longValue).toArray(), places.size()));
    }

    /** How many texts are read beside them. */
    public long batch() {
        return rows.orElse(arrays.get(0)).getShape().get(0);
    }

    /** Lets the keys outlive a scope; close them when no more texts are read. */
    public ImageKeys keep(Scope scope) {
        arrays.forEach(scope::keep);
        return this;
    }

    @Override
    public void close() {
        arrays.forEach(NDArray::close);
    }

    private static boolean isRange(List<Integer> places) {
        int first = places.get(0);
        return IntStream.range(first, first + places.size()).boxed().toList().equals(places);
    }
}
