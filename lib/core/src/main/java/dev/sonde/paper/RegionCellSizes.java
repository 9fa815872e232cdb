package dev.sonde.paper;

import dev.sonde.data.RegionCellCounts;
import dev.sonde.data.RegionCells;
import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the sizes of Region Cell Matching that the paper gives (46k, 3k, 5.5k) relate to RefCOCOg and to appendix A.
 *
 * <p>The smallest cell of a split decides everything: with {@code n} phrases in it, the split has {@code 9 n} positives and
 * {@code 72 floor(n / 8)} negatives. So a published size says how many phrases lie in the smallest cell, and with the
 * number of expressions in RefCOCOg, how large a share that is. Data built here can be held against that share.
 */
public final class RegionCellSizes implements Tabular {
    private static final String ITEM = "appendix-a";

    /** Expressions of RefCOCOg's UMD splits (lichengunc/refer), and how the paper prints RCM's size. */
    private enum Size {
        TRAIN("train", "rcm-train", 80_512),
        VALIDATION("validation", "rcm-validation", 4_896),
        TEST("test", "rcm-test", 9_602);

        private final String split;
        private final String number;
        private final int expressions;

        Size(String split, String number, int expressions) {
            this.split = split;
            this.number = number;
            this.expressions = expressions;
        }

        Printed published() {
            return Published.asPrinted().number(number).value();
        }

        /** How many phrases the smallest cell may have, for the size to print as it does. */
        List<Integer> smallestCells() {
            return IntStream.rangeClosed(1, expressions / 9)
                    .filter(n -> prints(RegionCellCounts.even(n).examples()))
                    .boxed()
                    .toList();
        }

        /** Whether so many examples would be called as the paper calls them; 5.5k is taken as rounded to halves. */
        boolean prints(int examples) {
            BigDecimal unit = new BigDecimal(published().text()).scale() == 0 ? BigDecimal.ONE : new BigDecimal("0.5");
            BigDecimal thousands = BigDecimal.valueOf(examples).movePointLeft(3);
            BigDecimal rounded = thousands.divide(unit, 0, RoundingMode.HALF_UP).multiply(unit);
            return rounded.compareTo(new BigDecimal(published().text())) == 0;
        }
    }

    private final Map<String, RegionCells> built;

    private RegionCellSizes(Map<String, RegionCells> built) {
        this.built = Map.copyOf(built);
    }

    /** The published sizes alone. */
    public static RegionCellSizes published() {
        return new RegionCellSizes(Map.of());
    }

    /** The published sizes beside those built from RefCOCOg, by split: {@code train}, {@code validation}, {@code test}. */
    public static RegionCellSizes of(Map<String, RegionCells> refCocoG) {
        return new RegionCellSizes(refCocoG);
    }

    /** Published size, expressions in RefCOCOg, and what both say of the smallest cell. */
    @Override
    public TableView view() {
        TableView table = TableView.titled("What the sizes of RCM say about the smallest cell")
                .column("split", Align.LEFT)
                .column("published", Align.RIGHT)
                .column("expressions", Align.RIGHT)
                .column("phrases in the smallest cell", Align.RIGHT)
                .column("share of all", Align.RIGHT)
                .column("built here", Align.RIGHT);
        for (Size size : Size.values()) {
            List<Integer> cells = size.smallestCells();
            int low = cells.get(0);
            int high = cells.get(cells.size() - 1);
            table = table.row(
                    size.split,
                    size.published() + "k",
                    Numbers.format("%,d", size.expressions),
                    low + " to " + high,
                    Numbers.format("%.2f to %.2f %%", 100.0 * low / size.expressions, 100.0 * high / size.expressions),
                    builtSize(size).map(Object::toString).orElse("–"));
        }
        return table.note(
                "With n phrases in its smallest cell a split has 9 n positives and 72 floor(n / 8) negatives; the ranges "
                        + "are all n whose size rounds to the published one. The three splits agree. "
                        + "With one phrase an object (42,226, 2,573 and 5,023 objects) the shares would be about 6 %: the sizes alone "
                        + "do not say which it was.");
    }

    /** The sizes as judged cells: only data built from RefCOCOg itself can pass or fail. */
    public List<JudgedCell> cells() {
        List<JudgedCell> cells = new ArrayList<>();
        for (Size size : Size.values()) {
            JudgedCell cell = JudgedCell.of(
                            ITEM,
                            "RCM " + size.split,
                            "examples",
                            "exact: built from the user's RefCOCOg by appendix A, the split has the published size, "
                                    + "rounded as published",
                            builtSize(size).map(size::prints).map(Verdict::of).orElse(Verdict.NOT_RUN))
                    .published(1000 * size.published().value());
            cells.add(builtSize(size).map(cell::measured).orElse(cell));
        }
        return List.copyOf(cells);
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private Optional<Integer> builtSize(Size size) {
        return Optional.ofNullable(built.get(size.split))
                .map(cells -> cells.counts().examples());
    }
}
