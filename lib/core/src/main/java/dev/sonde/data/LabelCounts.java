package dev.sonde.data;

import java.util.Collection;
import java.util.List;

/**
 * How many statements there are, and how many of them are true.
 *
 * @param count all statements
 * @param trueCount those that are true
 */
public record LabelCounts(long count, long trueCount) {
    public LabelCounts {
        if (trueCount < 0 || trueCount > count) {
            throw new IllegalArgumentException(trueCount + " true of " + count);
        }
    }

    /** The counts of some statements. */
    public static LabelCounts of(Collection<VsrStatement> statements) {
        long trueCount = statements.stream().filter(VsrStatement::label).count();
        return new LabelCounts(statements.size(), trueCount);
    }

    /** The counts of those examples that are true or false. */
    public static LabelCounts ofAnswers(Collection<Example> examples) {
        List<Boolean> truths = examples.stream()
                .map(Example::answer)
                .filter(Answer.Truth.class::isInstance)
                .map(answer -> ((Answer.Truth) answer).value())
                .toList();
        return new LabelCounts(
                truths.size(), truths.stream().filter(truth -> truth).count());
    }

    /** The number of false statements. */
    public long falseCount() {
        return count - trueCount;
    }

    /** The share of true statements, in 0..1; NaN if there is none at all. */
    public double trueShare() {
        return (double) trueCount / count;
    }

    /** The label that most statements have; true if both are equally frequent. */
    public boolean majority() {
        return trueCount >= falseCount();
    }

    /** How many statements a model gets right that always answers {@link #majority()}. */
    public long majorityCount() {
        return Math.max(trueCount, falseCount());
    }

    /** The share that such a model gets right, in 0..1; NaN if there is no statement. */
    public double majorityShare() {
        return (double) majorityCount() / count;
    }

    /** Such as {@code 289 (153 true)}. */
    @Override
    public String toString() {
        return count + " (" + trueCount + " true)";
    }
}
