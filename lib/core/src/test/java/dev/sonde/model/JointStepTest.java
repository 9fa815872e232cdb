package dev.sonde.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.sonde.format.StoredTensor;
import dev.sonde.torch.AdamW;
import dev.sonde.torch.Losses;
import dev.sonde.torch.ParameterGroup;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class JointStepTest {
    private static final QFormerConfig CONFIG =
            new QFormerConfig(4, 16, 2, 2, 32, 8, 2, true, 50, 32, 0, 1e-12, .1, .1);
    private static final int PAIRS = 40;

    private final Torch torch = Torch.open();
    private final Random random = new Random(7);
    private final ImageTextPairs pairs = ImageTextPairs.of(
            IntStream.range(0, PAIRS).map(i -> i / 2).toArray(),
            IntStream.range(0, PAIRS)
                    .mapToObj(i -> random.ints(1 + i % 6, 1, 50).toArray())
                    .toList());
    private final ImageTokens images = ImageTokens.stored(torch, tokens());

    /** A Q-Former and a linear probe with the optimiser of both. */
    private final class Model implements AutoCloseable {
        private final Map<String, NDArray> weights = new LinkedHashMap<>();
        private final NDArray probe = torch.zeros(1, CONFIG.queries() * CONFIG.width());
        private final QFormer qformer;
        private final AdamW optimizer;

        Model(QFormerConfig config) {
            torch.seed(3);
            qformer = Parameters.random(torch, making -> {
                QFormer built = new QFormer(config, making.weights(), QFormerNames.BLIP2);
                weights.putAll(making.arrays());
                return built;
            });
            weights.put("probe", probe);
            optimizer = AdamW.of(torch, ParameterGroup.of(weights.values()));
        }

        JointStep step() {
            return JointStep.of(torch, qformer, images, pairs, optimizer);
        }

        /** Whether the image's number is even, in nats. */
        NDArray loss(NDArray queries, int[] numbers) {
            NDArray logits = queries.reshape(numbers.length, -1).matMul(probe.transpose());
            float[] truths = new float[numbers.length];
            IntStream.range(0, truths.length).forEach(i -> truths[i] = pairs.image(numbers[i]) % 2);
            return Losses.binary(torch, logits, torch.array(truths, truths.length, 1));
        }

        double take(JointStep step, int... batch) {
            return step.take(batch, this::loss, 1e-3);
        }

        @Override
        public void close() {
            optimizer.close();
        }
    }

    private StoredTensor tokens() {
        float[] values = new float[PAIRS / 2 * 5 * 8];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return StoredTensor.ofFloats("image", List.of(PAIRS / 2L, 5L, 8L), values);
    }

    private Model still() {
        return new Model(CONFIG.withDropout(0, 0));
    }

    @AfterEach
    void close() {
        torch.close();
    }

    @Test
    void aBatchInPartsTakesTheStepOfTheWhole() {
        int[] batch = {0, 5, 1, 9, 30, 17, 8};
        try (Model whole = still();
                Model parts = still()) {
            for (int i = 0; i < 5; i++) {
                double loss = whole.take(whole.step(), batch);
                assertThat(parts.take(parts.step().withPart(3), batch)).isCloseTo(loss, within(1e-5));
            }
            compare(parts, whole);
        }
    }

    private static void compare(Model ours, Model expected) {
        ours.weights.forEach((name, array) -> {
            // A key's bias cannot change a softmax: its gradient is rounding noise, which Adam blows up.
            if (!name.endsWith("key.bias")) {
                float[] values = expected.weights.get(name).toFloatArray();
                assertThat(array.toFloatArray()).as(name).containsExactly(values, within(1e-4f));
            }
        });
    }

    @Test
    void theGradientOfAnImageIsTheSumOfThoseOfItsTexts() {
        int[] batch = {0, 1, 0, 1}; // four texts about one image
        try (Model together = still();
                Model alone = still()) {
            together.take(together.step(), batch);
            alone.take(alone.step().withPart(1), batch);
            compare(together, alone);
        }
    }

    @Test
    void trainingLowersTheLoss() {
        int[] batch = IntStream.range(0, PAIRS).toArray();
        try (Model model = new Model(CONFIG)) {
            double first = model.take(model.step(), batch);
            double last = IntStream.range(0, 200)
                    .mapToDouble(i -> model.take(model.step(), batch))
                    .reduce(first, (before, after) -> after);
            assertThat(first).isCloseTo(Math.log(2), within(1e-6));
            assertThat(last).isLessThan(0.3);
        }
    }

    @Test
    void anInterruptedStepLeavesTheWeightsAndNoArray() {
        try (Model model = still()) {
            model.take(model.step(), 0, 1, 2);
            float[] before = model.probe.toFloatArray();
            int arrays = torch.liveArrays();
            JointStep.QueryLoss interrupting = (queries, numbers) -> {
                Thread.currentThread().interrupt();
                return model.loss(queries, numbers);
            };
            assertThatThrownBy(() -> model.step().withPart(2).take(new int[] {0, 1, 2, 3}, interrupting, 1e-3))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(model.probe.toFloatArray()).isEqualTo(before);
            assertThat(torch.liveArrays()).isEqualTo(arrays);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fiveThousandStepsLeaveNoArrayBehindAndMemoryAsItIs() throws IOException {
        try (Model model = new Model(CONFIG)) {
            JointStep step = model.step().withPart(3);
            run(model, step, 1000);
            int arrays = torch.liveArrays();
            long bytes = residentBytes();
            run(model, step, 4000);
            assertThat(torch.liveArrays()).isEqualTo(arrays);
            assertThat(residentBytes() - bytes).isLessThan(32L << 20);
        }
    }

    private void run(Model model, JointStep step, int steps) {
        for (int i = 0; i < steps; i++) {
            int[] batch = random.ints(1 + i % 4, 0, PAIRS).toArray(); // of one part, or of two
            assertThat(model.take(step, batch)).isFinite();
            if (i % 500 == 499) {
                System.gc(); // Java's own garbage would look like a leak
            }
        }
    }

    private static long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
