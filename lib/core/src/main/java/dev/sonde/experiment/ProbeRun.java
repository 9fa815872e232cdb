package dev.sonde.experiment;

import dev.sonde.data.Tag;
import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.plot.Figure;
import dev.sonde.probe.Breakdown;
import dev.sonde.probe.Comparison;
import dev.sonde.probe.ControlReport;
import dev.sonde.probe.ControlResult;
import dev.sonde.probe.Predictions;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeTrial;
import dev.sonde.probe.Score;
import dev.sonde.probe.TrainingHistory;
import dev.sonde.search.Assignment;
import dev.sonde.search.Search;
import dev.sonde.search.SearchSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a {@link Probe} came to: the predictions of each seed, and all that led to them. It is read from its folder; nothing
 * is computed by asking, but controls.
 *
 * <pre>{@code
 * jshell> run.accuracy()
 * jshell> run.by(vsr.category()).table()       // a Tablesaw table
 * jshell> run.figure().save(Path.of("run.svg"))
 * jshell> run.compare(other)                   // paired, on the same examples
 * }</pre>
 *
 * <p>Scores: {@link #accuracy}, {@link #meanIou}, {@link #by}, {@link #compare}, {@link #selectivity}, {@link #controls}. What stands behind them:
 * {@link #predictions}, {@link #test}, {@link #validation}, {@link #histories}, {@link #search}, {@link #chosen}. Shown:
 * {@link #view}, {@link #figure}. Kept: {@link #hash}, {@link #folder}, {@link #run}.
 */
public final class ProbeRun implements Tabular {
    private final ProbePlan plan;
    private final RunStore store;
    private final Run run;
    private final Optional<Assignment> chosen;
    private final List<SeedRun> seeds;

    ProbeRun(ProbePlan plan, RunStore store, Run run, Optional<Assignment> chosen, List<SeedRun> seeds) {
        this.plan = plan;
        this.store = store;
        this.run = run;
        this.chosen = chosen;
        this.seeds = seeds;
    }

    /** Its name in tables and figures. */
    public String name() {
        return plan.name();
    }

    /** The name of the model that was probed, such as {@code Q-Former}. */
    public String model() {
        return plan.on().parameters().getOrDefault("model", plan.on().name());
    }

    /** The name of the task, such as {@code VSR}. */
    public String task() {
        return plan.task().name();
    }

    /** Whether the model was trained with the probe. */
    public Training training() {
        return plan.training();
    }

    /** The share of the test examples that are right (boxes: IoU at least 0.5), the mean over the seeds. */
    public Score accuracy() {
        return test().score();
    }

    /**
     * The mean IoU of the test examples.
     *
     * @throws dev.sonde.display.SondeException if truth values were predicted
     */
    public Score meanIou() {
        return test().meanIou();
    }

    /** The test examples by the values of a tag, such as {@code Tag.RELATION_CATEGORY} or the task's own category. */
    public Breakdown by(Tag tag) {
        return test().by(tag);
    }

    /** Is this better or worse than another run on the same test examples? */
    public Comparison compare(ProbeRun other) {
        return test().compare(other.test());
    }

    /** What the first seed says of each test example; {@code test().seeds()} has those of all seeds. */
    public Predictions predictions() {
        return seeds.get(0).test();
    }

    /** All seeds on the test examples. */
    public ProbeResult test() {
        return ProbeResult.of(name(), seeds.stream().map(SeedRun::test).toList());
    }

    /** All seeds on the validation examples. */
    public ProbeResult validation() {
        return ProbeResult.of(
                name() + ", validation", seeds.stream().map(SeedRun::validation).toList());
    }

    /** The training of each seed, epoch by epoch. */
    public List<TrainingHistory> histories() {
        return seeds.stream().map(SeedRun::history).toList();
    }

    /** Each seed with all that is kept of it. */
    public List<SeedRun> seeds() {
        return seeds;
    }

    /** The settings that the search chose; empty if there was none. */
    public Optional<Assignment> chosen() {
        return chosen;
    }

    /** The search with its trials; empty if there was none. */
    public Optional<Search> search() {
        return chosen.map(point -> plan.search(store.folder(run).journal()));
    }

    /** Where the search looked, or would have. */
    public SearchSpace space() {
        return plan.space();
    }

    /** Head, input, loss and options of the first seed. */
    public ProbeTrial trial() {
        return chosen.map(point -> TrialSettings.apply(point, plan.trial())).orElse(plan.trial());
    }

    /** How many numbers the probe has; those of a model that is trained with it do not count. */
    public long parameters() {
        return seeds.get(0).parameters();
    }

    /**
     * The result beside what it must be compared with: majority, label prior, random features, control task, codelengths.
     * Computed when it is first asked for, and kept.
     *
     * @throws dev.sonde.display.SondeException if the model was trained with the probe
     */
    public ControlReport controls() {
        return new ControlRun(plan, store, trial()).report();
    }

    /**
     * The control task alone: is it more than memory? Computed when it is first asked for, and kept.
     *
     * @throws dev.sonde.display.SondeException if the model was trained with the probe
     */
    public ControlResult selectivity() {
        return new ControlRun(plan, store, trial()).selectivity();
    }

    /** Training by epochs, and the test score by the task's category where examples have it. */
    public Figure figure() {
        return RunFigure.of(this, plan.task().category());
    }

    /** All that determines the run, and how long it took. */
    public Run run() {
        return run;
    }

    /** The name of its folder: 16 hexadecimal digits of the hash of all that determines it. */
    public String hash() {
        return run.hash();
    }

    /** Where it is kept. */
    public Path folder() {
        return store.folder(run).path();
    }

    /** How long its computation took, in seconds. */
    public double seconds() {
        return run.seconds().orElse(0);
    }

    @Override
    public TableView view() {
        TableView table = TableView.titled(name())
                .column("", Align.LEFT)
                .column(test().boxes() ? "IoU ≥ 0.5" : "accuracy", Align.RIGHT)
                .column("95 % (images)", Align.RIGHT)
                .column("N", Align.RIGHT);
        table = row(row(table, "validation", validation().score()), "test", accuracy());
        table = test().boxes() ? row(table, "test, mean IoU", meanIou()) : table;
        for (int i = 0; seeds.size() > 1 && i < seeds.size(); i++) {
            table = row(
                    table, "test, seed " + seeds.get(i).seed(), test().perSeed().get(i));
        }
        return table.note(settings());
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private String settings() {
        String searched = chosen.map(point -> String.format(
                        Locale.ROOT, "Best of %d trials on validation: %s. ", plan.trials(), point.rounded()))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%s%s, %s, %,d parameters; run %s.",
                searched,
                trial().head(),
                plan.training(),
                parameters(),
                hash());
    }

    private static TableView row(TableView table, String name, Score score) {
        String interval = score.byImage()
                .map(i -> String.format(Locale.ROOT, "[%.2f, %.2f]", 100 * i.low(), 100 * i.high()))
                .orElse("–");
        return table.row(name, String.format(Locale.ROOT, "%.2f %%", score.percent()), interval, score.examples());
    }
}
