package dev.sonde.study;

import dev.sonde.data.GridCell;
import dev.sonde.display.SondeException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a participant says about one item.
 *
 * @param match whether the phrase matches the location; may be open if the phrase is factually incorrect
 * @param cells the cells that the object covers, most important first; up to {@value #MAX_CELLS}, usually none
 * @param incorrect whether the phrase is factually incorrect, such as naming a dog where there is none
 * @param milliseconds how long the item was looked at, if known
 */
public record ItemAnswer(Optional<Boolean> match, List<GridCell> cells, boolean incorrect, OptionalLong milliseconds) {
    /** As in the paper, a participant ranks up to so many cells. */
    public static final int MAX_CELLS = 4;

    static final String RANKING_RULE = "up to " + MAX_CELLS + " cells, each once";

    /** A ranking that the study does not offer. */
    static final class RankingException extends SondeException {
        private static final long serialVersionUID = 1L;

        RankingException(List<GridCell> cells) {
            super(
                    "An answer ranks the cells " + cells + "; expected " + RANKING_RULE,
                    "Keep the most important cells.");
        }
    }

    /** @throws SondeException if there are too many cells, or one twice */
    public ItemAnswer {
        Objects.requireNonNull(match, "match");
        Objects.requireNonNull(milliseconds, "milliseconds");
        cells = List.copyOf(cells);
        if (cells.size() > MAX_CELLS || Set.copyOf(cells).size() < cells.size()) {
            throw new RankingException(cells);
        }
    }

    /** A plain yes or no. */
    public static ItemAnswer of(boolean match) {
        return new ItemAnswer(Optional.of(match), List.of(), false, OptionalLong.empty());
    }

    /** With ranked cells. */
    public ItemAnswer withCells(GridCell... ranked) {
        return new ItemAnswer(match, List.of(ranked), incorrect, milliseconds);
    }

    /** The same answer, its phrase called factually incorrect. */
    public ItemAnswer asIncorrect() {
        return new ItemAnswer(match, cells, true, milliseconds);
    }

    /** Whether it says nothing that counts: neither yes or no, nor that the phrase is incorrect. */
    boolean isMissing() {
        return match.isEmpty() && !incorrect;
    }

    /** Whether it names several cells. */
    public boolean severalCells() {
        return cells.size() > 1;
    }

    /** Whether the paper's analysis counts it: answered, without several cells, and not factually incorrect. */
    public boolean kept() {
        return match.isPresent() && !severalCells() && !incorrect;
    }
}
