package dev.sonde.model;

import java.util.List;

/**
 * Images whose keys and values are held at the same time, and all texts about them.
 *
 * @param images the numbers of the images
 * @param batches each of them once
 */
public record EncodingChunk(List<Integer> images, List<EncodingBatch> batches) {
    public EncodingChunk {
        images = List.copyOf(images);
        batches = List.copyOf(batches);
    }

    /** How many texts. */
    public int pairs() {
        return batches.stream().mapToInt(batch -> batch.pairs().size()).sum();
    }
}
