package dev.sonde.pretrain;

import dev.sonde.data.GridCell;
import dev.sonde.text.TextInput;
import dev.sonde.world.Colour;
import dev.sonde.world.Kind;
import dev.sonde.world.Relation;
import dev.sonde.world.ThingSize;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Hides words of captions for masked language modelling. Only words are hidden that the image tells: kinds, colours, sizes,
 * and those of locations; the rest of a caption follows from its form.
 */
final class WordMasks {
    /** What an answer is where none is asked for. */
    static final int NO_ANSWER = -100;

    private static final Set<String> OF_FORM = Set.of("the", "of", "is", "to");

    private final Set<Integer> told; // ids of words
    private final int mask;

    WordMasks(TextInput input) {
        mask = TextRows.ids(input, "[MASK]")[1];
        told = Stream.of(
                        Arrays.stream(Kind.values()).map(Kind::word),
                        Arrays.stream(Colour.values()).map(Colour::word),
                        Arrays.stream(ThingSize.values()).map(ThingSize::word),
                        Arrays.stream(GridCell.values()).map(GridCell::label),
                        Arrays.stream(Relation.values()).map(Relation::words))
                .flatMap(words -> words)
                .flatMap(words -> Arrays.stream(words.split(" ")))
                .filter(word -> !OF_FORM.contains(word))
                .map(word -> TextRows.ids(input, word)[1])
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A text with hidden words.
     *
     * @param answers the word at each place where one is hidden, else {@link #NO_ANSWER}
     */
    record Masked(int[] ids, int[] answers) {}

    /** Whether a word is one that the image tells. */
    boolean isTold(int id) {
        return told.contains(id);
    }

    /** One word that the image tells, and each of the others with a probability. */
    Masked of(int[] ids, double probability, Random draws) {
        int[] places = IntStream.range(0, ids.length)
                .filter(i -> told.contains(ids[i]))
                .toArray();
        int surely = places.length == 0 ? -1 : places[draws.nextInt(places.length)];
        int[] hidden = ids.clone();
        int[] answers = new int[ids.length];
        Arrays.fill(answers, NO_ANSWER);
        for (int place : places) {
            if (place == surely || draws.nextDouble() < probability) {
                hidden[place] = mask;
                answers[place] = ids[place];
            }
        }
        return new Masked(hidden, answers);
    }
}
