package dev.sonde.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageLoopTest {
    private static final StageOptions OPTIONS = StageOptions.of(40, 0.1).withIntervals(5, 20, 5);

    /** Two numbers that shall become a noisy 3 and -1. */
    private static final class Targets implements Stage {
        private final Torch torch;
        private final NDArray x;
        private final long stopAt;
        private float scale = 1;

        Targets(Torch torch, long stopAt) {
            this.torch = torch;
            this.x = torch.zeros(2);
            this.stopAt = stopAt;
        }

        @Override
        public String name() {
            return "targets";
        }

        @Override
        public Map<String, NDArray> weights() {
            return new LinkedHashMap<>(Map.of("x", x));
        }

        @Override
        public StepLoss loss(long step, long steps, Random draws) {
            if (step == stopAt) {
                throw new CancellationException("stopped");
            }
            float noise = (float) draws.nextGaussian() * 0.1f;
            NDArray error = x.sub(torch.array(new float[] {3 + noise, -1 + noise}, 2));
            return StepLoss.of(error.mul(error).sum(), scale * scale).showing("first", x.get("0"));
        }

        @Override
        public Map<String, Double> evaluate() {
            return Map.of("second", (double) x.getFloat(1));
        }
    }

    @Test
    void theLossIsMadeSmallAndTheCurveTellsIt() {
        try (Torch torch = Torch.open()) {
            Targets stage = new Targets(torch, -1);
            LearningCurve curve = StageLoop.of(torch, OPTIONS.withSteps(200)).run(stage);

            assertThat(stage.x.toFloatArray()[0]).isCloseTo(3, within(0.2f));
            assertThat(stage.x.toFloatArray()[1]).isCloseTo(-1, within(0.2f));
            assertThat(curve.quantities()).containsExactly("loss", "first", "second");
            assertThat(curve.of("loss")).hasSize(40);
            assertThat(curve.of("second")).hasSize(10);
            assertThat(curve.last("loss").orElseThrow())
                    .isLessThan(0.1 * curve.of("loss").get(0).value());
        }
    }

    @Test
    void aTrainingThatWasStoppedGoesOnToTheSameBits(@TempDir Path folder) {
        try (Torch torch = Torch.open()) {
            Targets whole = new Targets(torch, -1);
            LearningCurve expected = StageLoop.of(torch, OPTIONS).run(whole);

            assertThatThrownBy(() -> StageLoop.of(torch, OPTIONS).in(folder).run(new Targets(torch, 23)))
                    .isInstanceOf(CancellationException.class);
            Targets rest = new Targets(torch, -1);
            LearningCurve curve = StageLoop.of(torch, OPTIONS).in(folder).run(rest);

            assertThat(rest.x.toFloatArray()).isEqualTo(whole.x.toFloatArray());
            assertThat(curve).isEqualTo(expected);
            assertThat(folder.resolve("curve.csv")).hasContent(expected.csv());
        }
    }

    @Test
    void aTrainingThatHasEndedIsOnlyRead(@TempDir Path folder) {
        try (Torch torch = Torch.open()) {
            Targets first = new Targets(torch, -1);
            LearningCurve curve = StageLoop.of(torch, OPTIONS).in(folder).run(first);
            Targets again = new Targets(torch, 0); // would stop at its first step

            assertThat(StageLoop.of(torch, OPTIONS).in(folder).run(again)).isEqualTo(curve);
            assertThat(again.x.toFloatArray()).isEqualTo(first.x.toFloatArray());
        }
    }

    @Test
    void theStateOfOtherSettingsIsRefused(@TempDir Path folder) {
        try (Torch torch = Torch.open()) {
            StageLoop.of(torch, OPTIONS).in(folder).run(new Targets(torch, -1));
            StageLoop other = StageLoop.of(torch, OPTIONS.withSeed(9)).in(folder);

            assertThatThrownBy(() -> other.run(new Targets(torch, -1)))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("another training")
                    .hasMessageContaining("seed 9");
        }
    }

    @Test
    void anotherSeedDrawsOtherBatches() {
        try (Torch torch = Torch.open()) {
            Targets one = new Targets(torch, -1);
            Targets other = new Targets(torch, -1);
            StageLoop.of(torch, OPTIONS).run(one);
            StageLoop.of(torch, OPTIONS.withSeed(9)).run(other);

            assertThat(one.x.toFloatArray()).isNotEqualTo(other.x.toFloatArray());
        }
    }

    @Test
    void aLossThatIsNoNumberIsTold() {
        try (Torch torch = Torch.open()) {
            Targets stage = new Targets(torch, -1);
            stage.scale = Float.NaN;

            assertThatThrownBy(() -> StageLoop.of(torch, OPTIONS).run(stage))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("loss of targets")
                    .hasMessageContaining("step 0");
        }
    }

    @Test
    void anInterruptedThreadStops() {
        try (Torch torch = Torch.open()) {
            Targets stage = new Targets(torch, -1);
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> StageLoop.of(torch, OPTIONS).run(stage)).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(stage.x.toFloatArray()).containsOnly(0);
        }
    }

    @Test
    void stepsLeaveNoArrayBehind() {
        try (Torch torch = Torch.open()) {
            Targets stage = new Targets(torch, -1);
            StageLoop.of(torch, OPTIONS).run(stage);
            int before = torch.liveArrays();
            StageLoop.of(torch, OPTIONS.withSteps(120)).run(stage);

            assertThat(torch.liveArrays()).isEqualTo(before);
        }
    }

    @Test
    void aCurveIsReadAsItWasWritten() {
        LearningCurve curve = LearningCurve.empty()
                .with(List.of(
                        new LearningCurve.Point(5, "loss", 0.1), new LearningCurve.Point(5, "recall of texts", 1e-9)));

        assertThat(LearningCurve.ofCsv(curve.csv())).isEqualTo(curve);
        assertThat(curve.show().panels()).hasSize(2);
        assertThatThrownBy(() -> LearningCurve.ofCsv("step,quantity,value\n1;loss;2"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("1;loss;2");
    }

    @Test
    void aCurveOfSomeQuantitiesHasTheirPointsInTheOrderThatWasAskedFor() {
        LearningCurve.Point loss = new LearningCurve.Point(5, "loss", 0.1);
        LearningCurve.Point recall = new LearningCurve.Point(5, "recall", 0.5);
        LearningCurve.Point later = new LearningCurve.Point(9, "loss", 0.05);
        LearningCurve curve = LearningCurve.empty().with(List.of(loss, recall, later));

        assertThat(curve.only("loss").points()).containsExactly(loss, later);
        assertThat(curve.only("recall", "loss").points()).containsExactly(recall, loss, later);
        assertThatThrownBy(() -> curve.only("recal"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("recal")
                .hasMessageContaining("loss, recall");
    }
}
