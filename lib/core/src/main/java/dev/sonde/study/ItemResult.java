package dev.sonde.study;

import java.util.Collection;
import java.util.List;

/**
 * How difficult an item was.
 *
 * @param item the item
 * @param kept the answers that the paper's analysis counts
 * @param severalCells how many participants ranked several cells
 * @param incorrect how many called the phrase factually incorrect
 */
public record ItemResult(StudyItem item, Tally kept, long severalCells, long incorrect) {
    static ItemResult of(StudyItem item, Collection<Judgement> everyone) {
        List<Judgement> own =
                everyone.stream().filter(j -> j.item().equals(item)).toList();
        return new ItemResult(
                item,
                Tally.of(own, Judgement::kept),
                own.stream().filter(j -> j.answer().severalCells()).count(),
                own.stream().filter(j -> j.answer().incorrect()).count());
    }

    /** The share of wrong answers; items that nobody's kept answer judges count as not difficult. */
    double difficulty() {
        return kept.answers() == 0 ? 0 : 1 - (double) kept.right() / kept.answers();
    }
}
