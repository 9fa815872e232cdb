package dev.sonde.experiment;

import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.probe.JointOptions;
import dev.sonde.probe.ProbeHead;
import dev.sonde.probe.TrainingOptions;
import dev.sonde.search.SearchSpace;
import dev.sonde.torch.Device;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * A probe on its way to a result, told in the field's words. Each method gives another probe and leaves this one as it is.
 *
 * <pre>{@code
 * jshell> var run = Probe.linear().on(Models.blip2().queries()).predicting(Tasks.vsr())
 *    ...>                .frozen().search(10).seeds(3).run()
 * jshell> Probe.swiGlu(2).on(Models.blip2().queries().layer(2)).predicting(Tasks.rcm()).run()
 * jshell> Probe.linear().on(Features.of(Path.of("mine.safetensors"))).run()
 * }</pre>
 *
 * <ul>
 *   <li>The head: {@link #linear}, {@link #swiGlu(int)}, {@link #swiGlu(int, int)}, {@link #of}.
 *   <li>What it reads and predicts: {@link #on}, {@link #predicting}.
 *   <li>How: {@link #frozen} or {@link #joint()}, {@link #options}, {@link #search}, {@link #space}, {@link #seeds}.
 *   <li>Where: {@link #in}, {@link #device}; under which name: {@link #named}.
 *   <li>The result: {@link #run}.
 * </ul>
 */
public final class Probe implements Tabular {
    private final ProbeDraft draft;

    private Probe(ProbeDraft draft) {
        this.draft = draft;
    }

    /** A linear layer on all tokens, one after the other: the paper's probe. */
    public static Probe linear() {
        return new Probe(new ProbeDraft());
    }

    /**
     * A probe of SwiGLU layers with a linear one on top, as in Table 3.
     *
     * @param layers all of them, 2 or 4 in the paper; each is as wide as a token, at most 768
     */
    public static Probe swiGlu(int layers) {
        return headed(width -> new ProbeHead.SwiGlu(layers, Math.min(width, ProbeHead.USUAL_WIDTH)));
    }

    /** A probe of SwiGLU layers of a width. */
    public static Probe swiGlu(int layers, int width) {
        return of(new ProbeHead.SwiGlu(layers, width));
    }

    /** A probe with any head. */
    public static Probe of(ProbeHead head) {
        Objects.requireNonNull(head, "head");
        return headed(width -> head);
    }

    private static Probe headed(IntFunction<ProbeHead> head) {
        return new Probe(new ProbeDraft().with(draft -> draft.head = head));
    }

    /** What it reads, such as {@code Models.blip2().queries()}. */
    public Probe on(Representation representation) {
        Objects.requireNonNull(representation, "representation");
        return with(next -> next.on = Optional.of(representation));
    }

    /** What it predicts, such as {@code Tasks.vsr()}. Not needed on features of your own that know their answers. */
    public Probe predicting(ProbingTask task) {
        Objects.requireNonNull(task, "task");
        return with(next -> next.task = Optional.of(task));
    }

    /** The model stays as it is, and the probe alone learns; so it is unless told otherwise. */
    public Probe frozen() {
        return with(next -> next.training = Training.FROZEN);
    }

    /** The resampler, or ViLT, learns together with the probe; the image encoder stays as it is. */
    public Probe joint() {
        return with(next -> next.training = Training.JOINT);
    }

    /** As {@link #joint()}, trained in another way, such as with clipped gradients. */
    public Probe joint(JointOptions options) {
        Objects.requireNonNull(options, "options");
        return joint().with(next -> next.jointOptions = options);
    }

    /** How it is trained, where the search does not vary it; otherwise as the task says. */
    public Probe options(TrainingOptions options) {
        Objects.requireNonNull(options, "options");
        return with(next -> next.options = Optional.of(options));
    }

    /**
     * Searches the settings of training by TPE, for the best validation score; without it they are used as they are.
     *
     * @param trials how many points are tried; the paper's least is 10; 0 for none
     */
    public Probe search(int trials) {
        if (trials < 0) {
            throw new SondeException("A search cannot have " + trials + " trials", "Give 10, or 0 for no search.");
        }
        return with(next -> next.trials = trials);
    }

    /** Where the search looks; otherwise where the task says, which is the paper's Table 4. */
    public Probe space(SearchSpace space) {
        Objects.requireNonNull(space, "space");
        return with(next -> next.space = Optional.of(space));
    }

    /** Trains with the best settings so many times, with seeds that follow each other. */
    public Probe seeds(int number) {
        if (number < 1) {
            throw new SondeException(number + " seeds train no probe", "Give at least 1.");
        }
        return with(next -> next.seeds = number);
    }

    /** Its name in tables and figures; it takes no part in the name of its folder. */
    public Probe named(String name) {
        Objects.requireNonNull(name, "name");
        return with(next -> next.name = Optional.of(name));
    }

    /** Keeps runs and features in another store than that in {@code SONDE_HOME}. */
    public Probe in(RunStore store) {
        Objects.requireNonNull(store, "store");
        return with(next -> next.store = Optional.of(store));
    }

    /** Computes on a device, such as {@code Device.gpu(0)}; otherwise on that which {@code SONDE_DEVICE} names, or the CPU. */
    public Probe device(Device device) {
        Objects.requireNonNull(device, "device");
        return with(next -> next.device = Optional.of(device));
    }

    /**
     * The result: read, if this has been computed before; otherwise computed and kept. It shows progress. Interrupted or
     * killed, it goes on next time where it was.
     *
     * @throws SondeException if something is missing or does not fit; the message says what to do
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public ProbeRun run() {
        return new Computing(draft.plan(), store(), draft.device).run();
    }

    /** The name that the run's folder has or would have; reads weights and pictures, and computes nothing. */
    public String hash() {
        return draft.plan().run().hash();
    }

    /** What has been told so far. */
    @Override
    public TableView view() {
        TableView table = TableView.titled("Probe").column("", Align.LEFT).column("", Align.LEFT);
        table = table.row("reads", draft.on.map(Representation::name).orElse("nothing yet: .on(…)"))
                .row("predicts", draft.task.or(this::own).map(ProbingTask::name).orElse("nothing yet: .predicting(…)"))
                .row(
                        "head",
                        draft.on
                                .map(Representation::width)
                                .map(draft.head::apply)
                                .map(ProbeHead::toString)
                                .orElse("–"))
                .row("training", draft.training)
                .row("search", draft.trials == 0 ? "none" : draft.trials + " trials")
                .row("seeds", draft.seeds);
        return table.note("run() computes it, or reads what was computed before.");
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private Optional<ProbingTask> own() {
        return draft.on.flatMap(Representation::ownTask);
    }

    ProbePlan plan() {
        return draft.plan();
    }

    /** What has been told, which may not be all. */
    ProbeDraft draft() {
        return draft;
    }

    private RunStore store() {
        return draft.store.orElseGet(RunStore::open);
    }

    private Probe with(Consumer<ProbeDraft> change) {
        return new Probe(draft.with(change));
    }
}
