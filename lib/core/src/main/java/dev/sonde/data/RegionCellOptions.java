package dev.sonde.data;

import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the paper leaves open about Region Cell Matching. {@link #defaults()} has our choices; each {@code with…} changes
 * one.
 *
 * <p>Decided by the paper (appendix A): a 3x3 grid, the cell of a box by its centre, as many positives in each cell, and
 * {@code Ni / 8} negatives for it from every other cell. Open, and options here:
 *
 * @param cellNames what the cells are called; the paper names four of them
 * @param template how phrase and cell become one text, with {@code {phrase}} and {@code {cell}} in it; the paper shows its
 *     form only in Figure 1, whose text is part of the picture
 * @param phraseStyle how the phrase is written in it
 * @param negatives where the phrases of negatives come from
 * @param tie where a centre on a grid line belongs
 * @param seed decides which phrases are kept, which become negatives, and the order of the examples
 */
public record RegionCellOptions(
        CellNames cellNames, String template, PhraseStyle phraseStyle, NegativeSource negatives, GridTie tie, long seed)
        implements Tabular {
    private static final String PHRASE = "{phrase}";
    private static final String CELL = "{cell}";

    /** What the nine cells are called. */
    public enum CellNames {
        /** top left, top, top right, middle left, middle, … */
        PLAIN,
        /** top left, top middle, top right, middle left, middle, …: two words for every cell but the centre. */
        WITH_MIDDLE;

        /** The name of a cell. */
        public String of(GridCell cell) {
            boolean oneWord = cell == GridCell.TOP || cell == GridCell.BOTTOM;
            return this == WITH_MIDDLE && oneWord ? cell.label() + " middle" : cell.label();
        }
    }

    /** How a phrase is written inside the text. */
    public enum PhraseStyle {
        /** As in the files, without space around it. */
        AS_WRITTEN,
        /** Without a full stop at its end, so that the sentence can go on after it. */
        WITHOUT_FULL_STOP,
        /** The first letter a capital, the others small, and a full stop at the end: as in the paper's Figure 3. */
        SENTENCE;

        /** The phrase in this style. */
        public String write(String phrase) {
            String stripped = phrase.strip();
            return switch (this) {
                case AS_WRITTEN -> stripped;
                case WITHOUT_FULL_STOP -> stripped.replaceFirst("\\s*\\.+$", "");
                case SENTENCE -> sentence(stripped);
            };
        }

        private static String sentence(String phrase) {
            if (phrase.isEmpty()) {
                return phrase;
            }
            int first = phrase.offsetByCodePoints(0, 1);
            String capitalised = phrase.substring(0, first).toUpperCase(Locale.ROOT)
                    + phrase.substring(first).toLowerCase(Locale.ROOT);
            return capitalised.matches("(?s).*[.?!]") ? capitalised : capitalised + ".";
        }
    }

    /** Where the phrases of the negatives for a cell come from; always from phrases whose true cell is another. */
    public enum NegativeSource {
        /** From the phrases kept as positives: every phrase of a negative is a positive too, nothing else is seen. */
        KEPT,
        /** From all phrases of the other cell, also those that were left out to balance the cells. */
        ALL
    }

    /** @throws SondeException if the template lacks phrase or cell */
    public RegionCellOptions {
        Objects.requireNonNull(cellNames, "cellNames");
        Objects.requireNonNull(phraseStyle, "phraseStyle");
        Objects.requireNonNull(negatives, "negatives");
        Objects.requireNonNull(tie, "tie");
        if (!template.contains(PHRASE) || !template.contains(CELL)) {
            throw new SondeException(
                    "The template \"" + template + "\" of Region Cell Matching lacks " + PHRASE + " or " + CELL,
                    "Write both, as in \"{phrase} in the {cell} part of the image.\"");
        }
    }

    /** {@code a brown dog in the top left part of the image.}, with seed 0. */
    public static RegionCellOptions defaults() {
        return new RegionCellOptions(
                CellNames.PLAIN,
                "{phrase} in the {cell} part of the image.",
                PhraseStyle.WITHOUT_FULL_STOP,
                NegativeSource.KEPT,
                GridTie.LATER,
                0);
    }

    /** The wording below the paper's Figure 3: {@code The phrase ‘A brown dog.’ refers to the top left part of the image.} */
    public RegionCellOptions withWordingOfFigure3() {
        return withTemplate("The phrase ‘{phrase}’ refers to the {cell} part of the image.")
                .withPhraseStyle(PhraseStyle.SENTENCE);
    }

    /** With other names of the cells. */
    public RegionCellOptions withCellNames(CellNames names) {
        return new RegionCellOptions(names, template, phraseStyle, negatives, tie, seed);
    }

    /** With another template. */
    public RegionCellOptions withTemplate(String text) {
        return new RegionCellOptions(cellNames, text, phraseStyle, negatives, tie, seed);
    }

    /** With the phrases written otherwise. */
    public RegionCellOptions withPhraseStyle(PhraseStyle style) {
        return new RegionCellOptions(cellNames, template, style, negatives, tie, seed);
    }

    /** With negatives from elsewhere. */
    public RegionCellOptions withNegatives(NegativeSource source) {
        return new RegionCellOptions(cellNames, template, phraseStyle, source, tie, seed);
    }

    /** With another rule for centres on a line. */
    public RegionCellOptions withTie(GridTie rule) {
        return new RegionCellOptions(cellNames, template, phraseStyle, negatives, rule, seed);
    }

    /** With another seed. */
    public RegionCellOptions withSeed(long number) {
        return new RegionCellOptions(cellNames, template, phraseStyle, negatives, tie, number);
    }

    /**
     * The example that says of an expression's thing that it is in a cell.
     *
     * @throws SondeException if the size of the image is not known
     */
    public Example example(ReferringExpression expression, GridCell named) {
        return example(expression, named, GridCell.of(expression.box(), expression.knownSize(), tie));
    }

    Example example(ReferringExpression expression, GridCell named, GridCell real) {
        Map<Tag, String> tags = new LinkedHashMap<>();
        tags.put(Tag.CELL, named.label());
        tags.put(Tag.TRUE_CELL, real.label());
        tags.put(Tag.PHRASE, expression.text());
        tags.putAll(expression.tags());
        return new Example(
                expression.id() + "@" + named.label(),
                expression.image(),
                text(expression.text(), named),
                new Answer.Truth(named == real),
                tags);
    }

    /** Each open question with the choice made here and the others. */
    @Override
    public TableView view() {
        String example = text("a brown dog", GridCell.TOP);
        return TableView.titled("What the paper leaves open about Region Cell Matching")
                .column("question", Align.LEFT)
                .column("here", Align.LEFT)
                .column("other choices", Align.LEFT)
                .row("What are the cells called?", names(cellNames), others(CellNames.values(), cellNames, this::names))
                .row("How do phrase and cell become one text?", example, "withTemplate(…), withWordingOfFigure3()")
                .row(
                        "How is the phrase written?",
                        phraseStyle,
                        others(PhraseStyle.values(), phraseStyle, Object::toString))
                .row(
                        "Which phrases become negatives?",
                        negatives,
                        others(NegativeSource.values(), negatives, Object::toString))
                .row("Where does a centre on a grid line belong?", tie, others(GridTie.values(), tie, Object::toString))
                .row("Which phrases are drawn?", "seed " + seed, "withSeed(…)");
    }

    private String names(CellNames names) {
        return names.of(GridCell.TOP) + ", " + names.of(GridCell.MIDDLE_LEFT) + ", …";
    }

    private static <T> String others(T[] all, T chosen, Function<T, String> name) {
        return Arrays.stream(all).filter(one -> one != chosen).map(name).collect(Collectors.joining(", "));
    }

    /** The text of an example. */
    String text(String phrase, GridCell cell) {
        int at = template.indexOf(PHRASE);
        // The phrase goes in last and once, as it may itself contain "{cell}".
        String before = template.substring(0, at).replace(CELL, cellNames.of(cell));
        String after = template.substring(at + PHRASE.length()).replace(CELL, cellNames.of(cell));
        return before + phraseStyle.write(phrase) + after;
    }
}
