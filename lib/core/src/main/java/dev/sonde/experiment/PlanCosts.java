package dev.sonde.experiment;

import dev.sonde.model.LlamaCost;
import dev.sonde.model.QFormerCost;
import dev.sonde.model.ViltCost;
import dev.sonde.model.VisionCost;
import dev.sonde.pretrain.MiniConfigs;
import dev.sonde.probe.ControlReport;
import dev.sonde.stats.OnlineCode;
import dev.sonde.text.TextInput;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each stage of the experiments costs, by formula. A number in memory or on disk that was stored as float16 takes 2
 * bytes. Training costs three forward passes: one forward, and two backward, for the gradients of inputs and of weights.
 *
 * <p>An estimate, from above where it cannot be exact: early stopping, keys that texts of one image share in a joint step, and
 * features that several runs read at once are not counted off.
 */
record PlanCosts(Scale scale, PlannedModels models, PlannedData data) {
    private static final int HALF = 2; // bytes
    private static final int ANSWERS = 2; // yes and no

    /** {@code images · }{@link VisionCost#image}; on disk {@code images · tokens · width} numbers. */
    Stage images(ProbedModel owner, ProbedTask task) {
        VisionCost cost = new VisionCost(models.vision(owner));
        TaskSize size = data.size(task);
        return new Stage(
                Stage.Kind.IMAGES,
                owner.label() + ", " + size.imageSet(),
                count(size.images(), "images"),
                (double) size.images() * cost.image(),
                (double) size.images() * cost.tokenBytes(),
                0,
                0,
                missing(owner, task));
    }

    /**
     * {@code images · keys + texts · reading} of {@link QFormerCost}; on disk {@code texts · queries · width} numbers for each
     * layer that is stored. Of ViLT {@code texts · }{@link ViltCost#pair}; words and patches cost nothing but the disk.
     *
     * @param allLayers whether those of all layers are stored
     */
    Stage features(ProbedModel model, ProbedTask task, boolean allLayers) {
        TaskSize size = data.size(task);
        int layers = allLayers ? models.qformer(model).layers() : 1;
        return new Stage(
                Stage.Kind.FEATURES,
                model.label() + ", " + task + (allLayers ? ", all layers" : ""),
                count(size.texts(), "texts"),
                encoding(model, size),
                (double) size.texts() * rowBytes(model) * layers,
                PlannedModels.images(model).isPresent() ? imageBytes(model) * (double) size.images() : 0,
                0,
                missing(model, task));
    }

    private double encoding(ProbedModel model, TaskSize size) {
        return switch (model) {
            case VILT -> (double) size.texts() * pair(size);
            case TEXT_ONLY, PATCHES -> 0;
            case BLIP2, INSTRUCT_BLIP, UNTRAINED, OBJECT_AWARE -> {
                QFormerCost cost = qformer(model);
                yield (double) size.images() * cost.keys()
                        + (double) size.texts() * cost.reading(size.words(), cost.layers());
            }
        };
    }

    /** A probe: frozen or joint. */
    Stage run(RunRequest request) {
        return request.training() == Training.JOINT ? joint(request) : frozen(request);
    }

    /**
     * With P numbers in the probe, {@code epochs · (6 P · training examples + 2 P · validation examples)}, summed over trials
     * and seeds. It reads the features once an epoch; linear trials of a round share that pass.
     */
    private Stage frozen(RunRequest request) {
        Effort effort = Effort.of(scale, request);
        TaskSize size = data.size(request.task());
        long parameters = parameters(request);
        return new Stage(
                Stage.Kind.FROZEN,
                request.toString(),
                trainings(effort),
                effort.allEpochs() * epoch(size, parameters),
                0,
                effort.passes() * ((double) size.train() + size.validation()) * rowBytes(request.model()),
                0,
                missing(request.model(), request.task()));
    }

    /**
     * The control task trains the probe twice (once as it is, once on random answers). All controls train it three times, and
     * for truth values five codelengths besides: a block of them that ends at a share s of the rows trains on those, for
     * {@code min(1 / s, 20)} times as many epochs.
     */
    Stage controls(RunRequest request) {
        Effort effort = Effort.of(scale, request);
        TaskSize size = data.size(request.task());
        double trainings = request.controls() == ControlSet.ALL ? 3 + codelengths(request.task(), size) : 2;
        double epochs = trainings * effort.mostEpochs();
        return new Stage(
                Stage.Kind.CONTROLS,
                request.with(ControlSet.NONE) + (request.controls() == ControlSet.ALL ? ", all" : ", selectivity"),
                String.format(Locale.ROOT, "%.0f trainings", trainings),
                epochs * epoch(size, parameters(request)),
                0,
                epochs * ((double) size.train() + size.validation()) * rowBytes(request.model()),
                0,
                missing(request.model(), request.task()));
    }

    /** In trainings on all rows. */
    private static double codelengths(ProbedTask task, TaskSize size) {
        if (task == ProbedTask.REFCOCOG) {
            return 0;
        }
        int[] ends = OnlineCode.withDefaults().blockEnds(size.train());
        double shares = Arrays.stream(ends, 0, ends.length - 1)
                .mapToDouble(end -> end / (double) size.train())
                .map(share -> share * Math.min(1 / share, ControlReport.MOST_TIMES_LONGER))
                .sum();
        return ControlReport.SHUFFLES * shares;
    }

    private static double epoch(TaskSize size, long parameters) {
        return 6.0 * parameters * size.train() + 2.0 * parameters * size.validation();
    }

    /**
     * {@code epochs · (training examples · (3 reading + 2 keys) + validation examples · (reading + keys))} of {@link
     * QFormerCost}: the image tokens themselves take no gradient. Of ViLT 3 and 1 times {@link ViltCost#pair}. It reads the
     * tokens of an example's image in each epoch; ViLT, which has none, decodes its photograph again.
     */
    private Stage joint(RunRequest request) {
        Effort effort = Effort.of(scale, request);
        TaskSize size = data.size(request.task());
        double seen = effort.allEpochs() * ((double) size.train() + size.validation());
        return new Stage(
                Stage.Kind.JOINT,
                request.toString(),
                trainings(effort),
                effort.allEpochs() * jointEpoch(request.model(), size),
                0,
                seen * imageBytes(request.model()),
                request.model() == ProbedModel.VILT && scale == Scale.PAPER ? seen : 0,
                missing(request.model(), request.task()));
    }

    private double jointEpoch(ProbedModel model, TaskSize size) {
        if (model == ProbedModel.VILT) {
            return pair(size) * (3.0 * size.train() + size.validation());
        }
        QFormerCost cost = qformer(model);
        double reading = cost.reading(size.words(), cost.layers());
        return size.train() * (3 * reading + 2.0 * cost.keys()) + size.validation() * (reading + cost.keys());
    }

    /** A linear probe on each query alone, all in one pass: as one linear probe on all of them, without a search. */
    Stage queries(RunRequest request) {
        TaskSize size = data.size(request.task());
        int epochs = scale == Scale.MINI
                ? RunSettings.miniQueries().epochs()
                : TaskCatalogue.options(request.task()).epochs();
        return new Stage(
                Stage.Kind.FROZEN,
                request + ", each query alone",
                "1 training",
                epochs * epoch(size, parameters(request)),
                0,
                epochs * ((double) size.train() + size.validation()) * rowBytes(request.model()),
                0,
                missing(request.model(), request.task()));
    }

    /**
     * For each test example the image encoder, the Q-Former, and for each of two answers {@link LlamaCost#reading} of queries,
     * question and answer.
     */
    Stage prompted(ProbedTask task) {
        TaskSize size = data.size(task);
        QFormerCost cost = qformer(ProbedModel.INSTRUCT_BLIP);
        int tokens = cost.config().queries() + size.words() + 1;
        double one = (double) new VisionCost(models.vision(ProbedModel.INSTRUCT_BLIP)).image()
                + cost.keys()
                + cost.reading(size.words(), cost.layers())
                + ANSWERS * (double) new LlamaCost(models.language()).reading(tokens);
        return new Stage(
                Stage.Kind.PROMPTED,
                "InstructBLIP, " + task,
                count(size.test(), "questions"),
                size.test() * one,
                0,
                0,
                0,
                missing(ProbedModel.INSTRUCT_BLIP, task));
    }

    private Optional<String> missing(ProbedModel model, ProbedTask task) {
        String parts = Stream.concat(
                        Optional.ofNullable(models.missing().get(model)).stream(),
                        Stream.of("data of " + task)
                                .filter(data -> this.data.missing().contains(task)))
                .collect(Collectors.joining(", "));
        return Optional.of(parts).filter(text -> !text.isEmpty());
    }

    private QFormerCost qformer(ProbedModel model) {
        return new QFormerCost(models.qformer(model), models.vision(model).tokens());
    }

    private long pair(TaskSize size) {
        ViltCost cost = new ViltCost(models.vilt());
        return cost.pair(size.words(), scale == Scale.MINI ? cost.square() : cost.photograph());
    }

    private long imageBytes(ProbedModel model) {
        return model == ProbedModel.VILT ? 0 : new VisionCost(models.vision(model)).tokenBytes();
    }

    /** The stored features of an example. */
    private long rowBytes(ProbedModel model) {
        return (long) HALF * tokens(model) * width(model);
    }

    private long parameters(RunRequest request) {
        return Effort.parameters(scale, request, tokens(request.model()), width(request.model()));
    }

    private int tokens(ProbedModel model) {
        return model.isResampler() ? models.qformer(model).queries() : 1;
    }

    private int width(ProbedModel model) {
        return switch (model) {
            case BLIP2, INSTRUCT_BLIP, UNTRAINED, OBJECT_AWARE ->
                models.qformer(model).width();
            case VILT -> models.vilt().width();
            case PATCHES -> models.vision(model).width();
            case TEXT_ONLY ->
                (scale == Scale.MINI ? MiniConfigs.text() : TextInput.blip2())
                        .tokenizer()
                        .size();
        };
    }

    private static String trainings(Effort effort) {
        String seeds = effort.seeds() + (effort.seeds() == 1 ? " seed" : " seeds");
        return effort.trials() == 0 ? seeds : effort.trials() + " trials, " + seeds;
    }

    private static String count(long number, String unit) {
        return String.format(Locale.ROOT, "%,d %s", number, unit);
    }
}
