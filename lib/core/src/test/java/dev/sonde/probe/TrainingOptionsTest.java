package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.display.SondeException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingOptionsTest {
    private static final TrainingOptions OPTIONS = TrainingOptions.defaults().withLearningRate(1);

    @Test
    void theRateRisesInEqualPartsAndFallsInAStraightLine() {
        double[] expected = {0.5, 1, 1, 7 / 8.0, 6 / 8.0, 5 / 8.0, 4 / 8.0, 3 / 8.0, 2 / 8.0, 1 / 8.0};
        TrainingOptions options = OPTIONS.withWarmup(0.2);
        double[] rates = IntStream.range(0, 10)
                .mapToDouble(step -> options.rate(step, 10))
                .toArray();
        assertThat(rates).containsExactly(expected);
    }

    @Test
    void aWarmupHasAtLeastOneStep() {
        assertThat(OPTIONS.rate(0, 5)).isEqualTo(1);
        assertThat(OPTIONS.withWarmup(0).rate(0, 5)).isEqualTo(1);
        assertThat(OPTIONS.rate(0, 1)).isEqualTo(1);
    }

    @Test
    void aWaveStartsAtTheTopAndIsHalfWayDownInTheMiddle() {
        TrainingOptions options = OPTIONS.withDecay(Decay.COSINE);
        assertThat(options.rate(10, 100)).isEqualTo(1);
        assertThat(options.rate(55, 100)).isCloseTo(0.5, within(1e-12));
        assertThat(options.rate(99, 100)).isBetween(0.0, 0.001);
        assertThat(OPTIONS.withDecay(Decay.NONE).rate(99, 100)).isEqualTo(1);
    }

    @Test
    void theWinnersOfThePaperAreInItsRanges() {
        assertThat(TrainingOptions.vsr().epochs()).isEqualTo(5);
        assertThat(TrainingOptions.rcm().patience()).isEqualTo(10);
        assertThat(TrainingOptions.refCoco().learningRate()).isEqualTo(4.85e-4);
        assertThat(TrainingOptions.refCoco().batch()).isEqualTo(128);
    }

    @Test
    void epochsOfFewRowsHaveOneStep() {
        assertThat(OPTIONS.stepsPerEpoch(7680)).isEqualTo(60);
        assertThat(OPTIONS.stepsPerEpoch(129)).isEqualTo(1);
        assertThat(OPTIONS.stepsPerEpoch(5)).isEqualTo(1);
    }

    @Test
    void impossibleOptionsAreRefusedByName() {
        assertThatThrownBy(() -> OPTIONS.withLearningRate(Double.NaN))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("learning rate is NaN");
        assertThatThrownBy(() -> OPTIONS.withEpochs(0)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> OPTIONS.withBatch(0)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> OPTIONS.withWeightDecay(-1)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> OPTIONS.withWarmup(1.1)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> OPTIONS.withPatience(-1)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> OPTIONS.withThreads(-1)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> Objective.boxes(0, 0)).isInstanceOf(SondeException.class);
    }
}
