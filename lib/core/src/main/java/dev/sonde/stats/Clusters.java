package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Items in groups that are drawn, flipped or left out together, such as the statements about one image.
 *
 * <p>Items of a cluster may depend on each other; clusters must not. Treating dependent items as independent makes
 * intervals too narrow and p-values too small.
 *
 * <pre>{@code
 * Clusters.by(examples.stream().map(Example::image).toList())
 * }</pre>
 */
public final class Clusters {
    /** The items cluster by cluster; cluster c holds those from starts[c] to before starts[c + 1]. */
    private final int[] items;

    private final int[] starts;

    private Clusters(int[] items, int[] starts) {
        this.items = items;
        this.starts = starts;
    }

    /** Every item on its own. */
    public static Clusters single(int items) {
        Checks.atLeast("number of items", 1, items);
        return new Clusters(every(items), every(items + 1));
    }

    /**
     * Items with equal keys together; clusters in the order in which their keys first appear.
     *
     * @param keys one per item, such as the name of its image; at least one
     * @throws SondeException if there is no key, or one is null
     */
    public static Clusters by(List<?> keys) {
        Checks.atLeast("number of items", 1, keys.size());
        Map<Object, List<Integer>> members = new LinkedHashMap<>();
        int item = 0;
        for (Object key : keys) {
            if (key == null) {
                throw new SondeException(
                        "Item " + item + " (counted from 0) has no key to group it by.",
                        "Give the name of the image of every item.");
            }
            members.computeIfAbsent(key, unused -> new ArrayList<>()).add(item++);
        }
        return of(members.values());
    }

    /** As {@link #by(List)}, with numbers as keys. */
    public static Clusters by(long... keys) {
        return by(Arrays.stream(keys).boxed().toList());
    }

    private static Clusters of(Iterable<List<Integer>> groups) {
        IntStream.Builder items = IntStream.builder();
        IntStream.Builder starts = IntStream.builder();
        int next = 0;
        for (List<Integer> group : groups) {
            starts.add(next);
            group.forEach(items::add);
            next += group.size();
        }
        return new Clusters(items.build().toArray(), starts.add(next).build().toArray());
    }

    /** The number of clusters. */
    public int count() {
        return starts.length - 1;
    }

    /** The number of items in all clusters. */
    public int items() {
        return items.length;
    }

    /** The number of items of the largest cluster. */
    public int largest() {
        return IntStream.range(0, count()).map(this::size).max().orElseThrow();
    }

    /** The items of one cluster, in ascending order. */
    public int[] members(int cluster) {
        return Arrays.copyOfRange(items, starts[cluster], starts[cluster + 1]);
    }

    /** The items of some clusters, one after the other; a cluster named twice gives its items twice. */
    int[] expand(int[] clusters) {
        if (count() == items()) {
            return clusters;
        }
        int total = 0;
        for (int cluster : clusters) {
            total += size(cluster);
        }
        int[] expanded = new int[total];
        int next = 0;
        for (int cluster : clusters) {
            // Clusters hold a handful of items: a loop is faster than System.arraycopy.
            for (int i = starts[cluster]; i < starts[cluster + 1]; i++) {
                expanded[next++] = items[i];
            }
        }
        return expanded;
    }

    /** The sum of the values of each cluster. */
    double[] sums(double[] values) {
        double[] sums = new double[count()];
        for (int cluster = 0; cluster < sums.length; cluster++) {
            for (int i = starts[cluster]; i < starts[cluster + 1]; i++) {
                sums[cluster] += values[items[i]];
            }
        }
        return sums;
    }

    /** 0, 1, ..., count - 1. */
    static int[] every(int count) {
        return IntStream.range(0, count).toArray();
    }

    private int size(int cluster) {
        return starts[cluster + 1] - starts[cluster];
    }

    /** Such as {@code 2195 items in 1874 clusters (largest 4)}. */
    @Override
    public String toString() {
        return count() == items()
                ? items() + " items"
                : String.format(Locale.ROOT, "%d items in %d clusters (largest %d)", items(), count(), largest());
    }
}
