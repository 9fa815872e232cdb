package dev.sonde.data;

import dev.sonde.display.Align;
import dev.sonde.display.Cell;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What the splits of a task share: how much of a later split a probe may have met in an earlier one.
 *
 * <p>A shared image lets a probe remember what is where; a shared text lets it remember an answer without the image.
 *
 * @param task the name of the task
 * @param pairs each two splits, the earlier one first
 */
public record Leakage(String task, List<Pair> pairs) implements Tabular {
    public Leakage {
        pairs = List.copyOf(pairs);
    }

    /**
     * What two splits share.
     *
     * @param images the images
     * @param texts the texts, as written
     * @param both an image and a text together: the same question
     */
    public record Pair(Overlap images, Overlap texts, Overlap both) {
        /** Compares two splits. */
        public static Pair between(Split first, Split second) {
            return new Pair(
                    overlap(first, second, Example::image),
                    overlap(first, second, Example::text),
                    overlap(first, second, example -> example.image() + "\n" + example.text()));
        }

        private static Overlap overlap(Split first, Split second, Function<Example, String> value) {
            return Overlap.between(
                    first.name(),
                    first.examples().stream().map(value).toList(),
                    second.name(),
                    second.examples().stream().map(value).toList());
        }
    }

    /** Whether no two splits share an image. */
    public boolean imagesAreApart() {
        return pairs.stream().allMatch(pair -> pair.images().sharedValues() == 0);
    }

    /** For each two splits, how many examples of the later one have an image, a text or both that the earlier one has. */
    @Override
    public TableView view() {
        TableView table = TableView.titled("What the splits of " + task + " share")
                .column("examples of", Align.LEFT)
                .column("seen in", Align.LEFT)
                .column("image", Align.RIGHT)
                .column("text", Align.RIGHT)
                .column("image and text", Align.RIGHT);
        for (Pair pair : pairs) {
            Overlap images = pair.images();
            table = table.row(images.second(), images.first(), cell(images), cell(pair.texts()), cell(pair.both()));
        }
        return table.note("Examples of the split on the left whose image, text, or both occur in the other.");
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private static Cell cell(Overlap overlap) {
        if (overlap.itemsOfSecond() == 0) {
            return Cell.of("0");
        }
        String share = String.format(Locale.ROOT, "%d (%.1f %%)", overlap.itemsOfSecond(), 100 * overlap.itemsShare());
        return Cell.caution(share);
    }
}
