package dev.sonde.study;

import dev.sonde.stats.Proportion;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Right answers among some.
 *
 * @param right the number of right answers
 * @param answers the number of answers, perhaps 0
 */
public record Tally(long right, long answers) {
    /** The share of right answers with its interval; empty without answers. */
    public Optional<Proportion> proportion() {
        return answers == 0 ? Optional.empty() : Optional.of(new Proportion(right, answers));
    }

    static Tally of(Collection<Judgement> judgements, Predicate<Judgement> counted) {
        long answers = judgements.stream().filter(counted).count();
        return new Tally(
                judgements.stream().filter(counted.and(Judgement::right)).count(), answers);
    }

    /** Such as {@code 92.29 %}; a dash without answers. */
    String percent() {
        return proportion()
                .map(p -> String.format(Locale.ROOT, "%.2f %%", p.percent()))
                .orElse("–");
    }

    /** Such as {@code [89.5, 94.4]}, the 95 % interval of Wilson in percent; a dash without answers. */
    String interval() {
        return proportion()
                .map(p -> p.wilson().times(100))
                .map(i -> String.format(Locale.ROOT, "[%.2f, %.2f]", i.low(), i.high()))
                .orElse("–");
    }

    /** Such as {@code 431 / 467}. */
    @Override
    public String toString() {
        return right + " / " + answers;
    }
}
