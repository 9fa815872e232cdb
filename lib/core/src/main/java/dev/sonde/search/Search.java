package dev.sonde.search;

import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.Table;

/**
 * A search for the point with the best score, asked and told, or run whole.
 *
 * <pre>{@code
 * Search search = Search.in(SearchSpace.vsr())
 *         .with(TpeSampler.hyperopt().withStartup(5).withSeed(7))
 *         .maximising()
 *         .journal(Path.of("vsr-search.jsonl"));
 *
 * search.run(20, point -> accuracy(point.number("lr"), point.whole("epochs")));
 *
 * // or, several at once
 * for (Trial trial : search.ask(10)) {
 *     search.tell(trial, accuracy(trial.assignment().number("lr"), ...));
 * }
 * }</pre>
 *
 * <ul>
 *   <li>Begin: {@link #in}, {@link #with}, {@link #maximising}, {@link #minimising}, {@link #journal}.
 *   <li>Search: {@link #run}, or {@link #ask()} and {@link #tell(Trial, double)}, {@link #fail}, {@link #release},
 *       {@link #giveBack}.
 *   <li>See: {@link #best}, {@link #trials}, {@link #bestSoFar}, {@link #history}, {@link #figures}, {@link #importances}.
 * </ul>
 *
 * <p>With a journal the search may be killed at any moment and goes on as if it had not been: trials of a process that is
 * gone are handed out again, first and by themselves, and the sampler's points depend on the recorded trials alone. Several
 * processes may share the journal; no trial is run by two of them.
 */
public final class Search implements Tabular {
    private final SearchSpace space;
    private final Sampler sampler;
    private final Goal goal;
    private final Optional<Path> file;
    private final Participant store;

    private Search(SearchSpace space, Sampler sampler, Goal goal, Optional<Path> file) {
        this.space = Objects.requireNonNull(space, "space");
        this.sampler = Objects.requireNonNull(sampler, "sampler");
        this.goal = goal;
        this.file = file;
        SearchPlan plan = SearchPlan.of(space, sampler, goal);
        this.store = new Participant(
                file.<TrialStore>map(path -> Journal.at(path, plan)).orElseGet(MemoryStore::new));
    }

    /** A search in a space: with {@link TpeSampler#hyperopt()}, for the highest score, kept in memory. */
    public static Search in(SearchSpace space) {
        return new Search(space, TpeSampler.hyperopt(), Goal.MAXIMISE, Optional.empty());
    }

    /** With another sampler. */
    public Search with(Sampler other) {
        requireFresh();
        return new Search(space, other, goal, file);
    }

    /** For the highest score, such as accuracy. */
    public Search maximising() {
        requireFresh();
        return new Search(space, sampler, Goal.MAXIMISE, file);
    }

    /** For the lowest score, such as a loss. */
    public Search minimising() {
        requireFresh();
        return new Search(space, sampler, Goal.MINIMISE, file);
    }

    /**
     * Kept in a file, and gone on with where the file has trials. The file comes to be with the first trial; if it is of
     * another space, sampler or goal, the first use says so.
     */
    public Search journal(Path path) {
        requireFresh();
        return new Search(space, sampler, goal, Optional.of(path));
    }

    /**
     * Takes the next trial.
     *
     * @throws SondeException if a grid has no more points
     */
    public Trial ask() {
        List<Trial> trials = ask(1);
        if (trials.isEmpty()) {
            throw new SondeException(
                    "The sampler (" + sampler.describe() + ") has no more points.",
                    "Use ask(1), which then gives none, or a sampler without end.");
        }
        return trials.get(0);
    }

    /** Takes up to {@code count} trials at once, see {@link #ask(int, int)}. */
    public List<Trial> ask(int count) {
        return ask(count, Integer.MAX_VALUE);
    }

    /**
     * Takes trials to be run at once.
     *
     * <p>Where trials were abandoned (their process is gone, or gave them back), they alone are given: the others wait
     * until these have scores, as they would have without the kill. Each new point is suggested knowing that those before
     * it run.
     *
     * @param count at most so many, at least 1
     * @param total new ones only while there are fewer trials than this in all
     * @return none once there are {@code total} trials, or no more points
     */
    public List<Trial> ask(int count, int total) {
        if (count < 1) {
            throw new SondeException("Asked for " + count + " trials.", "Ask for at least 1.");
        }
        List<Entry> entries = store.append((ledger, me) -> {
            List<Entry> abandoned = ledger.abandoned().stream()
                    .limit(count)
                    .<Entry>map(trial -> new Entry.TakeOver(trial, me))
                    .toList();
            return abandoned.isEmpty() ? fresh(ledger, me, count, total) : abandoned;
        });
        return store.read(ledger -> entries.stream()
                .mapToInt(entry -> entry instanceof Entry.TakeOver take ? take.trial() : ((Entry.Ask) entry).trial())
                .mapToObj(ledger.trials()::get)
                .toList());
    }

    /** Gives a trial its score. */
    public void tell(Trial trial, double score) {
        tell(trial, score, List.of());
    }

    /**
     * Gives a trial its score, and the score after each epoch.
     *
     * @throws SondeException if a score is no finite number, or the trial is finished or not held by this search
     */
    public void tell(Trial trial, double score, List<Double> epochs) {
        for (double number : concat(score, epochs)) {
            if (!Double.isFinite(number)) {
                throw new SondeException(
                        "Trial " + trial.number() + " was told the score " + number + ".",
                        "Tell a finite number, or fail(trial, reason) where there is none.");
            }
        }
        store.append((ledger, me) -> List.of(new Entry.Tell(trial.number(), me, score, epochs)));
    }

    /** Says that a trial will have no score; samplers keep away from it as from the worst. */
    public void fail(Trial trial, String reason) {
        store.append((ledger, me) -> List.of(new Entry.Fail(trial.number(), me, reason)));
    }

    /** Gives a running trial back, to be handed out again. */
    public void release(Trial trial) {
        store.append((ledger, me) -> List.of(new Entry.Release(trial.number(), me)));
    }

    /**
     * Gives a trial back, unless it has ended, when its run was broken off: also in a thread that was interrupted.
     *
     * @param cause why; what goes wrong here is added to it
     */
    public void giveBack(Trial trial, Throwable cause) {
        new TrialRun(this, trial).giveBack(cause);
    }

    /**
     * Takes back all running trials that others hold, to be handed out again. Needed only where nobody can tell that a
     * process is gone: on another machine, or where the same program lost a {@code Search}. What the other still tells is
     * refused there.
     *
     * @return how many
     */
    public int takeOver() {
        return store.append((ledger, me) -> ledger.heldByOthers(me).stream()
                        .<Entry>map(trial -> new Entry.Release(trial, me))
                        .toList())
                .size();
    }

    /**
     * Tries points one after the other until there are {@code total} trials in all, those of an earlier run and of other
     * processes included. A trial whose score is no finite number fails.
     *
     * <p>If {@code score} throws, the trial is given back, the exception goes on, and the next run starts with this trial.
     */
    public Search run(int total, ToDoubleFunction<Assignment> score) {
        for (List<Trial> next = ask(1, total); !next.isEmpty(); next = ask(1, total)) {
            new TrialRun(this, next.get(0)).with(score);
        }
        return this;
    }

    /** All trials by number, those of other processes included. */
    public List<Trial> trials() {
        return store.read(Ledger::trials);
    }

    /**
     * The trial with the best score; of equal ones the first.
     *
     * @throws SondeException if no trial has a score
     */
    public Trial best() {
        return state().best()
                .orElseThrow(() -> new SondeException(
                        "No trial of this search has a score yet.", "Run it, or tell a trial its score."));
    }

    /** The best score after each trial that has one, in the order of their numbers. */
    public List<Double> bestSoFar() {
        return state().bestSoFar();
    }

    /** The trials as a table of data: number, state, score, one column for each parameter, reason. */
    public Table history() {
        return SearchTables.history(space, state());
    }

    /** The search in pictures. */
    public SearchFigures figures() {
        return new SearchFigures(space, state());
    }

    /** How much each parameter has to do with the score. */
    public Importances importances() {
        return Importances.of(space, state());
    }

    /** What decides which points are tried, in sixteen hexadecimal digits: equal for equal searches. */
    public String identity() {
        return SearchPlan.of(space, sampler, goal).identity();
    }

    /** What happened to the journal that a user should know, such as a torn line that was cut off. */
    public List<String> notes() {
        return store.notes();
    }

    /** The trials, the best score standing out. */
    @Override
    public TableView view() {
        TableView view = SearchTables.view(space, state()).note(sampler.describe());
        for (String note : notes()) {
            view = view.note(note);
        }
        return view;
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private History state() {
        return new History(goal, trials());
    }

    private List<Entry> fresh(Ledger ledger, int me, int count, int total) {
        int end = Math.min(total, sampler.size(space).orElse(Integer.MAX_VALUE));
        List<Trial> trials = new ArrayList<>(ledger.trials());
        List<Entry> asked = new ArrayList<>();
        while (asked.size() < count && trials.size() < end) {
            int number = trials.size();
            Assignment point = space.require(sampler.suggest(space, number, new History(goal, trials)));
            trials.add(Trial.running(number, point));
            asked.add(new Entry.Ask(number, me, point));
        }
        return asked;
    }

    private void requireFresh() {
        if (store.hasJoined()) {
            throw new SondeException(
                    "The search has begun; its options cannot change.",
                    "Set them before the first ask() or run(), or start with Search.in(space) again.");
        }
    }

    private static List<Double> concat(double first, List<Double> rest) {
        List<Double> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }
}
