package dev.sonde.paper;

import dev.sonde.data.LabelCounts;
import dev.sonde.data.RelationCategory;
import dev.sonde.data.Vsr;
import dev.sonde.display.SondeException;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import dev.sonde.stats.Interval;
import dev.sonde.stats.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The audit in pictures. */
public final class AuditFigures {
    private static final List<String> SYSTEMS = List.of("Q-Former", "IBLIP Q-Former");
    private static final double CRITICAL_TAU = 30 / 66.0;

    private final Published published;
    private final Vsr vsr;
    private final Audit.Evidence evidence;

    private AuditFigures(Published published, Vsr vsr) {
        this.published = published;
        this.vsr = vsr;
        this.evidence = new Audit.Evidence(published, vsr);
    }

    /** Pictures of the paper's numbers with intervals from these annotations. */
    public static AuditFigures of(Vsr vsr) {
        return new AuditFigures(Published.asPrinted(), vsr);
    }

    /** Table 2 with the interval that each category's number of items allows, and the majority class beside it. */
    public Figure table2() {
        Map<RelationCategory, LabelCounts> sizes = vsr.random().test().byCategory();
        List<String> names = sizes.entrySet().stream()
                .map(e -> e.getKey().label() + " (" + e.getValue().count() + ")")
                .toList();
        return Figure.of(
                        "Table 2 with the intervals it does not print",
                        panel2("Resampler frozen", Resampler.FROZEN, names, sizes),
                        panel2("Resampler unfrozen", Resampler.UNFROZEN, names, sizes))
                .columns(1)
                .size(760, 720)
                .caption("Accuracy on VSR test by category (number of items in brackets), Wilson 95 % intervals. "
                        + "Majority class: always giving the answer of the category's majority class.");
    }

    /** Correct items of Table 1 against those of Table 2, summed. */
    public Figure oneRun() {
        long n = vsr.random().test().size();
        List<String> names = new ArrayList<>();
        List<Double> difference = new ArrayList<>();
        for (JudgedCell cell : CountChecks.oneRun(evidence).cells()) {
            names.add(cell.system());
            double table1 = Math.round(cell.published().orElseThrow() * n / 100);
            difference.add(cell.k().orElseThrow() - table1);
        }
        return Figure.of(
                        "Table 2 summed, against Table 1",
                        Panel.of(
                                        Axis.categories("", names),
                                        Axis.linear("correct items, Table 2 minus Table 1")
                                                .unit("items of " + n))
                                .with(Mark.bars("difference", array(difference)), Mark.horizontal("one run", 0)))
                .size(760, 360)
                .caption("Zero would mean that both tables count the same predictions.");
    }

    /** The coefficients of Table 5 and the smallest one that is significant with twelve super-categories. */
    public Figure table5() {
        PublishedTable table = published.table(5);
        List<String> conditions = table.body().stream().map(row -> row.get(0)).toList();
        Panel panel = Panel.of(
                Axis.categories("", conditions), Axis.linear("Kendall's tau").range(-1, 1));
        for (String system : SYSTEMS) {
            for (Resampler resampler : List.of(Resampler.FROZEN, Resampler.UNFROZEN)) {
                double[] values = table.system(system, resampler).stream()
                        .mapToDouble(c -> c.value().value())
                        .toArray();
                panel = panel.with(Mark.bars(system + " " + resampler.label(), values));
            }
        }
        return Figure.of(
                        "Table 5 and what twelve super-categories can show",
                        panel.with(
                                Mark.horizontal("p < 0.05 from 30/66 on, either side", CRITICAL_TAU),
                                Mark.horizontal("p < 0.05 from 30/66 on, either side", -CRITICAL_TAU)))
                .size(760, 420)
                .caption("Printed values are cut, not rounded: 0.45 is 30/66 = 0.4545 and touches the line.");
    }

    private Panel panel2(
            String title, Resampler resampler, List<String> names, Map<RelationCategory, LabelCounts> sizes) {
        Panel panel = Panel.of(
                        Axis.categories("category of relation", names),
                        Axis.linear("accuracy").unit("%").range(20, 100))
                .titled(title);
        List<LabelCounts> counts = List.copyOf(sizes.values());
        double[] majority =
                counts.stream().mapToDouble(c -> 100 * c.majorityShare()).toArray();
        double shift = -0.14;
        for (String system : SYSTEMS) {
            List<PublishedCell> cells = published.table(2).system(system, resampler);
            List<Proportion> shares = cells.stream()
                    .flatMap(c -> c.value().shareOf(evidence.counts(c).count()).stream())
                    .toList();
            if (shares.size() != cells.size() || sizes.size() != cells.size()) {
                throw new SondeException(
                        "Table 2 cannot be drawn: its numbers are no counts of the test split of " + vsr.source(),
                        "Take the split that the paper used: Vsr.bundled().");
            }
            List<Interval> intervals =
                    shares.stream().map(s -> s.wilson().times(100)).toList();
            panel = panel.with(Mark.points(
                    system,
                    shifted(cells.size(), shift),
                    shares.stream().mapToDouble(Proportion::percent).toArray(),
                    intervals.stream().mapToDouble(Interval::low).toArray(),
                    intervals.stream().mapToDouble(Interval::high).toArray()));
            shift += 0.21;
        }
        return panel.with(Mark.points("majority class", shifted(majority.length, shift), majority));
    }

    private static double[] shifted(int n, double shift) {
        double[] x = new double[n];
        Arrays.setAll(x, i -> i + shift);
        return x;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
