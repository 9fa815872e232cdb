package dev.sonde.data;

import dev.sonde.display.SondeException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many statements of a split a model judges correctly: overall, by category and by relation.
 *
 * @param overall all statements
 * @param byCategory the categories that occur, in their order; without the uncategorised statements
 * @param byRelation the relations that occur, in alphabetical order
 */
public record VsrScore(Tally overall, Map<RelationCategory, Tally> byCategory, SortedMap<String, Tally> byRelation) {
    /**
     * Correct judgements among some statements.
     *
     * @param correct the number of correct judgements
     * @param count the number of statements
     */
    public record Tally(long correct, long count) {
        private static final Tally NONE = new Tally(0, 0);

        /** The share of correct judgements, in 0..1; NaN if there is no statement. */
        public double accuracy() {
            return (double) correct / count;
        }

        private static Tally add(Tally soFar, boolean correct) {
            return new Tally(soFar.correct + (correct ? 1 : 0), soFar.count + 1);
        }
    }

    public VsrScore {
        Objects.requireNonNull(overall, "overall");
        byCategory = Collections.unmodifiableMap(new LinkedHashMap<>(byCategory));
        byRelation = Collections.unmodifiableSortedMap(new TreeMap<>(byRelation));
    }

    /**
     * Scores predictions.
     *
     * @param split what was predicted
     * @param predictions one for each statement, in the order of the split: true if the model takes it to be true
     * @throws SondeException if there are more or fewer predictions than statements
     */
    public static VsrScore of(VsrSplit split, boolean[] predictions) {
        if (predictions.length != split.size()) {
            throw new SondeException(
                    predictions.length + " predictions for the " + split.size() + " statements of " + split.name(),
                    "Give one prediction for each statement, in the order of the split.");
        }
        Tally overall = Tally.NONE;
        Map<RelationCategory, Tally> byCategory = new EnumMap<>(RelationCategory.class);
        SortedMap<String, Tally> byRelation = new TreeMap<>();
        for (int i = 0; i < predictions.length; i++) {
            VsrStatement statement = split.statements().get(i);
            boolean correct = predictions[i] == statement.label();
            overall = Tally.add(overall, correct);
            statement.category().ifPresent(category -> count(byCategory, category, correct));
            count(byRelation, statement.relation(), correct);
        }
        return new VsrScore(overall, byCategory, byRelation);
    }

    private static <K> void count(Map<K, Tally> tallies, K key, boolean correct) {
        tallies.put(key, Tally.add(tallies.getOrDefault(key, Tally.NONE), correct));
    }
}
