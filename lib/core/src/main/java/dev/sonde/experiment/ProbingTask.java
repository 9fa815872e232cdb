package dev.sonde.experiment;

import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.data.Tag;
import dev.sonde.data.Task;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.image.ImageSource;
import dev.sonde.probe.Objective;
import dev.sonde.probe.TrainingOptions;
import dev.sonde.search.SearchSpace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A task with all that probing it takes: examples in three splits, their images, what is learnt, and how a probe is trained
 * unless told otherwise. {@code dev.sonde.Tasks} has the paper's three.
 *
 * <pre>{@code
 * jshell> var vsr = Tasks.vsr()
 * jshell> vsr.withRows(5_000)            // fewer training examples
 * jshell> vsr.withShuffledLabels(0)      // nothing to learn: a probe must end at chance
 * }</pre>
 *
 * <p>Begin: {@link #of}. Change: {@link #withRows}, {@link #withShuffledLabels}, {@link #withOptions}, {@link #withSpace},
 * {@link #withObjective}, {@link #withCategory}, {@link #withImages}. See: {@link #task}, {@link #category}, {@link #view}.
 */
public final class ProbingTask implements Tabular {
    private final Task task;
    private final Task encoded;
    private final ImageSource images;
    private final Set<String> imageNames;
    private final Objective objective;
    private final SearchSpace space;
    private final TrainingOptions options;
    private final Tag category;
    private final Supplier<String> sha256;

    private ProbingTask(
            Task task,
            Task encoded,
            ImageSource images,
            Set<String> imageNames,
            Objective objective,
            SearchSpace space,
            TrainingOptions options,
            Tag category) {
        this.task = task;
        this.encoded = encoded;
        this.images = images;
        this.imageNames = imageNames;
        this.objective = objective;
        this.space = space;
        this.options = options;
        this.category = category;
        this.sha256 = ContentHash.once(task, images);
    }

    /**
     * A task of your own: truth values with the space and options of VSR, boxes with those of RefCOCOg (Table 4).
     *
     * @param images the pictures of its examples, by name
     */
    public static ProbingTask of(Task task, ImageSource images) {
        Objects.requireNonNull(images, "images");
        boolean boxes = task.predictsBoxes();
        return new ProbingTask(
                task,
                task,
                images,
                namesIn(task),
                boxes ? Objective.boxes() : Objective.truth(),
                boxes ? SearchSpace.refCocoG() : SearchSpace.vsr(),
                boxes ? TrainingOptions.refCoco() : TrainingOptions.vsr(),
                boxes ? Tag.CATEGORY : Tag.RELATION_CATEGORY);
    }

    /** The same with at most so many training examples, drawn with seed 0; more of them start with the fewer. */
    public ProbingTask withRows(int count) {
        if (count < 1) {
            throw new SondeException("A probe cannot learn from " + count + " examples", "Give at least 1.");
        }
        return withTasks(
                new Task(task.name(), task.train().sample(count, 0), task.validation(), task.test()),
                new Task(encoded.name(), encoded.train().sample(count, 0), encoded.validation(), encoded.test()));
    }

    /**
     * The same with the answers of the training and validation examples permuted among them: there is nothing to learn
     * then, and a probe that scores above chance on the test examples betrays an error. Features are those of the original.
     */
    public ProbingTask withShuffledLabels(long seed) {
        Random random = new Random(seed);
        Split train = shuffled(task.train(), random);
        Split validation = shuffled(task.validation(), random);
        return withTasks(new Task(task.name() + ", labels shuffled", train, validation, task.test()), encoded);
    }

    /** Trained in another way, unless a run says otherwise. */
    public ProbingTask withOptions(TrainingOptions other) {
        Objects.requireNonNull(other, "options");
        return new ProbingTask(task, encoded, images, imageNames, objective, space, other, category);
    }

    /** With another space for searches. */
    public ProbingTask withSpace(SearchSpace other) {
        Objects.requireNonNull(other, "space");
        return new ProbingTask(task, encoded, images, imageNames, objective, other, options, category);
    }

    /** With another loss. */
    public ProbingTask withObjective(Objective other) {
        if (other instanceof Objective.Boxes != task.predictsBoxes()) {
            throw new SondeException(
                    task.name() + " cannot be learnt with " + other,
                    task.predictsBoxes() ? "Use Objective.boxes(...)." : "Use Objective.truth().");
        }
        return new ProbingTask(task, encoded, images, imageNames, other, space, options, category);
    }

    /** With another tag as the one by which results are usually split. */
    public ProbingTask withCategory(Tag other) {
        Objects.requireNonNull(other, "category");
        return new ProbingTask(task, encoded, images, imageNames, objective, space, options, other);
    }

    /**
     * With the tokens of more pictures stored beside those of its own: tasks that name the same ones share them, and none is
     * encoded twice.
     */
    public ProbingTask withImages(Collection<String> names) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(imageNames);
        return new ProbingTask(task, encoded, images, all, objective, space, options, category);
    }

    /** Its name in tables. */
    public String name() {
        return task.name();
    }

    /** The examples. */
    public Task task() {
        return task;
    }

    /** The examples that a model reads: those of {@link #task}, also where their labels are shuffled. */
    Task encoded() {
        return encoded;
    }

    /** Their pictures. */
    public ImageSource images() {
        return images;
    }

    /** The names of those whose tokens are stored together. */
    public Set<String> imageNames() {
        return Collections.unmodifiableSet(imageNames);
    }

    /** What is learnt, by which loss. */
    public Objective objective() {
        return objective;
    }

    /** Where a search looks; the paper's tasks have those of its Table 4. */
    public SearchSpace space() {
        return space;
    }

    /** How a probe is trained where nothing is searched. */
    public TrainingOptions options() {
        return options;
    }

    /** The tag by which results are usually split: the relation's category (VSR), the cell (RCM), the thing's category. */
    public Tag category() {
        return category;
    }

    /**
     * The SHA-256 of all examples with their answers and tags, and of their pictures, in hexadecimal digits.
     *
     * @throws SondeException if a picture is missing
     */
    public String sha256() {
        return sha256.get();
    }

    @Override
    public TableView view() {
        return task.view().note("Learns " + objective + "; a search varies " + space.describe() + ".");
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private ProbingTask withTasks(Task other, Task read) {
        return new ProbingTask(other, read, images, imageNames, objective, space, options, category);
    }

    private static Set<String> namesIn(Task task) {
        Set<String> names = new TreeSet<>();
        task.splits().forEach(split -> names.addAll(split.images()));
        return names;
    }

    private static Split shuffled(Split split, Random random) {
        List<Answer> answers =
                new ArrayList<>(split.examples().stream().map(Example::answer).toList());
        Collections.shuffle(answers, random);
        List<Example> examples = new ArrayList<>();
        for (Example one : split.examples()) {
            examples.add(new Example(one.id(), one.image(), one.text(), answers.get(examples.size()), one.tags()));
        }
        return new Split(split.name(), examples);
    }
}
