package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredTensor;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainedProbeTest {
    @TempDir
    Path folder;

    private final Torch torch = Torch.open();

    @BeforeEach
    void oneThread() {
        torch.threads(1);
    }

    @AfterEach
    void close() {
        torch.close();
    }

    static Stream<ProbeTrial> trials() {
        TrainingOptions options = TrainingOptions.defaults()
                .withEpochs(3)
                .withLearningRate(0.1 / 3)
                .withDecay(Decay.COSINE)
                .withSeed(-7)
                .withOrderSeed(1L << 60);
        ProbeTrial trial = ProbeTrial.linear(Objective.truth()).withOptions(options);
        return Stream.of(
                trial,
                trial.withInput(ProbeInput.query(2)),
                trial.withHead(new ProbeHead.SwiGlu(4, 5)).withInput(ProbeInput.POOLED),
                trial.withObjective(Objective.boxes(6, 1 / 3.0)).withHead(new ProbeHead.SwiGlu(2, 3)));
    }

    @ParameterizedTest
    @MethodSource("trials")
    void aProbeIsReadAsItWasWritten(ProbeTrial trial) {
        boolean boxes = trial.objective() instanceof Objective.Boxes;
        ProbeData train =
                boxes ? SyntheticData.boxes("train", 300, 3, 8, 1) : SyntheticData.truths("train", 300, 3, 8, 1, 1);
        Path file = folder.resolve("probe.safetensors");
        try (TrainedProbe probe = FrozenTrainer.on(torch).train(trial, train, train)) {
            probe.save(file);
            try (TrainedProbe read = TrainedProbe.load(torch, file)) {
                assertThat(read.trial()).isEqualTo(trial);
                assertThat(read.history()).isEqualTo(probe.history());
                assertThat(read.seconds()).isEqualTo(probe.seconds());
                assertThat(read.predict(train)).isEqualTo(probe.predict(train));
                assertThat(read).hasToString(probe.toString());
            }
        }
    }

    @Test
    void theWeightsOfTheBestEpochAreKept() {
        ProbeData train = SyntheticData.truths("train", 300, 1, 40, 0.4, 1);
        ProbeData held = SyntheticData.truths("validation", 200, 1, 40, 0.4, 2);
        ProbeTrial trial = trials().findFirst().orElseThrow();
        trial = trial.withOptions(trial.options().withEpochs(40));
        try (TrainedProbe probe = FrozenTrainer.on(torch).train(trial, train, held)) {
            EpochScore best = probe.history().best();
            assertThat(best.number()).isLessThan(probe.history().last().number());
            assertThat(best.score()).isGreaterThan(probe.history().last().score());
            assertThat(probe.predict(held).right().value()).isEqualTo(best.score());
        }
    }

    @Test
    void patienceEndsATrainingThatGetsNoBetter() {
        ProbeData train = SyntheticData.truths("train", 300, 1, 40, 0.4, 1);
        ProbeData held = SyntheticData.truths("validation", 200, 1, 40, 0.4, 2);
        ProbeTrial trial = trials().findFirst().orElseThrow();
        trial = trial.withOptions(trial.options().withEpochs(40).withPatience(4));
        try (TrainedProbe probe = FrozenTrainer.on(torch).train(trial, train, held)) {
            int last = probe.history().last().number();
            assertThat(last).isLessThan(40).isEqualTo(probe.history().best().number() + 4);
        }
    }

    @Test
    void aFileThatIsNoProbeIsRefused() {
        Path file = folder.resolve("other.safetensors");
        List<StoredTensor> tensors = List.of(StoredTensor.ofFloats("0.weight", List.of(1L, 2L), 1, 2));
        SafetensorsWriter.write(file, Map.of(), tensors);
        assertThatThrownBy(() -> TrainedProbe.load(torch, file))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("other.safetensors");
        String trial = TrialJson.of(ProbeTrial.linear(Objective.truth())).toString();
        String wrong = "{\"trial\": " + trial + ", \"queries\": 1, \"hidden\": 3, \"scores\": [[1, 1, 1, 1]]}";
        SafetensorsWriter.write(file, Map.of("sonde_probe", wrong), tensors);
        assertThatThrownBy(() -> TrainedProbe.load(torch, file))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("0.weight")
                .hasMessageContaining("[1, 3]");
        SafetensorsWriter.write(file, Map.of("sonde_probe", "{\"trial\""), tensors);
        assertThatThrownBy(() -> TrainedProbe.load(torch, file)).isInstanceOf(SondeException.class);
    }

    @Test
    void aThousandStepsLeaveNothingBehind() {
        ProbeData train = SyntheticData.truths("train", 640, 1, 8, 1, 1);
        ProbeTrial trial = trials().findFirst().orElseThrow();
        try (SingleLearner single = new SingleLearner(torch, trial, 8);
                LinearStack stack = new LinearStack(torch, List.of(trial), 1, 8)) {
            assertThat(List.of(single, stack)).allSatisfy(learner -> assertNothingIsLeft(learner, trial, train));
        }
    }

    private void assertNothingIsLeft(FeatureLearner learner, ProbeTrial trial, ProbeData train) {
        try (FeatureRows source = new FeatureRows(torch, learner, trial.input(), 64, train, train)) {
            int[] rows = new PyTorchRandom(0).permutation(640);
            int before = 0;
            for (int step = 0; step < 1010; step++) {
                int first = step % 10 * 64;
                source.step(step, Arrays.copyOfRange(rows, first, first + 64), new double[] {1e-3});
                before = step == 9 ? torch.liveArrays() : before;
            }
            assertThat(torch.liveArrays()).isEqualTo(before);
        }
    }
}
