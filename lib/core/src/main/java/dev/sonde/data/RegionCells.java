package dev.sonde.data;

import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Region Cell Matching: is the thing that a phrase refers to in this cell of a 3x3 grid?
 *
 * <p>Made from referring expressions. Every cell keeps equally many phrases, which are its positives; its negatives are
 * phrases from the other cells, as many from each. So neither the cell that a text names nor the place of the thing tells
 * the answer. By construction
 *
 * <ul>
 *   <li>each cell is named by {@code N} positives and {@code 8 floor(N / 8)} negatives,
 *   <li>each of the 72 pairs of a named and a true cell has {@code floor(N / 8)} negatives,
 *   <li>no phrase occurs twice with the same cell,
 *   <li>the same seed makes the same examples.
 * </ul>
 *
 * <p>Source: "Lost in Space", appendix A; what it leaves open is in {@link RegionCellOptions}.
 *
 * @param split the examples
 * @param counts how many phrases lay in each cell, and what follows from it
 * @param options how the open questions were decided
 */
public record RegionCells(Split split, RegionCellCounts counts, RegionCellOptions options) implements Tabular {
    public RegionCells {
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(options, "options");
    }

    /** A phrase and the cell in which its object is. */
    private record Placed(ReferringExpression expression, GridCell cell) {}

    /**
     * Makes the examples of one split.
     *
     * @param name of the split, such as {@code RCM test}
     * @param expressions phrases, boxes and image sizes
     * @throws SondeException if the size of an image is not known, or a cell has no phrase at all
     */
    public static RegionCells build(String name, List<ReferringExpression> expressions, RegionCellOptions options) {
        List<Placed> placed = expressions.stream()
                .map(expression -> place(expression, options))
                .toList();
        RegionCellCounts counts =
                RegionCellCounts.of(placed.stream().map(Placed::cell).toList());
        checkEveryCellHasOne(name, counts);
        return new RegionCells(new Split(name, new Draw(placed, counts, options).examples()), counts, options);
    }

    /** The task of three splits, each made on its own as the paper does. */
    public static Task task(RegionCells train, RegionCells validation, RegionCells test) {
        return new Task("RCM", train.split, validation.split, test.split);
    }

    /** For each cell: its phrases in the source, its positives and negatives. */
    @Override
    public TableView view() {
        TableView table = TableView.titled(split.name())
                .column("cell named", Align.LEFT)
                .column("phrases there", Align.RIGHT)
                .column("positives", Align.RIGHT)
                .column("negatives", Align.RIGHT);
        Map<String, Split> named = split.by(Tag.CELL);
        for (GridCell cell : GridCell.values()) {
            LabelCounts labels = named.get(cell.label()).labels();
            int phrases = counts.phrasesPerCell().get(cell.ordinal());
            table = table.row(cell.label(), phrases, labels.trueCount(), labels.falseCount());
        }
        return table.row("all", counts.phrases(), counts.positives(), counts.negatives())
                .note("Each cell keeps as many phrases as the smallest has, " + counts.keptPerCell()
                        + "; each other cell lends it " + counts.negativesPerPair() + " as negatives.");
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private static Placed place(ReferringExpression expression, RegionCellOptions options) {
        return new Placed(expression, GridCell.of(expression.box(), expression.knownSize(), options.tie()));
    }

    private static void checkEveryCellHasOne(String name, RegionCellCounts counts) {
        int empty = counts.phrasesPerCell().indexOf(0);
        if (empty >= 0) {
            throw new SondeException(
                    "No phrase of " + name + " lies in the cell " + GridCell.values()[empty] + ": phrases in the cells "
                            + counts.phrasesPerCell(),
                    "Give more referring expressions: each cell keeps as many phrases as the smallest one has.");
        }
    }

    /** The draw of positives and negatives, with one stream of random numbers. */
    private static final class Draw {
        private final RegionCellCounts counts;
        private final RegionCellOptions options;
        private final Shuffle shuffle;
        private final Map<GridCell, List<ReferringExpression>> all = new EnumMap<>(GridCell.class);
        private final Map<GridCell, List<ReferringExpression>> kept = new EnumMap<>(GridCell.class);

        Draw(List<Placed> placed, RegionCellCounts counts, RegionCellOptions options) {
            this.counts = counts;
            this.options = options;
            this.shuffle = new Shuffle(options.seed());
            for (GridCell cell : GridCell.values()) {
                all.put(cell, new ArrayList<>());
            }
            placed.forEach(one -> all.get(one.cell()).add(one.expression()));
        }

        List<Example> examples() {
            for (GridCell cell : GridCell.values()) {
                kept.put(cell, shuffle.first(all.get(cell), counts.keptPerCell()));
            }
            List<Example> examples = new ArrayList<>();
            for (GridCell named : GridCell.values()) {
                for (GridCell real : GridCell.values()) {
                    phrases(named, real).forEach(phrase -> examples.add(options.example(phrase, named, real)));
                }
            }
            return shuffle.all(examples);
        }

        /** The phrases in {@code real} that are said to be in {@code named}. */
        private List<ReferringExpression> phrases(GridCell named, GridCell real) {
            if (named == real) {
                return kept.get(real);
            }
            boolean fromKept = options.negatives() == RegionCellOptions.NegativeSource.KEPT;
            return shuffle.first((fromKept ? kept : all).get(real), counts.negativesPerPair());
        }
    }
}
