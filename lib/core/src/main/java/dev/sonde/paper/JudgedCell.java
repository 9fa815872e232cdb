package dev.sonde.paper;

import dev.sonde.stats.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One number of ours beside the published one, with the rule that judged it: a row of {@code results.json}.
 *
 * @param item what it belongs to: {@code table-1} ... {@code figure-5}, {@code appendix-a}, {@code audit}, {@code beyond-...}
 * @param row the row, such as a model
 * @param resampler frozen, unfrozen or none
 * @param column the column, such as a task
 * @param published the published number, where there is one
 * @param decimals how many decimals the published number is printed with, for showing ours beside it
 * @param measured ours, where it was computed
 * @param interval our interval, in the unit of {@code measured}
 * @param k number of correct items, where it is a count
 * @param n number of examples behind it
 * @param p p-value, where a test judged
 * @param rule the rule in words, written before its result is seen
 * @param verdict what the rule says
 */
public record JudgedCell(
        String item,
        String row,
        Resampler resampler,
        String column,
        OptionalDouble published,
        int decimals,
        OptionalDouble measured,
        Optional<Interval> interval,
        OptionalLong k,
        OptionalLong n,
        OptionalDouble p,
        String rule,
        Verdict verdict) {

    /** A cell without numbers yet, judged by {@code rule}. */
    public static JudgedCell of(String item, String row, String column, String rule, Verdict verdict) {
        return new JudgedCell(
                item,
                row,
                Resampler.NONE,
                column,
                OptionalDouble.empty(),
                0,
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                rule,
                verdict);
    }

    /** With the published cell's row, resampler and value. */
    public JudgedCell of(PublishedCell cell) {
        return new JudgedCell(
                item,
                cell.row(),
                cell.resampler(),
                column,
                OptionalDouble.of(cell.value().value()),
                cell.value().decimals(),
                measured,
                interval,
                k,
                n,
                p,
                rule,
                verdict);
    }

    /** With the published number. */
    public JudgedCell published(double value) {
        return new JudgedCell(
                item,
                row,
                resampler,
                column,
                OptionalDouble.of(value),
                decimals,
                measured,
                interval,
                k,
                n,
                p,
                rule,
                verdict);
    }

    /** With our number. */
    public JudgedCell measured(double value) {
        return new JudgedCell(
                item,
                row,
                resampler,
                column,
                published,
                decimals,
                OptionalDouble.of(value),
                interval,
                k,
                n,
                p,
                rule,
                verdict);
    }

    /** With our interval. */
    public JudgedCell within(Interval value) {
        return new JudgedCell(
                item,
                row,
                resampler,
                column,
                published,
                decimals,
                measured,
                Optional.of(value),
                k,
                n,
                p,
                rule,
                verdict);
    }

    /** With a count {@code k} out of {@code n}. */
    public JudgedCell count(long k, long n) {
        return new JudgedCell(
                item,
                row,
                resampler,
                column,
                published,
                decimals,
                measured,
                interval,
                OptionalLong.of(k),
                OptionalLong.of(n),
                p,
                rule,
                verdict);
    }

    /** With the number of examples. */
    public JudgedCell examples(long n) {
        return new JudgedCell(
                item,
                row,
                resampler,
                column,
                published,
                decimals,
                measured,
                interval,
                k,
                OptionalLong.of(n),
                p,
                rule,
                verdict);
    }

    /** With a p-value. */
    public JudgedCell pValue(double p) {
        return new JudgedCell(
                item,
                row,
                resampler,
                column,
                published,
                decimals,
                measured,
                interval,
                k,
                n,
                OptionalDouble.of(p),
                rule,
                verdict);
    }

    /** With another verdict. */
    public JudgedCell judged(Verdict other) {
        return new JudgedCell(
                item, row, resampler, column, published, decimals, measured, interval, k, n, p, rule, other);
    }

    /** Row, resampler and column in words. */
    public String place() {
        return (row + " " + resampler.label()).strip() + ", " + column;
    }

    /** The cell as {@code results.json} holds it. */
    Map<String, Object> json(String run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("item", item);
        json.put("row", row);
        json.put("frozen", resampler.frozen().orElse(null));
        json.put("column", column);
        json.put("published", orNull(published));
        json.put("measured", orNull(measured));
        json.put("interval", interval.map(i -> List.of(i.low(), i.high())).orElse(null));
        json.put("k", k.isPresent() ? k.getAsLong() : null);
        json.put("n", n.isPresent() ? n.getAsLong() : null);
        json.put("p", orNull(p));
        json.put("seeds", 0);
        json.put("rule", rule);
        json.put("verdict", verdict.label());
        json.put("run", run);
        return json;
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
}
