package dev.sonde.paper;

import java.util.OptionalLong;

/**
 * One number of one table of the paper.
 *
 * @param item the table, such as {@code table-1}
 * @param row the model
 * @param resampler frozen, unfrozen or none
 * @param column what was measured, such as {@code VSR random test}
 * @param value the number as printed
 * @param n the number of examples behind it, where it is known
 */
public record PublishedCell(
        String item, String row, Resampler resampler, String column, Printed value, OptionalLong n) {

    /** Row and state of the resampler together, such as {@code Q-Former frozen}. */
    public String system() {
        return (row + " " + resampler.label()).strip();
    }

    PublishedCell with(Printed other) {
        return new PublishedCell(item, row, resampler, column, other, n);
    }

    /** Where it stands, for messages: {@code table-2, Q-Former frozen, Adjacency}. */
    public String place() {
        return item + ", " + system() + ", " + column;
    }
}
