package dev.sonde.model;

import java.util.List;

/**
 * Images that are held at the same time, and all texts about them.
 *
 * @param keys whether keys and values of the images are made; if not, texts are read beside the images' tokens
 * @param images the numbers of the images
 * @param batches each of them once
 */
public record EncodingChunk(boolean keys, List<Integer> images, List<EncodingBatch> batches) {
    public EncodingChunk {
        images = List.copyOf(images);
        batches = List.copyOf(batches);
    }

    /** How many texts. */
    public int pairs() {
        return batches.stream().mapToInt(batch -> batch.pairs().size()).sum();
    }
}
