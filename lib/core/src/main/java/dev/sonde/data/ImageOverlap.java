package dev.sonde.data;

import java.util.HashSet;
import java.util.Set;

/**
 * How far two splits share images: what a model may have seen in the first when it is tested on the second.
 *
 * @param first the name of the first split
 * @param second the name of the second split
 * @param sharedImages the number of images that occur in both
 * @param itemsOfSecond the number of statements of the second split whose image occurs in the first
 * @param imagesOfSecond the number of different images of the second split, shared or not
 * @param sizeOfSecond the number of statements of the second split, shared or not
 */
public record ImageOverlap(
        String first, String second, int sharedImages, int itemsOfSecond, int imagesOfSecond, int sizeOfSecond) {
    /** Compares two splits by the names of their images. */
    public static ImageOverlap between(VsrSplit first, VsrSplit second) {
        Set<String> shared = new HashSet<>(second.imageNames());
        shared.retainAll(first.imageNames());
        long items = second.statements().stream()
                .filter(statement -> shared.contains(statement.image()))
                .count();
        return new ImageOverlap(
                first.name(), second.name(), shared.size(), Math.toIntExact(items), second.images(), second.size());
    }

    /** The share of the second split's statements whose image occurs in the first, in 0..1. */
    public double itemsShare() {
        return (double) itemsOfSecond / sizeOfSecond;
    }

    /** The share of the second split's images that occur in the first, in 0..1. */
    public double imagesShare() {
        return (double) sharedImages / imagesOfSecond;
    }
}
