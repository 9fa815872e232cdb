package dev.sonde.stats;

import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.List;
import java.util.Locale;

/**
 * The length of an {@link OnlineCode} of labels.
 *
 * @param classes number of classes
 * @param blocks the blocks in the order they were sent
 */
public record OnlineCodelength(int classes, List<CodeBlock> blocks) implements Tabular {
    static final double LN_2 = Math.log(2);

    /** Copies the list. */
    public OnlineCodelength {
        blocks = List.copyOf(blocks);
    }

    static double log2(double value) {
        return Math.log(value) / LN_2;
    }

    /** The number of labels. */
    public int items() {
        return blocks.stream().mapToInt(CodeBlock::items).sum();
    }

    /** The length of the code in bits. */
    public double bits() {
        return blocks.stream().mapToDouble(CodeBlock::bits).sum();
    }

    /** The length of the code of a receiver that knows nothing: items * log2(classes) bits. */
    public double uniformBits() {
        return items() * log2(classes);
    }

    /** How many times shorter than the uniform code; 1 or less if nothing was learnt. */
    public double compression() {
        return uniformBits() / bits();
    }

    /** Bits per label. */
    public double bitsPerItem() {
        return bits() / items();
    }

    @Override
    public TableView view() {
        TableView table = TableView.titled("Online codelength")
                .column("Block", Align.RIGHT)
                .column("Items", Align.RIGHT)
                .column("Bits", Align.RIGHT)
                .column("Bits per item", Align.RIGHT);
        int number = 1;
        for (CodeBlock block : blocks) {
            table = table.row(number++, block.items(), decimals(1, block.bits()), decimals(4, block.bitsPerItem()));
        }
        return table.row("all", items(), decimals(1, bits()), decimals(4, bitsPerItem()))
                .note(summary());
    }

    private String summary() {
        return String.format(
                Locale.ROOT,
                "Compression %.3f: %.1f bits instead of %.1f (%d classes, Voita and Titov 2020).",
                compression(),
                bits(),
                uniformBits(),
                classes);
    }

    private static String decimals(int places, double value) {
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }

    @Override
    public String toString() {
        return view().toString();
    }
}
