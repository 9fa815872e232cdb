package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.feature.Targets;
import dev.sonde.format.TensorSource;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JointTrainerTest {
    private final Torch torch = Torch.open();

    @TempDir
    Path folder;

    @BeforeEach
    void oneThread() {
        torch.threads(1);
    }

    @AfterEach
    void close() {
        torch.close();
    }

    private JointData truths(int rows, long seed) {
        return PlantedScenes.truths(torch, "data " + seed, rows, seed);
    }

    private JointTrainer trainer() {
        return JointTrainer.on(torch).withPart(PlantedScenes.BATCH);
    }

    private static double[] logits(Predictions predictions) {
        return predictions.rows().stream()
                .mapToDouble(row -> ((Prediction.Truth) row).logit())
                .toArray();
    }

    @Test
    void aJointTrainingFindsWhatAFrozenModelDoesNotTell() {
        JointData train = truths(512, 1);
        JointData validation = truths(128, 2);
        JointData test = truths(256, 3);
        JointModel model = PlantedScenes.model(0, 5);
        JointTrainer still =
                JointTrainer.on(torch).withOptions(JointOptions.defaults().withRateFactor(0));
        try (TrainedJoint joint = trainer().train(PlantedScenes.trial(6), model, train, validation);
                TrainedJoint frozen = still.train(PlantedScenes.trial(6), model, train, validation)) {
            assertThat(joint.predict(test).right().value()).isGreaterThan(0.9);
            assertThat(frozen.predict(test).right().value()).isLessThan(0.7);
            assertThat(joint.predict(test).images().count()).isEqualTo(128);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flattened", "pooled", "query", "swiglu"})
    void aModelThatDoesNotMoveIsAFrozenOne(String kind) {
        JointData train = truths(200, 1);
        JointData validation = truths(60, 2);
        JointModel model = PlantedScenes.model(0, 5);
        ProbeTrial trial =
                switch (kind) {
                    case "pooled" -> PlantedScenes.trial(3).withInput(ProbeInput.POOLED);
                    case "query" -> PlantedScenes.trial(3).withInput(ProbeInput.query(1));
                    case "swiglu" -> PlantedScenes.trial(3).withHead(new ProbeHead.SwiGlu(2, 8));
                    default -> PlantedScenes.trial(3);
                };
        JointOptions still = JointOptions.defaults().withPart(7).withRateFactor(0);
        try (TrainedJoint joint = JointTrainer.on(torch).withOptions(still).train(trial, model, train, validation);
                TrainedProbe frozen =
                        FrozenTrainer.on(torch).train(trial, features(model, train), features(model, validation))) {
            assertThat(logits(joint.predict(validation)))
                    .containsExactly(logits(frozen.predict(features(model, validation))), within(1e-4));
            for (int epoch = 0; epoch < 3; epoch++) {
                double loss = frozen.history().epochs().get(epoch).loss();
                assertThat(joint.history().epochs().get(epoch).loss()).isCloseTo(loss, within(1e-5));
            }
        }
    }

    /** What the model of the checkpoint gives for each example. */
    private ProbeData features(JointModel model, JointData data) {
        float[][] rows = new float[data.size()][];
        boolean[] truths = new boolean[data.size()];
        try (JointNetwork network = model.open(torch, model.start())) {
            int width = network.queries() * network.width();
            network.encode(
                    data,
                    (pair, layer, values, offset) -> rows[pair] = Arrays.copyOfRange(values, offset, offset + width));
            for (int row = 0; row < truths.length; row++) {
                truths[row] = data.targets().value(row, 0) > 0.5;
            }
            return ProbeData.of(rows, truths).withQueries(network.queries());
        }
    }

    @Test
    void boxesAreFound() {
        JointData train = PlantedScenes.boxes(torch, "train", 512, 1);
        JointData validation = PlantedScenes.boxes(torch, "validation", 128, 2);
        ProbeTrial trial = PlantedScenes.trial(6).withObjective(Objective.boxes());
        try (TrainedJoint joint = trainer().train(trial, PlantedScenes.model(0, 5), train, validation)) {
            assertThat(joint.predict(validation).right().value()).isGreaterThan(0.9);
            assertThat(joint.history().metric()).contains("IoU");
        }
    }

    @Test
    void aSeedGivesTheSameBytesAndAnotherStartsFromTheSameCheckpoint() {
        JointData data = truths(96, 1);
        JointModel model = PlantedScenes.model(0.1, 5);
        ProbeTrial other = PlantedScenes.trial(2)
                .withOptions(PlantedScenes.trial(2).options().withSeed(4));
        JointTrainer unmoved = trainer()
                .withOptions(
                        JointOptions.defaults().withPart(PlantedScenes.BATCH).withRateFactor(0));
        try (TrainedJoint first = trainer().train(PlantedScenes.trial(2), model, data, data);
                TrainedJoint again = trainer().train(PlantedScenes.trial(2), model, data, data);
                TrainedJoint another = unmoved.train(other, model, data, data);
                JointNetwork start = model.open(torch, model.start())) {
            assertThat(PlantedScenes.numbers(first)).isDeepEqualTo(PlantedScenes.numbers(again));
            start.parameters().arrays().forEach((name, array) -> assertThat(
                            another.network().parameters().get(name).toFloatArray())
                    .as(name)
                    .isEqualTo(array.toFloatArray()));
        }
    }

    @Test
    void dropoutHasASeedOfItsOwn() {
        JointData data = truths(96, 1);
        JointModel model = PlantedScenes.model(0.1, 5);
        JointTrainer other = trainer()
                .withOptions(
                        JointOptions.defaults().withPart(PlantedScenes.BATCH).withDropoutSeed(9));
        try (TrainedJoint first = trainer().train(PlantedScenes.trial(1), model, data, data);
                TrainedJoint second = other.train(PlantedScenes.trial(1), model, data, data)) {
            assertThat(first.history().last().loss())
                    .isCloseTo(second.history().last().loss(), within(0.2))
                    .isNotEqualTo(second.history().last().loss());
        }
    }

    @Test
    void whatIsSavedIsReadAgain() {
        JointData data = truths(96, 1);
        JointModel model = PlantedScenes.model(0.1, 5);
        JointOptions options = JointOptions.defaults().withMaxNorm(1).withDropoutSeed(7);
        Path file = folder.resolve("joint.safetensors");
        try (TrainedJoint joint =
                JointTrainer.on(torch).withOptions(options).train(PlantedScenes.trial(1), model, data, data)) {
            joint.save(file);
            try (TrainedJoint read = TrainedJoint.load(torch, file, PlantedScenes.model(0.1, 77))) {
                assertThat(PlantedScenes.numbers(read)).isDeepEqualTo(PlantedScenes.numbers(joint));
                assertThat(read.predict(data)).isEqualTo(joint.predict(data));
                assertThat(read.history()).isEqualTo(joint.history());
                assertThat(read.options()).isEqualTo(options);
                assertThat(read.trial()).isEqualTo(joint.trial());
                assertThat(read.parameters())
                        .isEqualTo(Arrays.stream(PlantedScenes.numbers(joint))
                                .mapToLong(array -> array.length)
                                .sum());
            }
        }
        try (TensorSource source = TensorSource.open(file)) {
            assertThat(source.names()).contains("query_tokens", "probe.0.weight");
        }
    }

    @Test
    void dataThatDoesNotFitIsRefused() {
        JointData data = truths(40, 1);
        JointModel model = PlantedScenes.model(0, 5);
        float[] ones = new float[40];
        Arrays.fill(ones, 1);
        assertThatThrownBy(() -> trainer()
                        .train(
                                PlantedScenes.trial(1),
                                model,
                                data.withTargets(Targets.of(Targets.Kind.TRUTH, ones)),
                                data))
                .hasMessageContaining("nothing to learn");
        assertThatThrownBy(() ->
                        trainer().train(PlantedScenes.trial(1).withObjective(Objective.boxes()), model, data, data))
                .hasMessageContaining("Objective.truth()");
        assertThatThrownBy(
                        () -> trainer().train(PlantedScenes.trial(1).withInput(ProbeInput.query(2)), model, data, data))
                .hasMessageContaining("query 2");
        assertThatThrownBy(data::pixels).hasMessageContaining("ofPixels");
        assertThatThrownBy(() -> data.withTargets(Targets.of(Targets.Kind.TRUTH, 1, 0)))
                .hasMessageContaining("40 examples");
    }

    @Test
    void anOptionThatMakesNoSenseIsRefused() {
        JointOptions options = JointOptions.defaults();
        assertThatThrownBy(() -> options.withPart(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> options.withRateFactor(-1)).hasMessageContaining("rate factor");
        assertThatThrownBy(() -> options.withMaxNorm(Double.NaN)).hasMessageContaining("NaN");
    }
}
