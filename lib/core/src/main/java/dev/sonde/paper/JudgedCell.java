package dev.sonde.paper;

import dev.sonde.experiment.Run;
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
 * @param support how sure ours is
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
        Support support,
        String rule,
        Verdict verdict) {

    /**
     * What stands behind a number.
     *
     * @param interval its interval, in the number's unit
     * @param k number of correct items, where it is a count
     * @param n number of examples
     * @param p p-value, where a test judged
     * @param seeds number of trainings that it is the mean of; 0 where nothing was trained
     * @param run what it was computed from, where that is its own and not that of all cells
     */
    public record Support(
            Optional<Interval> interval,
            OptionalLong k,
            OptionalLong n,
            OptionalDouble p,
            int seeds,
            Optional<Run> run) {
        static final Support NONE = new Support(
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                0,
                Optional.empty());
    }

    /** A cell without numbers yet, judged by {@code rule}. */
    public static JudgedCell of(String item, String row, String column, String rule, Verdict verdict) {
        OptionalDouble none = OptionalDouble.empty();
        return new JudgedCell(item, row, Resampler.NONE, column, none, 0, none, Support.NONE, rule, verdict);
    }

    /** With the published cell's row, resampler and value. */
    public JudgedCell of(PublishedCell cell) {
        OptionalDouble value = OptionalDouble.of(cell.value().value());
        int printed = cell.value().decimals();
        return new JudgedCell(
                item, cell.row(), cell.resampler(), column, value, printed, measured, support, rule, verdict);
    }

    /** With the state of the resampler. */
    public JudgedCell of(Resampler state) {
        return new JudgedCell(item, row, state, column, published, decimals, measured, support, rule, verdict);
    }

    /** With the published number. */
    public JudgedCell published(double number) {
        OptionalDouble value = OptionalDouble.of(number);
        return new JudgedCell(item, row, resampler, column, value, decimals, measured, support, rule, verdict);
    }

    /** With our number. */
    public JudgedCell measured(double number) {
        OptionalDouble value = OptionalDouble.of(number);
        return new JudgedCell(item, row, resampler, column, published, decimals, value, support, rule, verdict);
    }

    /** With our interval, in the unit of {@link #measured()}. */
    public JudgedCell within(Interval interval) {
        return supported(
                new Support(Optional.of(interval), support.k, support.n, support.p, support.seeds, support.run));
    }

    /** With a count {@code k} out of {@code n}. */
    public JudgedCell count(long k, long n) {
        return supported(new Support(
                support.interval, OptionalLong.of(k), OptionalLong.of(n), support.p, support.seeds, support.run));
    }

    /** With the number of examples. */
    public JudgedCell examples(long n) {
        return supported(
                new Support(support.interval, support.k, OptionalLong.of(n), support.p, support.seeds, support.run));
    }

    /** With a p-value. */
    public JudgedCell pValue(double p) {
        return supported(
                new Support(support.interval, support.k, support.n, OptionalDouble.of(p), support.seeds, support.run));
    }

    /** With the run that it comes from, the mean of so many seeds. */
    public JudgedCell from(Run run, int seeds) {
        return supported(new Support(support.interval, support.k, support.n, support.p, seeds, Optional.of(run)));
    }

    /** With the measured number of another cell and what stands behind it. */
    JudgedCell like(JudgedCell other) {
        return new JudgedCell(
                item, row, resampler, column, published, decimals, other.measured, other.support, rule, verdict);
    }

    /** With another verdict. */
    public JudgedCell judged(Verdict other) {
        return new JudgedCell(item, row, resampler, column, published, decimals, measured, support, rule, other);
    }

    private JudgedCell supported(Support other) {
        return new JudgedCell(item, row, resampler, column, published, decimals, measured, other, rule, verdict);
    }

    /** Our interval, in the unit of {@link #measured()}. */
    public Optional<Interval> interval() {
        return support.interval;
    }

    /** Number of correct items, where the number is a count. */
    public OptionalLong k() {
        return support.k;
    }

    /** Number of examples behind the number. */
    public OptionalLong n() {
        return support.n;
    }

    /** The p-value, where a test judged. */
    public OptionalDouble p() {
        return support.p;
    }

    /** The run that it comes from, where it has its own. */
    public Optional<Run> run() {
        return support.run;
    }

    /** How many trainings it is the mean of; 0 where nothing was trained. */
    public int seeds() {
        return support.seeds;
    }

    /** Row and resampler in words, such as {@code Q-Former frozen}. */
    public String system() {
        return (row + " " + resampler.label()).strip();
    }

    /** Row, resampler and column in words. */
    public String place() {
        return system() + ", " + column;
    }

    /**
     * The cell as {@code results.json} holds it.
     *
     * @param common the run of a cell that has none of its own
     */
    Map<String, Object> json(Run common) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("item", item);
        json.put("row", row);
        json.put("frozen", resampler.frozen().orElse(null));
        json.put("column", column);
        json.put("published", orNull(published));
        json.put("measured", orNull(measured));
        json.put("interval", interval().map(i -> List.of(i.low(), i.high())).orElse(null));
        json.put("k", orNull(k()));
        json.put("n", orNull(n()));
        json.put("p", orNull(p()));
        json.put("seeds", seeds());
        json.put("rule", rule);
        json.put("verdict", verdict.label());
        json.put("run", run().orElse(common).hash());
        return json;
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }

    private static Long orNull(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }
}
