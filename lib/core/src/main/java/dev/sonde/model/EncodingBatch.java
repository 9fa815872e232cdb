package dev.sonde.model;

import java.util.List;

/**
 * Texts of one forward pass.
 *
 * @param pairs the numbers of the pairs, the shortest text first
 * @param images for each of them the place of its image in the chunk
 * @param length tokens of the longest text; the others are filled up to it
 * @param filling tokens of filling, in all texts together; 0 where all are equally long, and then no mask is needed
 */
public record EncodingBatch(List<Integer> pairs, List<Integer> images, int length, int filling) {
    public EncodingBatch {
        pairs = List.copyOf(pairs);
        images = List.copyOf(images);
    }

    static EncodingBatch of(ImageTextPairs texts, List<Integer> pairs, List<Integer> chunk) {
        int length = pairs.stream().mapToInt(texts::length).max().orElse(0);
        int filling =
                pairs.stream().mapToInt(pair -> length - texts.length(pair)).sum();
        List<Integer> places =
                pairs.stream().map(pair -> chunk.indexOf(texts.image(pair))).toList();
        return new EncodingBatch(pairs, places, length, filling);
    }
}
