package dev.sonde.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How many examples Region Cell Matching makes of so many phrases in each cell.
 *
 * <p>With the smallest cell's count {@code N}: {@code 9 N} positives, and for each cell {@code floor(N / 8)} negatives from
 * each of the 8 others. Positives and negatives are equally many where 8 divides {@code N}, as the paper has it.
 *
 * @param phrasesPerCell how many phrases lie in each cell, in the order of {@link GridCell}
 */
public record RegionCellCounts(List<Integer> phrasesPerCell) {
    private static final int CELLS = GridCell.values().length;

    public RegionCellCounts {
        phrasesPerCell = List.copyOf(phrasesPerCell);
        if (phrasesPerCell.size() != CELLS) {
            throw new IllegalArgumentException(phrasesPerCell.size() + " counts for " + CELLS + " cells");
        }
    }

    /** The counts where every cell has this many phrases. */
    public static RegionCellCounts even(int perCell) {
        return new RegionCellCounts(Collections.nCopies(CELLS, perCell));
    }

    /** The counts of phrases by their cells. */
    static RegionCellCounts of(List<GridCell> cells) {
        Integer[] counts = new Integer[CELLS];
        Arrays.fill(counts, 0);
        cells.forEach(cell -> counts[cell.ordinal()]++);
        return new RegionCellCounts(List.of(counts));
    }

    /** All phrases. */
    public int phrases() {
        return phrasesPerCell.stream().mapToInt(Integer::intValue).sum();
    }

    /** How many phrases each cell keeps: as many as the smallest cell has. */
    public int keptPerCell() {
        return phrasesPerCell.stream().mapToInt(Integer::intValue).min().orElseThrow();
    }

    /** The number of positives. */
    public int positives() {
        return CELLS * keptPerCell();
    }

    /** How many phrases of one cell become negatives for one other cell. */
    public int negativesPerPair() {
        return keptPerCell() / (CELLS - 1);
    }

    /** The number of negatives that name one cell. */
    public int negativesPerCell() {
        return (CELLS - 1) * negativesPerPair();
    }

    /** The number of negatives. */
    public int negatives() {
        return CELLS * negativesPerCell();
    }

    /** All examples. */
    public int examples() {
        return positives() + negatives();
    }
}
