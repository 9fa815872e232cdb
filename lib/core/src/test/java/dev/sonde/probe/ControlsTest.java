package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.display.SondeException;
import dev.sonde.stats.OnlineCodelength;
import dev.sonde.stats.VInformation;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlsTest {
    private static final ProbeTrial TRIAL = ProbeTrial.linear(Objective.truth())
            .withOptions(TrainingOptions.defaults().withLearningRate(0.01).withEpochs(8));

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
    void theInformationOfAPlantedSignalIsTheKnownOne() {
        double margin = 1.2;
        Controls controls = controls(margin, 4000, 3000);
        VInformation information = controls.information();
        assertThat(information.value()).isCloseTo(knownBits(margin), within(0.04));
        assertThat(information.pvi()).hasSize(3000);
        assertThat(information.accuracy().value())
                .isEqualTo(controls.result().score().value());
    }

    @Test
    void labelsThatCannotBeReadHaveNoInformationAndNoShorterCode() {
        Controls controls = controls(0, 1000, 1000);
        assertThat(controls.information().value()).isLessThan(0.02);
        for (OnlineCodelength code : controls.codelengths(2)) {
            assertThat(code.items()).isEqualTo(1000);
            assertThat(code.compression()).isLessThan(1.02);
        }
    }

    @Test
    void labelsThatCanBeReadHaveAShorterCodeWhateverTheShuffle() {
        List<OnlineCodelength> codes = controls(3, 1000, 100).codelengths(3);
        assertThat(codes).allMatch(code -> code.compression() > 2);
        assertThat(codes.get(0).bits()).isNotEqualTo(codes.get(1).bits());
    }

    @Test
    void aSignalIsSelectiveAndTheControlTaskIsAtChance() {
        ControlResult result = controls(3, 2000, 2000).selectivity(0);
        BinomialDistribution chance = BinomialDistribution.of(2000, 0.5);
        assertThat(result.control().first().right().successes())
                .isBetween((long) chance.inverseCumulativeProbability(5e-4), (long)
                        chance.inverseSurvivalProbability(5e-4));
        assertThat(result.selectivity().value()).isGreaterThan(0.4);
        assertThat(result.toString()).contains("control task", "Selectivity");
    }

    @Test
    void aProbeThatOnlyRecognisesTextsIsNotSelective() {
        ProbeData train = recognisable(1000, 1);
        ProbeData test = recognisable(500, 2);
        ControlResult result =
                Controls.of(trainer, TRIAL, train, recognisable(200, 3), test).selectivity(0);
        assertThat(result.seen()).isEqualTo(1);
        assertThat(result.task().score().value()).isGreaterThan(0.95);
        assertThat(result.control().score().value()).isGreaterThan(0.95);
        assertThat(Math.abs(result.selectivity().value())).isLessThan(0.05);
    }

    @Test
    void equalTextsHaveEqualRandomAnswersInAllSplits() {
        ProbeData train = recognisable(300, 1);
        ControlTask task = ControlTask.of(train, recognisable(100, 2), recognisable(100, 3), 5);
        Map<String, Float> answers = new HashMap<>();
        for (ProbeData data : List.of(task.train(), task.validation(), task.test())) {
            for (int row = 0; row < data.size(); row++) {
                float answer = data.targets().value(row, 0);
                assertThat(answers.merge(data.texts().get(row), answer, (a, b) -> a))
                        .isEqualTo(answer);
            }
        }
        assertThat(answers.values()).contains(0f, 1f);
        assertThat(ControlTask.of(train, train, train, 6).train().targets().values(0, 300))
                .isNotEqualTo(
                        ControlTask.of(train, train, train, 5).train().targets().values(0, 300));
    }

    @Test
    void theQueryWithTheSignalIsTheBest() {
        QueryScores scores = controls(2, 1000, 1000).perQuery();
        assertThat(scores.scores()).hasSize(3);
        assertThat(scores.best()).isEqualTo(1);
    }

    @Test
    void theFrontierLeavesOutProbesThatASmallerOneEquals() {
        SizeFrontier frontier = controls(3, 1000, 500)
                .frontier(List.of(new ProbeHead.SwiGlu(2, 64), ProbeHead.linear(), new ProbeHead.SwiGlu(2, 4)));
        assertThat(frontier.points()).extracting(SizeFrontier.Point::parameters).contains(25L);
        assertThat(frontier.best().get(0).head()).isEqualTo(ProbeHead.linear());
        assertThat(frontier.best()).isSortedAccordingTo((a, b) -> Long.compare(a.parameters(), b.parameters()));
        assertThat(frontier.best())
                .isSortedAccordingTo(
                        (a, b) -> Double.compare(a.score().value(), b.score().value()));
        assertThat(frontier.toString()).contains("SwiGLU, 2 layers, width 64", "selectivity");
    }

    @Test
    void oneCallGivesAllControls() {
        ControlReport report = controls(3, 600, 400).all();
        assertThat(report.toString())
                .contains("linear", "majority", "label prior", "random features", "control task")
                .contains("Selectivity", "compression", "V-information");
        assertThat(report.result().score().value()).isGreaterThan(0.95);
        assertThat(report.randomFeatures().score().value()).isBetween(0.38, 0.62);
    }

    @Test
    void boxesHaveControlsButNoCode() {
        ProbeTrial trial = TRIAL.withObjective(Objective.boxes());
        ProbeData train = SyntheticData.boxes("train", 600, 2, 8, 1);
        ProbeData test = SyntheticData.boxes("test", 300, 2, 8, 2);
        Controls controls = Controls.of(trainer, trial, train, SyntheticData.boxes("validation", 100, 2, 8, 3), test);
        assertThatThrownBy(() -> controls.codelengths(1))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("boxes");
        ControlReport report = controls.all();
        assertThat(report.codelengths()).isEmpty();
        assertThat(report.control().selectivity().value()).isPositive();
    }

    // E[1 - log2(1 + exp(-2 m z))] for z normal around m: the bits of the best reader, at equal shares of labels.
    private static double knownBits(double margin) {
        NormalDistribution normal = NormalDistribution.of(margin, 1);
        double bits = 0;
        double step = 0.001;
        for (double z = margin - 9; z < margin + 9; z += step) {
            bits += step * normal.density(z) * (1 - Math.log1p(Math.exp(-2 * margin * z)) / Math.log(2));
        }
        return bits;
    }

    private Controls controls(double margin, int rows, int tested) {
        return Controls.of(
                trainer,
                TRIAL,
                SyntheticData.truths("train", rows, 3, 8, margin, 1),
                SyntheticData.truths("validation", 500, 3, 8, margin, 2),
                SyntheticData.truths("test", tested, 3, 8, margin, 3));
    }

    // Features that say which of 16 texts a row has, and nothing else; the answer is a property of the text.
    private static ProbeData recognisable(int rows, long seed) {
        Random random = new Random(seed);
        float[][] features = new float[rows][16];
        List<Example> examples = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int text = random.nextInt(16);
            features[row][text] = 4;
            examples.add(new Example(
                    "row " + row, "image " + row, "text " + text, new Answer.Truth(text % 2 == 0), Map.of()));
        }
        return ProbeData.of(new MemoryRows(features, 1, "recognisable"), new Split("recognisable " + seed, examples));
    }
}
