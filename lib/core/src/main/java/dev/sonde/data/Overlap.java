package dev.sonde.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far two splits share something, such as images: what a model may have seen in the first when it is tested on the
 * second.
 *
 * @param first the name of the first split
 * @param second the name of the second split
 * @param sharedValues the number of different values (images, texts) that occur in both
 * @param itemsOfSecond the number of items of the second split whose value occurs in the first
 * @param valuesOfSecond the number of different values of the second split, shared or not
 * @param sizeOfSecond the number of items of the second split, shared or not
 */
public record Overlap(
        String first, String second, int sharedValues, int itemsOfSecond, int valuesOfSecond, int sizeOfSecond) {
    /** Compares two splits by one value of each of their items. */
    public static Overlap between(String first, List<String> inFirst, String second, List<String> inSecond) {
        Set<String> seen = new HashSet<>(inFirst);
        Set<String> values = new HashSet<>(inSecond);
        long shared = values.stream().filter(seen::contains).count();
        long items = inSecond.stream().filter(seen::contains).count();
        return new Overlap(
                first, second, Math.toIntExact(shared), Math.toIntExact(items), values.size(), inSecond.size());
    }

    /** The share of the second split's items whose value occurs in the first, in 0..1; NaN if it has none. */
    public double itemsShare() {
        return (double) itemsOfSecond / sizeOfSecond;
    }

    /** The share of the second split's values that occur in the first, in 0..1; NaN if it has none. */
    public double valuesShare() {
        return (double) sharedValues / valuesOfSecond;
    }
}
