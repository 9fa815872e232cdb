package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The online (prequential) code of labels: in which blocks they are sent, and how many bits that takes.
 *
 * <p>The labels of the first block are sent at log2(classes) bits each. Each further block is sent with a probe that was
 * trained on all blocks before it, at its mean cross-entropy on the block. A probe that needs few examples gives a
 * shorter code than one that merely ends up as accurate. The items are to be shuffled; shuffle several times to see the
 * spread. Source: Voita, Titov (2020), Information-theoretic probing with minimum description length, section 2.2.
 *
 * <pre>{@code
 * OnlineCode code = OnlineCode.withDefaults();
 * int[] ends = code.blockEnds(7680);  // train on items before ends[i], evaluate on those from there to ends[i + 1]
 * code.codelength(7680, 2, meanLosses).compression();
 * }</pre>
 */
public final class OnlineCode {
    /** The portions of the authors' code. */
    private static final OnlineCode DEFAULT = new OnlineCode(0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.25, 12.5, 25, 50, 100);

    private final double[] percents;

    private OnlineCode(double... percents) {
        this.percents = percents;
    }

    /** Blocks that end after 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.25, 12.5, 25, 50 and 100 % of the items. */
    public static OnlineCode withDefaults() {
        return DEFAULT;
    }

    /**
     * This code with other ends of blocks.
     *
     * @param ends in percent of the items, above 0, ascending; the last is 100
     * @throws SondeException if they are not so
     */
    public OnlineCode withPercents(double... ends) {
        boolean ascending = ends.length > 0
                && ends[0] > 0
                && ends[ends.length - 1] == 100
                && IntStream.range(1, ends.length).allMatch(i -> ends[i - 1] < ends[i]);
        if (!ascending) {
            throw new SondeException(
                    "The ends of blocks must ascend from above 0 to 100 percent; found "
                            + DoubleStream.of(ends).boxed().toList() + ".",
                    "Give percents such as 1, 10, 100.");
        }
        return new OnlineCode(ends.clone());
    }

    /**
     * Where each block ends: the number of items up to its end, items * percent / 100, halves rounded to even. Of few
     * items, blocks that would be empty are left out.
     *
     * @param items at least 1
     */
    public int[] blockEnds(int items) {
        Checks.atLeast("number of items", 1, items);
        return DoubleStream.of(percents)
                .mapToInt(percent -> (int) Math.rint(items * percent / 100))
                .filter(end -> end > 0)
                .distinct()
                .toArray();
    }

    /**
     * The code of labels.
     *
     * @param items the number of labels
     * @param classes the number of classes they come from, at least 2
     * @param meanLosses for each block but the first, the mean cross-entropy of its labels in nats
     * @throws SondeException if there are not as many losses, or one is negative or not finite
     */
    public OnlineCodelength codelength(int items, int classes, double[] meanLosses) {
        Checks.atLeast("number of classes", 2, classes);
        int[] ends = blockEnds(items);
        requireLosses(items, ends.length - 1, meanLosses);
        List<CodeBlock> blocks = new ArrayList<>();
        blocks.add(new CodeBlock(ends[0], ends[0] * OnlineCodelength.log2(classes)));
        for (int i = 1; i < ends.length; i++) {
            int size = ends[i] - ends[i - 1];
            blocks.add(new CodeBlock(size, meanLosses[i - 1] * size / OnlineCodelength.LN_2));
        }
        return new OnlineCodelength(classes, blocks);
    }

    private static void requireLosses(int items, int expected, double[] losses) {
        if (losses.length != expected) {
            throw new SondeException(
                    items + " items make " + expected + " blocks after the first; found " + losses.length + " losses.",
                    "Give the mean loss of each block from the second on, see blockEnds.");
        }
        for (int i = 0; i < losses.length; i++) {
            if (!(losses[i] >= 0 && losses[i] < Double.POSITIVE_INFINITY)) {
                throw new SondeException(
                        "The mean loss of block " + (i + 2) + " must be finite and not negative; found " + losses[i]
                                + ".",
                        "Give cross-entropies in nats, of a probe that excludes no label.");
            }
        }
    }
}
