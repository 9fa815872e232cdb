package dev.sonde.stats;

/**
 * A block of an {@link OnlineCode}.
 *
 * @param items number of labels in it
 * @param bits the length of their code
 */
public record CodeBlock(int items, double bits) {
    /** Bits per label. */
    public double bitsPerItem() {
        return bits / items;
    }
}
