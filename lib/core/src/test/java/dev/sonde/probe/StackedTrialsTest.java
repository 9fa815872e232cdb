package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.torch.Torch;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackedTrialsTest {
    private final Torch torch = Torch.open();
    private final FrozenTrainer trainer = FrozenTrainer.on(torch);

    @BeforeEach
    void oneThread() {
        torch.threads(1);
    }

    @AfterEach
    void close() {
        torch.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary", "box"})
    void eachTrialOfAStackIsTheTrialAlone(String task) {
        JsonNode node = node(task);
        List<ProbeTrial> trials = trials(PyTorchReference.trial(node));
        ProbeData train = PyTorchReference.train(node);
        ProbeData validation = PyTorchReference.validation(node);
        List<TrainedProbe> together = trainer.trainAll(trials, train, validation);
        for (int i = 0; i < trials.size(); i++) {
            TrainedProbe alone = trainer.train(trials.get(i), train, validation);
            assertAlike(together.get(i), alone);
        }
    }

    @Test
    void wideFeaturesAreMultipliedInBlocksToTheSameResult() {
        ProbeData train = SyntheticData.truths("train", 300, 2, 384, 1, 1);
        ProbeData validation = SyntheticData.truths("validation", 100, 2, 384, 1, 2);
        List<ProbeTrial> trials = trials(PyTorchReference.trial(node("binary")));
        List<TrainedProbe> together = trainer.trainAll(trials, train, validation);
        for (int i = 0; i < trials.size(); i++) {
            assertAlike(together.get(i), trainer.train(trials.get(i), train, validation));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary", "box"})
    void aBatchThatIsReadInPiecesHasTheGradientOfTheWhole(String task) {
        int width = 1 << 14;
        ProbeData data = task.equals("box")
                ? SyntheticData.boxes("train", 71, 1, width, 1)
                : SyntheticData.truths("train", 71, 1, width, 1, 1);
        ProbeTrial trial = ProbeTrial.linear(task.equals("box") ? Objective.boxes() : Objective.truth());
        int[] rows = IntStream.range(0, 71).toArray();
        try (LinearStack pieces = new LinearStack(torch, List.of(trial), 1, width);
                SingleLearner whole = new SingleLearner(torch, trial, width)) {
            assertThat(pieces.rowsAtOnce(71)).isEqualTo(36);
            for (FeatureLearner learner : List.of(pieces, whole)) {
                try (FeatureRows source = new FeatureRows(torch, learner, trial.input(), 71, data, data)) {
                    for (int step = 0; step < 3; step++) {
                        source.step(step, rows, new double[] {1e-3});
                    }
                }
            }
            float loss = whole.lastLosses()[0];
            assertThat(pieces.lastLosses()[0]).isCloseTo(loss, within(1e-5f * loss));
            float[] expected = whole.state().get("parameter.0.weight").toFloatArray();
            assertThat(pieces.state().get("w").toFloatArray()).containsExactly(expected, within(1e-6f));
        }
    }

    @Test
    void trialsThatCannotShareBatchesAreTrainedApart() {
        JsonNode node = node("binary");
        ProbeTrial trial = PyTorchReference.trial(node);
        TrainingOptions options = trial.options();
        List<ProbeTrial> trials = List.of(
                trial,
                trial.withOptions(options.withSeed(99)),
                trial.withInput(ProbeInput.POOLED),
                trial.withInput(ProbeInput.query(1)),
                trial.withHead(new ProbeHead.SwiGlu(2, 8)),
                trial.withOptions(options.withBatch(32)),
                trial.withOptions(options.withLearningRate(1e-3)));
        ProbeData train = PyTorchReference.train(node);
        ProbeData validation = PyTorchReference.validation(node);
        List<TrainedProbe> together = trainer.trainAll(trials, train, validation);
        for (int i = 0; i < trials.size(); i++) {
            assertThat(together.get(i).trial()).isEqualTo(trials.get(i));
            assertAlike(together.get(i), trainer.train(trials.get(i), train, validation));
        }
    }

    @Test
    void seedsOfTheFirstWeightsMayDifferWhereTheOrderIsOne() {
        JsonNode node = node("binary");
        ProbeTrial trial = PyTorchReference.trial(node);
        List<ProbeTrial> trials = IntStream.range(0, 3)
                .mapToObj(
                        seed -> trial.withOptions(trial.options().withSeed(seed).withOrderSeed(5)))
                .toList();
        ProbeData train = PyTorchReference.train(node);
        ProbeData validation = PyTorchReference.validation(node);
        List<TrainedProbe> together = trainer.trainAll(trials, train, validation);
        assertAlike(together.get(2), trainer.train(trials.get(2), train, validation));
        assertThat(together.get(0).weights().get("0.weight").toFloatArray())
                .isNotEqualTo(together.get(1).weights().get("0.weight").toFloatArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary", "box"})
    void aProbeOfEachQueryIsTheProbeOfThatQueryAlone(String task) {
        JsonNode node = node(task);
        ProbeTrial trial = PyTorchReference.trial(node);
        ProbeData train = PyTorchReference.train(node);
        ProbeData validation = PyTorchReference.validation(node);
        List<TrainedProbe> each = trainer.trainEachQuery(trial, train, validation);
        assertThat(each).hasSize(node.get("q").asInt());
        for (int query = 0; query < each.size(); query++) {
            TrainedProbe alone = trainer.train(trial.withInput(ProbeInput.query(query)), train, validation);
            assertThat(each.get(query).trial().input()).isEqualTo(ProbeInput.query(query));
            assertAlike(each.get(query), alone);
        }
    }

    @Test
    void nothingIsLeftBehindInTheEngine() {
        JsonNode node = node("box");
        ProbeTrial trial = PyTorchReference.trial(node);
        ProbeData train = PyTorchReference.train(node);
        ProbeData validation = PyTorchReference.validation(node);
        trainer.trainAll(trials(trial), train, validation).forEach(TrainedProbe::close);
        trainer.train(trial, train, validation).close();
        int before = torch.liveArrays();
        trainer.trainAll(trials(trial), train, validation).forEach(TrainedProbe::close);
        trainer.train(trial, train, validation).close();
        assertThat(torch.liveArrays()).isEqualTo(before);
    }

    // Other rates, epochs, decays and loss weights; the third stops early.
    private static List<ProbeTrial> trials(ProbeTrial trial) {
        TrainingOptions options = trial.options();
        Objective other = trial.objective() instanceof Objective.Boxes ? Objective.boxes(1, 8) : Objective.truth();
        return List.of(
                trial.withOptions(options.withEpochs(2).withLearningRate(1e-3)),
                trial.withOptions(options.withEpochs(6)),
                trial.withOptions(options.withEpochs(6).withPatience(1).withLearningRate(0.05)),
                trial.withOptions(options.withEpochs(4).withWeightDecay(0.3)).withObjective(other),
                trial.withOptions(options.withDecay(Decay.COSINE).withWarmup(0.4)));
    }

    private static void assertAlike(TrainedProbe stacked, TrainedProbe alone) {
        assertThat(stacked.history().epochs()).hasSameSizeAs(alone.history().epochs());
        assertThat(stacked.history().best().number())
                .isEqualTo(alone.history().best().number());
        for (int i = 0; i < alone.history().epochs().size(); i++) {
            EpochScore ours = stacked.history().epochs().get(i);
            EpochScore theirs = alone.history().epochs().get(i);
            assertThat(ours.score()).isEqualTo(theirs.score());
            assertThat(ours.rate()).isEqualTo(theirs.rate());
            assertThat(ours.loss()).isCloseTo(theirs.loss(), within(2e-6 * theirs.loss()));
        }
        alone.weights().forEach((name, array) -> {
            double distance = stacked.weights().get(name).sub(array).abs().max().getFloat();
            assertThat(distance)
                    .as(name)
                    .isLessThan(1e-6 + 1e-4 * alone.trial().options().learningRate());
        });
    }

    private static JsonNode node(String task) {
        return PyTorchReference.cases().stream()
                .filter(node -> node.get("task").asText().equals(task))
                .findFirst()
                .orElseThrow();
    }
}
