package dev.sonde.paper;

import dev.sonde.display.Align;
import dev.sonde.display.MimeBundle;
import dev.sonde.display.TableView;
import dev.sonde.experiment.ModelShape;
import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.QueryOutcome;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Runs;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import dev.sonde.probe.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Beyond the paper: what a linear probe reads off each query token alone, after each layer, for each task.
 *
 * <p>The paper flattens all queries into one probe. Here each is asked by itself: does one of them carry location, or is it
 * spread over all?
 */
public final class QueryMap implements Judged {
    private static final String ITEM = "beyond-queries";

    private final ProbedModel model;
    private final Judge judge;

    private QueryMap(ProbedModel model, Judge judge) {
        this.model = model;
        this.judge = judge;
    }

    /** The map of BLIP-2's Q-Former. */
    public static QueryMap of(Runs runs) {
        return of(runs, ProbedModel.BLIP2);
    }

    /** The map of a resampler. */
    public static QueryMap of(Runs runs, ProbedModel model) {
        return Judge.prepared(runs, judge -> new QueryMap(model, judge));
    }

    /** The best query of each layer, chosen on validation and judged on test, and every query's test score. */
    @Override
    public Verdicts verdicts() {
        List<JudgedCell> cells = new ArrayList<>();
        for (ProbedTask task : ProbedTask.values()) {
            for (int layer = 1; layer <= layers(); layer++) {
                cells.add(best(task, layer));
            }
        }
        for (ProbedTask task : ProbedTask.values()) {
            for (int layer = 1; layer <= layers(); layer++) {
                cells.addAll(each(task, layer));
            }
        }
        return new Verdicts(model.label() + ": queries alone", cells, judge.run(ITEM));
    }

    /**
     * All queries together hold what one holds: the whole probe must not be surely worse than the best single query. Where it
     * is, the search of the whole probe is to blame, and its numbers elsewhere with it.
     */
    private JudgedCell best(ProbedTask task, int layer) {
        String rule =
                "shape: the best query, chosen on validation, is not surely better on test than the probe on all queries of "
                        + "that layer (fails where the two 95 % intervals are disjoint that way)";
        JudgedCell cell = JudgedCell.of(
                        ITEM, model.label(), task.label() + ", layer " + layer + ", best query", rule, Verdict.NOT_RUN)
                .of(Resampler.FROZEN);
        RunRequest request = RunRequest.frozen(model, task).atLayer(layer);
        Optional<Score> whole = judge.result(request, Slice.TEST).map(judge::score);
        return judge.queries(request)
                .map(outcome -> scored(cell, outcome, outcome.validation().best())
                        .judged(whole.map(all -> notBetter(outcome, all)).orElse(Verdict.NOT_RUN)))
                .orElse(cell);
    }

    private static Verdict notBetter(QueryOutcome outcome, Score whole) {
        Score best = outcome.test().scores().get(outcome.validation().best());
        return Judge.interval(best)
                .flatMap(one -> Judge.interval(whole).map(all -> Verdict.of(one.low() <= all.high())))
                .orElse(Verdict.NOT_COMPARABLE);
    }

    private List<JudgedCell> each(ProbedTask task, int layer) {
        Optional<QueryOutcome> outcome =
                judge.queries(RunRequest.frozen(model, task).atLayer(layer));
        return outcome.stream()
                .flatMap(found -> IntStream.range(0, found.test().scores().size())
                        .mapToObj(query -> scored(
                                JudgedCell.of(
                                                ITEM,
                                                model.label(),
                                                task.label() + ", layer " + layer + ", query " + query,
                                                "not comparable: the paper probes no query alone",
                                                Verdict.NOT_COMPARABLE)
                                        .of(Resampler.FROZEN),
                                found,
                                query)))
                .toList();
    }

    private static JudgedCell scored(JudgedCell cell, QueryOutcome outcome, int query) {
        Score score = outcome.test().scores().get(query);
        JudgedCell own =
                cell.measured(score.percent()).examples(score.examples()).from(outcome.run(), 1);
        return Judge.interval(score).map(own::within).orElse(own);
    }

    /** For each task a map: a row for each layer, the last one on top, a column for each query. */
    public Figure figure() {
        return Figure.of(
                        "What each query knows alone, " + model,
                        Arrays.stream(ProbedTask.values()).map(this::panel).toArray(Panel[]::new))
                .columns(1)
                .size(760, 220 + 3 * Math.max(120, 22 * layers()))
                .caption(
                        "Test accuracy in percent (IoU of at least 0.5 on RefCOCOg) of a linear probe on one query token. Runs on "
                                + judge.runs().scale() + " scale.");
    }

    private Panel panel(ProbedTask task) {
        int queries = judge.runs().shape(model).map(ModelShape::queries).orElse(1);
        List<String> columns =
                IntStream.range(0, queries).mapToObj(String::valueOf).toList();
        List<String> rows = IntStream.iterate(layers(), layer -> layer >= 1, layer -> layer - 1)
                .mapToObj(String::valueOf)
                .toList();
        double[][] values = new double[layers()][];
        for (int row = 0; row < values.length; row++) {
            values[row] = percents(task, layers() - row, queries);
        }
        return Panel.of(Axis.categories("query", columns), Axis.categories("layer", rows))
                .titled(task.label())
                .with(Mark.heatMap(values));
    }

    private double[] percents(ProbedTask task, int layer, int queries) {
        return judge.queries(RunRequest.frozen(model, task).atLayer(layer))
                .map(outcome -> outcome.test().scores().stream()
                        .mapToDouble(score -> (double) Math.round(score.percent()))
                        .toArray())
                .orElseGet(() -> {
                    double[] gaps = new double[queries];
                    Arrays.fill(gaps, Double.NaN);
                    return gaps;
                });
    }

    /** The best query of each layer beside the probe on all of them. */
    public TableView best() {
        TableView view = TableView.titled("The best query, chosen on validation")
                .column("Task", Align.LEFT)
                .column("Layer", Align.RIGHT)
                .column("Query", Align.RIGHT)
                .column("Alone, test (%)", Align.RIGHT)
                .column("All queries, test (%)", Align.RIGHT);
        for (ProbedTask task : ProbedTask.values()) {
            for (int layer = 1; layer <= layers(); layer++) {
                view = view.row(row(task, layer));
            }
        }
        return view.note(
                "Queries are counted from 0. The best of many is best by luck, too: hence another split for its score.");
    }

    private Object[] row(ProbedTask task, int layer) {
        RunRequest request = RunRequest.frozen(model, task).atLayer(layer);
        Optional<QueryOutcome> outcome = judge.queries(request);
        return new Object[] {
            task.label(),
            layer,
            outcome.map(one -> String.valueOf(one.validation().best())).orElse("not run"),
            outcome.map(one -> one.test().scores().get(one.validation().best()))
                    .map(one -> Numbers.format("%.2f", one.percent()))
                    .orElse("–"),
            judge.result(request, Slice.TEST)
                    .map(one -> Numbers.format("%.2f", judge.score(one).percent()))
                    .orElse("–")
        };
    }

    @Override
    public MimeBundle render() {
        return figure().render();
    }

    private int layers() {
        return judge.runs().shape(model).map(ModelShape::layers).orElse(1);
    }
}
