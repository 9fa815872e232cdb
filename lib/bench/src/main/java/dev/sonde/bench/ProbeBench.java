package dev.sonde.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.display.SondeException;
import dev.sonde.feature.FeatureSet;
import dev.sonde.probe.EpochScore;
import dev.sonde.probe.FrozenTrainer;
import dev.sonde.probe.Objective;
import dev.sonde.probe.ProbeData;
import dev.sonde.probe.ProbeHead;
import dev.sonde.probe.ProbeTrial;
import dev.sonde.probe.TrainedProbe;
import dev.sonde.probe.TrainingOptions;
import dev.sonde.torch.Torch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Trains a probe, or searches with several, and answers with a line of JSON, as the peer program in PyTorch does on the
 * same files with the same options.
 *
 * <pre>
 * ProbeBench probe  --train FEATS.safetensors --val FEATS.safetensors [--task binary|box] [--lr 3e-4] [--epochs 5]
 *                   [--giou 2 --l1 5] [--layers 1|2|4 --width 1024] [--batch 128] [--warmup 0.1] [--weight-decay 0.01]
 *                   [--seed 0] [--threads N] [--rounds 1] [--out W.safetensors]
 * ProbeBench search --trials TRIALS.json (a list of {"lr", "epochs" [, "giou", "l1"]}), and the same
 * </pre>
 *
 * <p>Weights and order follow from the seed as in PyTorch. {@code --rounds} repeats the work in this process, a line for
 * each; {@code --interactive true} waits for a line of standard input before each, so that two programs can take turns.
 */
public final class ProbeBench {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String command;
    private final Map<String, String> options;

    private ProbeBench(String command, Map<String, String> options) {
        this.command = command;
        this.options = options;
    }

    /** One line of JSON for each round. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0 || arguments.length % 2 == 0) {
            throw new SondeException("ProbeBench needs a command and options with values", "See its Javadoc.");
        }
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < arguments.length; i += 2) {
            options.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
        }
        new ProbeBench(arguments[0], options).rounds();
    }

    private void rounds() throws IOException {
        long start = System.nanoTime();
        ProbeData train = ProbeData.of(FeatureSet.open(Path.of(options.get("train"))));
        ProbeData validation = ProbeData.of(FeatureSet.open(Path.of(options.get("val"))));
        List<ProbeTrial> trials = trials();
        double load = (System.nanoTime() - start) / 1e9;
        try (Torch torch = Torch.open()) {
            if (options.containsKey("threads")) {
                torch.threads(Integer.parseInt(options.get("threads")));
            }
            boolean interactive = Boolean.parseBoolean(options.getOrDefault("interactive", "false"));
            int rounds = interactive ? Integer.MAX_VALUE : Integer.parseInt(options.getOrDefault("rounds", "1"));
            for (int round = 0; round < rounds && (!interactive || System.in.read() >= 0); round++) {
                System.out.println(round(FrozenTrainer.on(torch), trials, train, validation, load));
            }
        }
    }

    /** The CPU time is that of the whole process: compiler and collector are part of the price. */
    private String round(
            FrozenTrainer trainer, List<ProbeTrial> trials, ProbeData train, ProbeData validation, double load)
            throws IOException {
        long cpu = cpuNanos();
        long wall = System.nanoTime();
        List<TrainedProbe> probes = trainer.trainAll(trials, train, validation);
        ObjectNode line = JSON.createObjectNode()
                .put("cmd", command)
                .put("wall_s", (System.nanoTime() - wall) / 1e9)
                .put("cpu_s", (cpuNanos() - cpu) / 1e9)
                .put("load_s", load)
                .put("threads", options.getOrDefault("threads", "default"))
                .put("peak_rss_mb", peakMegabytes())
                .put("n", train.size());
        if (command.equals("probe")) {
            describe(line, probes.get(0));
            if (options.containsKey("out")) {
                probes.get(0).save(Path.of(options.get("out")));
            }
        } else {
            probes.forEach(probe -> describe(line.withArray("trials").addObject(), probe));
            line.put(
                    "trial_epochs",
                    trials.stream().mapToInt(trial -> trial.options().epochs()).sum());
        }
        probes.forEach(TrainedProbe::close);
        return line.toString();
    }

    private List<ProbeTrial> trials() throws IOException {
        if (command.equals("probe")) {
            return List.of(trial(JSON.createObjectNode()));
        }
        List<ProbeTrial> trials = new ArrayList<>();
        for (JsonNode node : JSON.readTree(Path.of(options.get("trials")).toFile())) {
            trials.add(trial(node));
        }
        return trials;
    }

    private ProbeTrial trial(JsonNode node) {
        Objective objective = options.getOrDefault("task", "binary").equals("box")
                ? Objective.boxes(number(node, "giou", 2), number(node, "l1", 5))
                : Objective.truth();
        TrainingOptions training = TrainingOptions.defaults()
                .withLearningRate(number(node, "lr", 3e-4))
                .withEpochs((int) number(node, "epochs", 5))
                .withBatch((int) number(node, "batch", 128))
                .withWarmup(number(node, "warmup", 0.1))
                .withWeightDecay(number(node, "weight-decay", 0.01))
                .withSeed((long) number(node, "seed", 0));
        int layers = (int) number(node, "layers", 1);
        ProbeTrial trial = ProbeTrial.linear(objective).withOptions(training);
        return layers == 1 ? trial : trial.withHead(new ProbeHead.SwiGlu(layers, (int) number(node, "width", 1024)));
    }

    private double number(JsonNode node, String name, double otherwise) {
        return node.has(name)
                ? node.get(name).asDouble()
                : Double.parseDouble(options.getOrDefault(name, String.valueOf(otherwise)));
    }

    private static void describe(ObjectNode line, TrainedProbe probe) {
        EpochScore last = probe.history().last();
        line.put("lr", probe.trial().options().learningRate())
                .put("epochs", probe.trial().options().epochs())
                .put("best_val", probe.history().best().score())
                .put("last_loss", last.lastLoss());
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** Of the process, as Linux counts it; -1 elsewhere. */
    private static long peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return -1;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        }
    }
}
