package dev.sonde.paper;

import dev.sonde.display.Doctor;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.PromptedOutcome;
import dev.sonde.experiment.QueryOutcome;
import dev.sonde.experiment.Run;
import dev.sonde.experiment.RunOutcome;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Runs;
import dev.sonde.experiment.Scale;
import dev.sonde.experiment.Training;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Score;
import dev.sonde.stats.Interval;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Judges the numbers of runs by the rules of their scale: at paper scale whether our interval holds the published number, in
 * the mini world whether an order or a gap is the paper's. Outcomes and differences are asked for once.
 */
final class Judge {
    static final String STATISTICAL =
            "statistical: our 95 %% interval (bootstrap over images) holds the published %s, give or take its rounding";
    private static final String MINI =
            "shape (models and data of the mini world are others, so the number itself is not " + "compared): ";

    private final Runs runs;
    private final Map<RunRequest, Optional<RunOutcome>> outcomes = new HashMap<>();
    private final Map<List<Object>, Optional<ProbeResult>> results = new HashMap<>();
    private final Map<RunRequest, Optional<QueryOutcome>> queries = new HashMap<>();
    private final Map<ProbedTask, Optional<PromptedOutcome>> prompted = new EnumMap<>(ProbedTask.class);
    private final Map<ProbeResult, Score> scores = new IdentityHashMap<>();
    private final Map<List<Object>, Optional<PairedDifference>> differences = new HashMap<>();

    Judge(Runs runs) {
        this.runs = runs;
    }

    /**
     * A table or a figure of some runs. It is made of runs that answer nothing first, so that all that it will ask for is known
     * and computed together.
     */
    static <T extends Judged> T prepared(Runs runs, Function<Judge, T> making) {
        RequestRecorder recorder = new RequestRecorder(runs.scale(), runs::shape);
        making.apply(new Judge(recorder)).verdicts();
        runs.prepare(recorder.requests().runs());
        return making.apply(new Judge(runs));
    }

    Runs runs() {
        return runs;
    }

    boolean isPaperScale() {
        return runs.scale() == Scale.PAPER;
    }

    /** The outcome of a run, where there is one. */
    Optional<RunOutcome> outcome(RunRequest request) {
        return outcomes.computeIfAbsent(request, runs::of);
    }

    /** Each query alone, where that was run. */
    Optional<QueryOutcome> queries(RunRequest request) {
        return queries.computeIfAbsent(request, runs::queries);
    }

    /** The prompted model, where it was run. */
    Optional<PromptedOutcome> prompted(ProbedTask task) {
        return prompted.computeIfAbsent(task, runs::prompted);
    }

    /** The predictions of a run on some examples. */
    Optional<ProbeResult> result(RunRequest request, Slice slice) {
        return results.computeIfAbsent(
                List.of(request, slice), unused -> outcome(request).flatMap(slice::of));
    }

    /** The score of a result. */
    Score score(ProbeResult result) {
        return scores.computeIfAbsent(result, ProbeResult::score);
    }

    /** The difference of two runs on some examples. */
    Optional<PairedDifference> difference(Contrast contrast, Slice slice) {
        List<Object> key = List.of(contrast.upper(), contrast.lower(), slice);
        return differences.computeIfAbsent(key, unused -> {
            Optional<ProbeResult> upper = result(contrast.upper(), slice);
            Optional<ProbeResult> lower =
                    result(contrast.lower(), slice); // asked for in any case: a plan must know of it
            return upper.flatMap(more -> lower.map(less -> PairedDifference.of(more, less)));
        });
    }

    /**
     * A published number beside ours.
     *
     * @param contrast the rule of the mini world
     */
    JudgedCell number(PublishedCell published, RunRequest request, Slice slice, Contrast contrast) {
        String rule = isPaperScale() ? String.format(STATISTICAL, "number") : words(MINI, contrast);
        Verdict shaped = isPaperScale() ? Verdict.NOT_RUN : shaped(contrast, slice);
        JudgedCell cell = JudgedCell.of(published.item(), published.row(), published.column(), rule, Verdict.NOT_RUN)
                .of(published);
        return result(request, slice)
                .map(result -> measured(cell, request, result))
                .map(own -> own.judged(isPaperScale() ? holds(published.value(), own.interval()) : shaped))
                .orElse(cell);
    }

    /** A number of ours that has nothing printed beside it; the contrast judges it at either scale. */
    JudgedCell unpublished(String item, RunRequest request, String column, Slice slice, Contrast contrast) {
        String rule = words("shape (the paper prints no number): ", contrast);
        Verdict shaped = shaped(contrast, slice);
        JudgedCell cell = JudgedCell.of(item, request.model().label(), column, rule, Verdict.NOT_RUN)
                .of(resampler(request));
        return result(request, slice)
                .map(result -> measured(cell, request, result).judged(shaped))
                .orElse(cell);
    }

    /**
     * A difference of ours, beside the published one where both numbers were published.
     *
     * @param published upper less lower, in points
     */
    JudgedCell contrast(
            String item, Contrast contrast, String column, Slice slice, Optional<PublishedDifference> published) {
        boolean statistical = isPaperScale() && published.isPresent();
        String rule = statistical ? String.format(STATISTICAL, "difference") : words("shape: ", contrast);
        JudgedCell cell = JudgedCell.of(item, contrast.difference(), column, rule, Verdict.NOT_RUN);
        JudgedCell beside = published.map(d -> cell.published(d.points())).orElse(cell);
        return difference(contrast, slice)
                .map(ours -> beside.measured(ours.points())
                        .within(ours.interval())
                        .examples(ours.examples())
                        .pValue(ours.pValue())
                        .from(run(contrast, slice), seeds(contrast))
                        .judged(
                                statistical
                                        ? Verdict.of(published.get().isIn(ours.interval()))
                                        : contrast.shape().judge(ours)))
                .orElse(beside);
    }

    /** The verdict of a contrast; not run where one of its runs is missing. */
    Verdict shaped(Contrast contrast, Slice slice) {
        if (contrast.shape() instanceof Shape.Open) {
            return Verdict.NOT_COMPARABLE;
        }
        return difference(contrast, slice).map(contrast.shape()::judge).orElse(Verdict.NOT_RUN);
    }

    /** The cell with the score of a result, its interval, its run. */
    JudgedCell measured(JudgedCell cell, RunRequest request, ProbeResult result) {
        Score score = score(result);
        JudgedCell own = cell.measured(score.percent())
                .examples(score.examples())
                .from(outcome(request).orElseThrow().run(), result.seeds().size());
        return interval(score).map(own::within).orElse(own);
    }

    /** The interval over images, else Wilson's, in percent. */
    static Optional<Interval> interval(Score score) {
        return score.byImage().or(score::wilson).map(interval -> interval.times(100));
    }

    /** Whether an interval holds a printed number, give or take half a unit of its last digit. */
    static Verdict holds(Printed published, Optional<Interval> interval) {
        return interval.map(i -> Verdict.of(holds(published, i, 0.5))).orElse(Verdict.NOT_RUN);
    }

    /** Whether an interval holds a printed number, give or take some units of its last digit. */
    static boolean holds(Printed published, Interval interval, double units) {
        double most = units * Math.pow(10, -published.decimals());
        return interval.low() - most <= published.value() && published.value() <= interval.high() + most;
    }

    /** What the verdicts of an item are computed from, beside the runs of its cells. */
    Run run(String item) {
        return Run.ofData(
                Map.of("computed", item, "scale", runs.scale().label(), "version", Doctor.version()),
                Published.asPrinted().sha256());
    }

    private Run run(Contrast contrast, Slice slice) {
        Run upper = outcome(contrast.upper()).orElseThrow().run();
        Run lower = outcome(contrast.lower()).orElseThrow().run();
        return Run.ofData(
                Map.of("computed", "difference", "of", slice.toString(), "first", upper.hash(), "second", lower.hash()),
                upper.data());
    }

    private int seeds(Contrast contrast) {
        return Math.min(
                outcome(contrast.upper()).orElseThrow().seeds(),
                outcome(contrast.lower()).orElseThrow().seeds());
    }

    private static String words(String kind, Contrast contrast) {
        return contrast.shape() instanceof Shape.Open ? contrast.words() : kind + contrast.words();
    }

    /** Frozen or not, of a model that has a resampler. */
    static Resampler resampler(RunRequest request) {
        if (!request.model().isResampler()) {
            return Resampler.NONE;
        }
        return request.training() == Training.FROZEN ? Resampler.FROZEN : Resampler.UNFROZEN;
    }

    /** The column of Table 1 of a task and a split. */
    static String column(ProbedTask task, EvaluatedSplit split) {
        return task.label() + " " + split.label();
    }
}
