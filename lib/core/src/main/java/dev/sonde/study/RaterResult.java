package dev.sonde.study;

import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The answers of one participant.
 *
 * @param rater who
 * @param kept the answers that the paper's analysis counts
 * @param all every yes or no
 * @param severalCells how many answers rank several cells
 * @param incorrect how many call the phrase factually incorrect
 * @param missing how many items have no answer
 * @param medianSeconds how long half of the items took at most, if known
 */
public record RaterResult(
        Rater rater,
        Tally kept,
        Tally all,
        long severalCells,
        long incorrect,
        long missing,
        OptionalDouble medianSeconds) {

    static RaterResult of(Rater rater, Collection<Judgement> everyone, int items) {
        List<Judgement> own = everyone.stream()
                .filter(j -> j.rater().name().equals(rater.name()))
                .toList();
        return new RaterResult(
                rater,
                Tally.of(own, Judgement::kept),
                Tally.of(own, Judgement::answered),
                own.stream().filter(j -> j.answer().severalCells()).count(),
                own.stream().filter(j -> j.answer().incorrect()).count(),
                items - own.size(),
                medianSeconds(own));
    }

    private static OptionalDouble medianSeconds(List<Judgement> own) {
        double[] sorted = own.stream()
                .flatMapToLong(j -> j.answer().milliseconds().stream())
                .mapToDouble(milliseconds -> milliseconds / 1000.0)
                .sorted()
                .toArray();
        return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(AgreementTable.quantile(sorted, 0.5));
    }
}
