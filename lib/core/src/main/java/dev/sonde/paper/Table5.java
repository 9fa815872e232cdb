package dev.sonde.paper;

import dev.sonde.data.Tag;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Runs;
import dev.sonde.paper.GroupProperties.Condition;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import dev.sonde.stats.Interval;
import dev.sonde.stats.KendallResult;
import dev.sonde.stats.KendallTest;
import java.util.Arrays;
import java.util.Optional;

/**
 * Table 5: Kendall's tau between the accuracy on super-categories and what tells these apart.
 *
 * <p>Distances are those of the centre of the box to the centre of the image where both are shares of the image's width and
 * height, areas are shares of the image; the paper does not say how it measures either.
 *
 * <p>Rule of the mini world: the sign of the paper's coefficient, where that is significant. The mini world has six groups,
 * which differ in frequency, size and place; with six, an exact p of 0.05 needs a tau of 0.87, so a smaller one says nothing.
 */
public final class Table5 extends JudgedTable {
    private static final PublishedTable PUBLISHED = Published.asPrinted().table(5);
    private static final double ALPHA = 0.05;
    private static final String STATISTICAL =
            "statistical: the 95 % interval of our tau (bootstrap over images) holds the published one, which is cut to two "
                    + "decimals; p is exact where there are no ties";
    private static final String SIGN =
            "shape: tau has the paper's sign; not comparable where its own p is above 0.05, since so few groups then tell nothing";
    private static final String NONE = "not comparable: the paper's own coefficient has p above 0.05";

    private Table5(Judge judge) {
        super(PUBLISHED, judge);
    }

    /** The table of these runs. */
    public static Table5 of(Runs runs) {
        return Judge.prepared(runs, Table5::new);
    }

    @Override
    JudgedCell judged(PublishedCell published) {
        JudgedCell cell = JudgedCell.of(
                        published.item(), published.row(), published.column(), rule(published), Verdict.NOT_RUN)
                .of(published);
        RunRequest request = PaperSystem.of(published).orElseThrow().request(ProbedTask.REFCOCOG);
        return groups(request)
                .flatMap(groups -> tau(groups, Condition.of(published.column()))
                        .map(tau -> judged(cell, published, groups, tau)
                                .from(
                                        judge().outcome(request).orElseThrow().run(),
                                        judge().outcome(request).orElseThrow().seeds())))
                .orElse(cell);
    }

    private JudgedCell judged(JudgedCell cell, PublishedCell published, GroupProperties groups, KendallResult tau) {
        Interval interval = groups.tauInterval(Condition.of(published.column()));
        return cell.measured(tau.tau())
                .within(interval)
                .examples(tau.n())
                .pValue(tau.pValue())
                .judged(
                        judge().isPaperScale()
                                ? Verdict.of(Judge.holds(published.value(), interval, 1))
                                : sign(published, tau));
    }

    private String rule(PublishedCell published) {
        if (judge().isPaperScale()) {
            return STATISTICAL;
        }
        return KendallChecks.pValue(published) > ALPHA ? NONE : SIGN;
    }

    private static Verdict sign(PublishedCell published, KendallResult tau) {
        return KendallChecks.pValue(published) > ALPHA || tau.pValue() > ALPHA
                ? Verdict.NOT_COMPARABLE
                : Verdict.of(
                        Math.signum(tau.tau()) == Math.signum(published.value().value()));
    }

    /** The groups of one system as points: accuracy against each condition. */
    public Figure figure(PaperSystem system) {
        Optional<GroupProperties> groups = groups(system.request(ProbedTask.REFCOCOG));
        return Figure.of(
                        "What goes with accuracy, " + system,
                        Arrays.stream(Condition.values())
                                .map(condition -> panel(system, condition, groups))
                                .toArray(Panel[]::new))
                .caption(
                        "Each point is a super-category of RefCOCOg test (a group of kinds in the mini world). Runs on "
                                + judge().runs().scale() + " scale.");
    }

    private Panel panel(PaperSystem system, Condition condition, Optional<GroupProperties> groups) {
        Panel panel =
                Panel.of(Axis.linear(condition.label()), Axis.linear("accuracy").unit("%"));
        return groups.map(found -> panel.with(Mark.points(
                                system.toString(),
                                found.of(condition),
                                Arrays.stream(found.accuracy())
                                        .map(share -> 100 * share)
                                        .toArray(),
                                found.groups()))
                        .titled(tau(found, condition)
                                .map(tau -> Numbers.format("tau %.2f, p = %s", tau.tau(), Numbers.pValue(tau.pValue())))
                                .orElse("")))
                .orElse(panel.titled("not run"));
    }

    private Optional<GroupProperties> groups(RunRequest request) {
        return judge().result(request, Slice.TEST)
                .map(result -> new GroupProperties(
                        result, judge().runs().trainingExamples(ProbedTask.REFCOCOG, Tag.SUPER_CATEGORY)));
    }

    /** Empty where there are fewer than two groups, or one side does not vary. */
    private static Optional<KendallResult> tau(GroupProperties groups, Condition condition) {
        double[] accuracy = groups.accuracy();
        double[] other = groups.of(condition);
        boolean varied = Arrays.stream(accuracy).distinct().count() > 1
                && Arrays.stream(other).distinct().count() > 1;
        return varied ? Optional.of(KendallTest.withDefaults().test(other, accuracy)) : Optional.empty();
    }
}
