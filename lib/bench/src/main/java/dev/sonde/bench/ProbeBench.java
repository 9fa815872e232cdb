package dev.sonde.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sonde.feature.FeatureSet;
import dev.sonde.feature.Targets;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredTensor;
import dev.sonde.probe.FrozenTrainer;
import dev.sonde.probe.Objective;
import dev.sonde.probe.ProbeData;
import dev.sonde.probe.ProbeHead;
import dev.sonde.probe.ProbeTrial;
import dev.sonde.probe.TrainedProbe;
import dev.sonde.probe.TrainingOptions;
import dev.sonde.torch.Losses;
import dev.sonde.torch.Tensors;
import dev.sonde.torch.Torch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Trains a probe on stored features, or searches with several. First weights and order follow from the seed as in PyTorch. */
final class ProbeBench {
    private static final int WARM_UP_ROWS = 64;
    private static final int WARM_UP_EPOCHS = 64;

    private final BenchOptions options;
    private final boolean boxes;

    private ProbeBench(BenchOptions options) {
        this.options = options;
        this.boxes = options.oneOf("task", "binary", "box").equals("box");
    }

    static void run(String command, BenchOptions options) throws IOException {
        new ProbeBench(options).train(command);
    }

    private void train(String command) throws IOException {
        List<ProbeTrial> trials = trials(command.equals("search"));
        int threads = options.integer("threads", 1);
        Optional<Path> out = options.text("out").map(Path::of);
        options.oneOf("loop", "hand", "loader"); // how the peer cuts its batches,
        options.oneOf("mem", "fp32", "asis"); // in which type it holds the features,
        options.oneOf("adamw", "fused", "loop"); // and which AdamW it takes
        Stopwatch loading = Stopwatch.start();
        ProbeData train = data(options.path("train"));
        ProbeData validation = data(options.path("val"));
        options.refuseOthers();
        double loadSeconds = loading.wallSeconds();
        try (Torch torch = Torch.open()) {
            torch.threads(threads);
            warmUp(FrozenTrainer.on(torch), trials);
            Stopwatch work = Stopwatch.start();
            List<TrainedProbe> probes = FrozenTrainer.on(torch).trainAll(trials, train, validation);
            BenchReport report = BenchReport.of(command, work, loadSeconds, threads);
            out.ifPresent(path -> write(path, torch, probes));
            report.with("n", train.size())
                    .with(
                            "epochs",
                            each(probes, probe -> probe.trial().options().epochs()))
                    .with(
                            "best_val",
                            each(probes, probe -> probe.history().best().score()))
                    .with(
                            "last_loss",
                            each(probes, probe -> probe.history().last().lastLoss()))
                    .print();
            probes.forEach(TrainedProbe::close);
        }
    }

    private List<ProbeTrial> trials(boolean search) throws IOException {
        if (!search) {
            return List.of(trial(JsonNodeFactory.instance.objectNode()));
        }
        int first = options.integer("first", Integer.MAX_VALUE);
        List<ProbeTrial> trials = new ArrayList<>();
        for (JsonNode node : new ObjectMapper().readTree(options.path("trials").toFile())) {
            if (trials.size() < first) {
                trials.add(trial(node));
            }
        }
        return trials;
    }

    private ProbeTrial trial(JsonNode node) {
        double giou = number(node, "giou", Losses.GIOU_WEIGHT);
        double l1 = number(node, "l1", Losses.L1_WEIGHT);
        TrainingOptions training = TrainingOptions.defaults()
                .withLearningRate(number(node, "lr", 3e-4))
                .withEpochs((int) number(node, "epochs", 5))
                .withBatch(options.integer("batch", 128))
                .withWarmup(options.number("warmup", 0.1))
                .withWeightDecay(options.number("weight-decay", 0.01))
                .withSeed(options.integer("seed", 0));
        int layers = options.integer("layers", 1);
        int width = options.integer("width", 1024);
        ProbeTrial trial = ProbeTrial.linear(boxes ? Objective.boxes(giou, l1) : Objective.truth())
                .withOptions(training);
        return layers == 1 ? trial : trial.withHead(new ProbeHead.SwiGlu(layers, width));
    }

    // What a trial does not say, the command line does.
    private double number(JsonNode node, String name, double usual) {
        double otherwise = options.number(name, usual);
        return node.path(name).asDouble(otherwise);
    }

    /** A file may hold answers of both kinds. */
    private ProbeData data(Path path) {
        FeatureSet features = FeatureSet.open(path);
        if (!boxes) {
            return ProbeData.of(features);
        }
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            Targets targets = Targets.of(Targets.Kind.BOX, file.tensor("box").floats());
            return ProbeData.of(features.withTargets(targets));
        }
    }

    /**
     * Two thousand steps on a few numbers: what a process does once is not timed, here the compilation of the steps, there
     * the modules that the first step imports.
     */
    private void warmUp(FrozenTrainer trainer, List<ProbeTrial> trials) {
        boolean[] truths = new boolean[WARM_UP_ROWS];
        Arrays.fill(truths, 0, WARM_UP_ROWS / 2, true);
        float[] boxes = new float[WARM_UP_ROWS * Targets.Kind.BOX.width()];
        Arrays.fill(boxes, 0.5f);
        ProbeData few = ProbeData.of(new float[WARM_UP_ROWS][4], truths);
        ProbeData data = this.boxes ? few.withTargets(Targets.of(Targets.Kind.BOX, boxes)) : few;
        List<ProbeTrial> brief = trials.stream()
                .map(trial -> trial.withOptions(
                        trial.options().withEpochs(WARM_UP_EPOCHS).withBatch(2)))
                .toList();
        trainer.trainAll(brief, data, data).forEach(TrainedProbe::close);
    }

    private static void write(Path path, Torch torch, List<TrainedProbe> probes) {
        List<StoredTensor> tensors = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            String trial = i + ".";
            probes.get(i).weights().forEach((name, array) -> tensors.add(Tensors.stored(torch, trial + name, array)));
        }
        SafetensorsWriter.write(path, Map.of("format", "pt"), tensors);
    }

    private static double[] each(List<TrainedProbe> probes, ToDoubleFunction<TrainedProbe> value) {
        return probes.stream().mapToDouble(value).toArray();
    }
}
