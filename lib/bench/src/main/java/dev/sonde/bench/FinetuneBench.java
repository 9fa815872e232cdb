package dev.sonde.bench;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.model.ImageTokens;
import dev.sonde.model.JointStep;
import dev.sonde.probe.TrainingOptions;
import dev.sonde.torch.AdamW;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.Losses;
import dev.sonde.torch.ParameterGroup;
import dev.sonde.torch.Torch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Q-Former and a linear probe on its queries, trained together. Probe, order and dropout are drawn from PyTorch's
 * generator as the peer draws them, so that the first loss is the same.
 */
final class FinetuneBench {
    private static final String TEXT = """
            def uniform(self, x: Tensor, bound: float) -> int:
                x.uniform_(-bound, bound)
                return 0
            def permutation(self, size: int) -> Tensor:
                return torch.randperm(size)
            def probe(self, queries: Tensor, w: Tensor, b: Tensor) -> Tensor:
                return torch.to(self.linear(torch.flatten(queries, 1), w, b), 6)
            """;

    /** A training: what the options say. */
    private record Plan(TrainingOptions training, int micro, int steps, boolean box, double giou, double l1) {
        static Plan of(BenchOptions options, int pairs) {
            TrainingOptions training = TrainingOptions.defaults()
                    .withLearningRate(options.number("lr", 3e-4))
                    .withEpochs(options.integer("epochs", 5))
                    .withBatch(options.integer("batch", 128))
                    .withWarmup(options.number("warmup", 0.1))
                    .withWeightDecay(options.number("weight-decay", 0.01))
                    .withSeed(options.integer("seed", 0));
            if (training.batch() > pairs) {
                throw new SondeException(
                        "A batch of " + training.batch() + " needs as many pairs; there are " + pairs, "Set --batch.");
            }
            options.oneOf("layers", "1");
            options.oneOf("adamw", "fused", "loop"); // ours is always the fused one
            return new Plan(
                    training,
                    options.integer("micro", 16),
                    options.integer("max-steps", training.epochs() * (pairs / training.batch())),
                    options.oneOf("task", "binary", "box").equals("box"),
                    options.number("giou", Losses.GIOU_WEIGHT),
                    options.number("l1", Losses.L1_WEIGHT));
        }
    }

    private final Torch torch;
    private final Kernels kernels;
    private final BenchPairs input;
    private final Plan plan;
    private final NDArray weight;
    private final NDArray bias;

    private FinetuneBench(BenchModel model, BenchPairs input, Plan plan) {
        torch = model.torch();
        kernels = torch.kernels(TEXT);
        this.input = input;
        this.plan = plan;
        int width = model.config().queries() * model.config().width();
        int outputs = plan.box() ? 4 : 1;
        weight = torch.zeros(outputs, width);
        bias = torch.zeros(outputs);
        torch.seed(plan.training().seed());
        // torch.nn.Linear draws both evenly between -1/√in and 1/√in.
        for (NDArray array : List.of(weight, bias)) {
            kernels.get("uniform").on(array).with(1 / Math.sqrt(width)).run();
        }
    }

    static void run(BenchOptions options) throws IOException {
        Stopwatch loading = Stopwatch.start();
        Path images = options.path("images");
        BenchPairs input = BenchPairs.read(options.path("pairs"), Integer.MAX_VALUE);
        Plan plan = Plan.of(options, input.pairs().size());
        options.text("out"); // nothing is written
        try (BenchModel model = BenchModel.open(options);
                SafetensorsFile file = SafetensorsFile.open(images)) {
            options.refuseOthers();
            FinetuneBench bench = new FinetuneBench(model, input, plan);
            List<NDArray> trained = new ArrayList<>(model.parameters().arrays().values());
            trained.addAll(List.of(bench.weight, bench.bias));
            ParameterGroup group =
                    ParameterGroup.of(trained).withWeightDecay(plan.training().weightDecay());
            try (AdamW optimizer = AdamW.of(model.torch(), group)) {
                ImageTokens tokens = ImageTokens.stored(model.torch(), file.tensor("image"));
                JointStep step = JointStep.of(model.torch(), model.qformer(), tokens, input.pairs(), optimizer)
                        .withPart(plan.micro());
                bench.train(step, loading.wallSeconds(), model.threads());
            }
        }
    }

    private void train(JointStep step, double loadSeconds, int threads) throws IOException {
        double[] losses = new double[plan.steps()];
        int batch = plan.training().batch();
        Stopwatch work = Stopwatch.start();
        int[] order = {};
        int next = 0;
        for (int done = 0; done < losses.length; done++) {
            if (next + batch > order.length) {
                order = permutation();
                next = 0;
            }
            int[] rows = Arrays.copyOfRange(order, next, next + batch);
            losses[done] = step.take(rows, this::loss, plan.training().rate(done, losses.length));
            next += batch;
        }
        double wall = work.wallSeconds();
        BenchReport.of("finetune", work, loadSeconds, threads)
                .with("n", input.pairs().size())
                .with("steps", losses.length)
                .with("batch", batch)
                .with("s_per_step", BenchReport.rounded(wall / losses.length))
                .with("losses", losses)
                .print();
    }

    private int[] permutation() {
        long[] order = torch.inference(() -> kernels.get("permutation")
                .on()
                .with(input.pairs().size())
                .tensor()
                .toLongArray());
        return Arrays.stream(order).mapToInt(Math::toIntExact).toArray();
    }

    private NDArray loss(NDArray queries, int[] rows) {
        NDArray logits = kernels.get("probe").on(queries, weight, bias).tensor();
        return plan.box()
                ? Losses.box(torch, logits, answers("box", rows, 4), plan.l1(), plan.giou())
                : Losses.binary(torch, logits, answers("label", rows, 1));
    }

    private NDArray answers(String name, int[] rows, int outputs) {
        float[] all = input.answers().get(name);
        if (all == null) {
            throw new SondeException("The pairs have no tensor \"" + name + "\"", "Choose another --task.");
        }
        float[] chosen = new float[rows.length * outputs];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all, rows[i] * outputs, chosen, i * outputs, outputs);
        }
        return torch.array(chosen, rows.length, outputs);
    }
}
