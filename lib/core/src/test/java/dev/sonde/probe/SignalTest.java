package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is planted is found; what is not there is not. Each bound fails once in a thousand seeds, and the seeds are fixed. */
class SignalTest {
    private static final double RARE = 1e-3;

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

    @Test
    void aPlantedSignalIsFoundAsFarAsItCanBe() {
        double margin = 1.5;
        ProbeData train = SyntheticData.truths("train", 4000, 4, 8, margin, 1);
        ProbeData held = SyntheticData.truths("validation", 500, 4, 8, margin, 2);
        ProbeData test = SyntheticData.truths("test", 2000, 4, 8, margin, 3);
        ProbeTrial trial = trial(0.01, 10);
        try (TrainedProbe probe = trainer.train(trial, train, held)) {
            // The best that any reader of the features can do: a normal of mean margin is above 0.
            double best = NormalDistribution.of(0, 1).cumulativeProbability(margin);
            BinomialDistribution right = BinomialDistribution.of(test.size(), best);
            long found = probe.predict(test).right().successes();
            assertThat(found).isLessThanOrEqualTo(right.inverseSurvivalProbability(RARE / 2));
            // A trained probe loses a little: one point is allowed.
            assertThat(found + test.size() / 100).isGreaterThanOrEqualTo(right.inverseCumulativeProbability(RARE / 2));
        }
    }

    @Test
    void anAbsentSignalIsNotFoundOverTwentySeeds() {
        long right = 0;
        long memorised = 0;
        int rows = 0;
        for (int seed = 0; seed < 20; seed++) {
            ProbeData train = SyntheticData.truths("train", 512, 2, 16, 0, 100 + seed);
            ProbeData held = SyntheticData.truths("validation", 128, 2, 16, 0, 200 + seed);
            ProbeData test = SyntheticData.truths("test", 500, 2, 16, 0, 300 + seed);
            ControlResult result =
                    Controls.of(trainer, trial(0.01, 3), train, held, test).selectivity(seed);
            right += result.task().first().right().successes();
            memorised += result.control().first().right().successes();
            rows += test.size();
        }
        BinomialDistribution chance = BinomialDistribution.of(rows, 0.5);
        assertThat(right).isBetween((long) chance.inverseCumulativeProbability(RARE / 2), (long)
                chance.inverseSurvivalProbability(RARE / 2));
    }

    @Test
    void theQueryThatCarriesTheSignalIsTheOneThatFindsIt() {
        ProbeData train = SyntheticData.truths("train", 2000, 4, 8, 2, 1);
        ProbeData held = SyntheticData.truths("validation", 1000, 4, 8, 2, 2);
        List<Double> scores = new ArrayList<>();
        for (TrainedProbe probe : trainer.trainEachQuery(trial(0.01, 5), train, held)) {
            scores.add(probe.history().best().score());
        }
        assertThat(scores.get(1)).isGreaterThan(0.95);
        assertThat(scores.get(0)).isBetween(0.4, 0.6);
        assertThat(scores.get(2)).isBetween(0.4, 0.6);
        assertThat(scores.get(3)).isBetween(0.4, 0.6);
    }

    @Test
    void boxesThatAreLinearInTheFeaturesAreFound() {
        ProbeData train = SyntheticData.boxes("train", 2000, 2, 8, 1);
        ProbeData test = SyntheticData.boxes("test", 500, 2, 8, 2);
        ProbeTrial trial = ProbeTrial.linear(Objective.boxes())
                .withOptions(TrainingOptions.defaults().withLearningRate(0.01).withEpochs(20));
        try (TrainedProbe probe = trainer.train(trial, train, SyntheticData.boxes("validation", 200, 2, 8, 3))) {
            ProbeResult ours = probe.predict(test).result("probe");
            ProbeResult constant = Baselines.majority(train, test).result("mean box");
            assertThat(ours.meanIou().value()).isGreaterThan(0.8);
            assertThat(ours.compare(constant).pValue()).isLessThan(0.01);
            assertThat(ours.compare(constant).difference()).isPositive();
        }
    }

    @Test
    void randomFeaturesAreWorthNothing() {
        ProbeData train = SyntheticData.truths("train", 2000, 2, 8, 3, 1);
        ProbeData test = SyntheticData.truths("test", 2000, 2, 8, 3, 2);
        try (TrainedProbe probe = trainer.train(trial(0.01, 3), train.withNoise(1), test.withNoise(2))) {
            double share = probe.predict(test.withNoise(2)).right().value();
            assertThat(share).isBetween(0.45, 0.56);
        }
        try (TrainedProbe probe = trainer.train(trial(0.01, 3), train, test)) {
            assertThat(probe.predict(test).right().value()).isGreaterThan(0.98);
        }
    }

    private static ProbeTrial trial(double rate, int epochs) {
        return ProbeTrial.linear(Objective.truth())
                .withOptions(TrainingOptions.defaults().withLearningRate(rate).withEpochs(epochs));
    }
}
