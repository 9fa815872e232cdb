package dev.sonde.world;

import dev.sonde.data.GridCell;
import dev.sonde.format.WholeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All words that are ever said of the mini world, and their numbers: a vocabulary that
 * {@code dev.sonde.text.BertTokenizer} reads, so that one tokenizer serves both scales.
 *
 * <p>No word is cut into pieces; {@code [UNK]} never occurs.
 */
public final class WorldVocabulary {
    private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[DEC]");
    private static final List<String> OTHERS = List.of(
            "a", "an", "the", "is", "in", "and", "object", "objects", "what", "colour", "shape", "size", "how", "many",
            "are", "there", "yes", "no", "?", ".");

    private WorldVocabulary() {}

    /** The tokens in the order of their numbers: BERT's special ones, {@code [DEC]} of generation, then the words. */
    public static List<String> tokens() {
        Set<String> tokens = new LinkedHashSet<>(SPECIAL);
        Arrays.stream(Kind.values()).map(Kind::word).forEach(tokens::add);
        Arrays.stream(Colour.values()).map(Colour::word).forEach(tokens::add);
        Arrays.stream(ThingSize.values()).map(ThingSize::word).forEach(tokens::add);
        Arrays.stream(GridCell.values()).map(GridCell::label).forEach(label -> addWords(tokens, label));
        Arrays.stream(Relation.values()).map(Relation::words).forEach(words -> addWords(tokens, words));
        tokens.addAll(Questions.NUMBERS);
        tokens.addAll(OTHERS);
        return List.copyOf(tokens);
    }

    /** The tokens as a {@code vocab.txt}, one on each line. */
    public static String text() {
        List<String> lines = new ArrayList<>(tokens());
        lines.add("");
        return String.join("\n", lines);
    }

    /** Writes {@link #text()}; another program never sees half a file. */
    public static void write(Path file) {
        WholeFile.write(file, text());
    }

    private static void addWords(Set<String> tokens, String words) {
        tokens.addAll(List.of(words.split(" ")));
    }
}
