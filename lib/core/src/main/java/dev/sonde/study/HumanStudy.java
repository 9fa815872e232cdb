package dev.sonde.study;

import dev.sonde.data.Example;
import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.List;

/**
 * The items that every participant of a study judges, and the practice items that come first.
 *
 * <p>As in Appendix A: {@value #POSITIVES} items in which the phrase matches the location and {@value #NEGATIVES} in which
 * it does not, and a few introductory ones whose right answer is explained. All participants judge the same items, else
 * their agreement could not be measured.
 *
 * @param items the items, shuffled; they are asked in this order
 * @param practice the introductory items, which count nowhere
 */
public record HumanStudy(List<StudyItem> items, List<StudyItem> practice) implements Tabular {
    /** Matching items of the paper's study. */
    public static final int POSITIVES = 50;

    /** Items of the paper's study that do not match. */
    public static final int NEGATIVES = 50;

    /** Practice items; the paper says "a few". */
    public static final int PRACTICE = 3;

    public HumanStudy {
        items = List.copyOf(items);
        practice = List.copyOf(practice);
    }

    /** The study of the paper's size: 50 matching items and 50 others. */
    public static HumanStudy draw(List<Example> examples, long seed) {
        return draw(examples, POSITIVES, NEGATIVES, seed);
    }

    /**
     * Draws a study of any size, with {@value #PRACTICE} practice items.
     *
     * <p>A referring expression is asked about once at most: seen with two locations, one answer would rule out the
     * other. Practice items are preferably of photographs that no item shows. The draw depends on the seed and on the set
     * of the examples, not on their order.
     *
     * @param examples examples of Region Cell Matching, usually of the test split
     * @param positives how many items match
     * @param negatives how many do not
     * @throws dev.sonde.display.SondeException if an example is not one of Region Cell Matching, or there are too few
     */
    public static HumanStudy draw(List<Example> examples, int positives, int negatives, long seed) {
        return draw(examples, positives, negatives, PRACTICE, seed);
    }

    /** As {@link #draw(List, int, int, long)}, with a chosen number of practice items, from 0 on. */
    public static HumanStudy draw(List<Example> examples, int positives, int negatives, int practice, long seed) {
        return new StudyDraw(examples, seed).study(positives, negatives, practice);
    }

    /** The name of the study: a hash of the ids of its items, in their order. */
    public String id() {
        return key().study();
    }

    /** The right answers, for the analysis. */
    public StudyKey key() {
        return StudyKey.of(items);
    }

    /** The items in their order, with the right answers: not for participants. */
    @Override
    public TableView view() {
        TableView table = TableView.titled("Items of the study " + id())
                .column("Item", Align.LEFT)
                .column("Photograph", Align.LEFT)
                .column("Phrase", Align.LEFT)
                .column("Location asked", Align.LEFT)
                .column("Location of the object", Align.LEFT)
                .column("Matches", Align.LEFT);
        for (StudyItem item : items) {
            table = table.row(
                    item.id(), item.image(), item.phrase(), item.cell(), item.trueCell(), item.match() ? "yes" : "no");
        }
        return table;
    }

    @Override
    public String toString() {
        long matching = items.stream().filter(StudyItem::match).count();
        return "study " + id() + ": " + items.size() + " items, " + matching + " of them match, and " + practice.size()
                + " to practise";
    }
}
