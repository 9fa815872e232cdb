package dev.sonde.stats;

import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The usable information of a representation about labels, in bits: how much a family of probes V can make of it.
 *
 * <p>The pointwise information of item x with label y is PVI = -log2 g0(y) + log2 g(y | x), with g the probe's
 * probability and g0 that of a probe without input, whose best answer is the share of each label. The V-information is
 * its mean, H(Y) - H(Y | X), over held-out items. An item below 0 misleads the probe. Its interval is that of a mean:
 * {@code Bootstrap.withDefaults().mean(information.pvi(), images)}. Sources: Xu et al. (2020), A theory of usable
 * information; Ethayarajh et al. (2022), Understanding dataset difficulty with V-usable information, section 2.
 */
public final class VInformation implements Tabular {
    /** Softmax in single precision is off by less. */
    private static final double SUM_TOLERANCE = 1e-4;

    private final int[] labels;
    private final double[] nullBits;
    private final double[] bits;
    private final Proportion accuracy;
    private final int classes;

    private VInformation(int[] labels, double[] nullBits, double[] bits, Proportion accuracy, int classes) {
        this.labels = labels;
        this.nullBits = nullBits;
        this.bits = bits;
        this.accuracy = accuracy;
        this.classes = classes;
    }

    /**
     * The information, with the shares of the given labels as probe without input.
     *
     * @param labels the class of each item, counted from 0
     * @param probabilities [items][classes], the probe's; each row adds up to 1
     * @throws SondeException if there is no item, lengths differ, a label is none of the classes, a row is no
     *     distribution, or a true label has probability 0 (its PVI is minus infinity)
     */
    public static VInformation of(int[] labels, double[][] probabilities) {
        requireTable(labels, probabilities);
        return of(labels, probabilities, shares(labels, probabilities[0].length));
    }

    /**
     * The information over another probe without input, such as the label shares of the training items.
     *
     * @param nullProbabilities [classes], add up to 1
     * @throws SondeException as {@link #of(int[], double[][])}
     */
    public static VInformation of(int[] labels, double[][] probabilities, double[] nullProbabilities) {
        requireTable(labels, probabilities);
        Checks.sameLength("classes", probabilities[0].length, "probabilities without input", nullProbabilities.length);
        requireDistribution("The probabilities without input", nullProbabilities);
        double[] nullBits = new double[labels.length];
        double[] bits = new double[labels.length];
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            nullBits[i] = codelength("without input", i, nullProbabilities[labels[i]]);
            bits[i] = codelength("of the probe", i, probabilities[i][labels[i]]);
            right += likeliest(probabilities[i]) == labels[i] ? 1 : 0;
        }
        Proportion accuracy = new Proportion(right, labels.length);
        return new VInformation(labels.clone(), nullBits, bits, accuracy, nullProbabilities.length);
    }

    /** The pointwise information of each item, in bits. */
    public double[] pvi() {
        return IntStream.range(0, bits.length)
                .mapToDouble(i -> nullBits[i] - bits[i])
                .toArray();
    }

    /** The mean pointwise information, in bits. */
    public double value() {
        return mean(pvi());
    }

    /** H(Y), what the labels cost without input, in bits per item. */
    public double nullEntropy() {
        return mean(nullBits);
    }

    /** H(Y | X), what the labels cost with the probe, in bits per item. */
    public double conditionalEntropy() {
        return mean(bits);
    }

    /** How often the likeliest class, the first of several, is the label. */
    public Proportion accuracy() {
        return accuracy;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double[] shares(int[] labels, int classes) {
        double[] shares = new double[classes];
        for (int label : labels) {
            shares[label] += 1;
        }
        return Arrays.stream(shares).map(count -> count / labels.length).toArray();
    }

    private static int likeliest(double[] probabilities) {
        int best = 0;
        for (int c = 1; c < probabilities.length; c++) {
            best = probabilities[c] > probabilities[best] ? c : best;
        }
        return best;
    }

    private static double codelength(String whose, int item, double probability) {
        if (probability == 0) {
            throw new SondeException(
                    "The probability " + whose + " of the true label of item " + item
                            + " (counted from 0) is 0: its information is infinite.",
                    "Compute probabilities in double precision from logits, or smooth them.");
        }
        return -OnlineCodelength.log2(probability);
    }

    private static void requireTable(int[] labels, double[][] probabilities) {
        Checks.sameLength("labels", labels.length, "rows of probabilities", probabilities.length);
        Checks.atLeast("number of labels", 1, labels.length);
        int classes = Checks.atLeast("number of classes", 2, probabilities[0].length);
        for (int i = 0; i < labels.length; i++) {
            Checks.sameLength("classes in row 0", classes, "in row " + i, probabilities[i].length);
            requireDistribution("The probabilities in row " + i + " (counted from 0)", probabilities[i]);
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new SondeException(
                        "The label of item " + i + " (counted from 0) must lie from 0 to " + (classes - 1) + "; found "
                                + labels[i] + ".",
                        "Number the classes as the columns of the probabilities.");
            }
        }
    }

    private static void requireDistribution(String name, double[] probabilities) {
        double sum = Arrays.stream(probabilities).sum();
        boolean shares = Arrays.stream(probabilities).allMatch(p -> p >= 0 && p <= 1 + SUM_TOLERANCE);
        if (!shares || !(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new SondeException(
                    name + " must lie between 0 and 1 and add up to 1; they add up to " + sum + ".",
                    "Give probabilities, not logits: softmax, or p and 1 - p of a sigmoid.");
        }
    }

    @Override
    public TableView view() {
        TableView table = TableView.titled("V-information in bits")
                .column("Label", Align.RIGHT)
                .column("Items", Align.RIGHT)
                .column("Without input", Align.RIGHT)
                .column("With the probe", Align.RIGHT)
                .column("V-information", Align.RIGHT);
        for (int c = 0; c < classes; c++) {
            int label = c;
            table = row(
                    table,
                    String.valueOf(c),
                    IntStream.range(0, labels.length)
                            .filter(i -> labels[i] == label)
                            .toArray());
        }
        return row(table, "all", Clusters.every(labels.length))
                .note("Accuracy " + accuracy + " (Ethayarajh et al. 2022).");
    }

    private TableView row(TableView table, String name, int[] items) {
        if (items.length == 0) {
            return table;
        }
        double without = new MeanOf(nullBits).of(items);
        double with = new MeanOf(bits).of(items);
        return table.row(name, items.length, decimals(without), decimals(with), decimals(without - with));
    }

    private static String decimals(double value) {
        // Rounded first, and 0.0 added, lest a value below half a digit is written as -0.0000.
        return String.format(Locale.ROOT, "%.4f", Math.rint(value * 1e4) / 1e4 + 0.0);
    }

    @Override
    public String toString() {
        return view().toString();
    }
}
