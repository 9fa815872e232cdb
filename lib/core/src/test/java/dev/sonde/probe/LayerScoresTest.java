package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.data.Task;
import dev.sonde.display.SondeException;
import dev.sonde.feature.FeatureSet;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredTensor;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file with two layers: noise, and noise with the answer in it. */
class LayerScoresTest {
    private static final int ROWS = 1200;
    private static final int WIDTH = 8;
    private static final ProbeTrial TRIAL = ProbeTrial.linear(Objective.truth())
            .withOptions(TrainingOptions.defaults().withLearningRate(0.02).withEpochs(10));

    @TempDir
    Path folder;

    private final Torch torch = Torch.open();
    private final FrozenTrainer trainer = FrozenTrainer.on(torch);
    private final Task task = Task.byImages(
            "planted",
            IntStream.range(0, ROWS)
                    .mapToObj(i -> new Example(
                            Integer.toString(i), i / 4 + ".jpg", "text " + i, new Answer.Truth(truth(i)), Map.of()))
                    .toList(),
            0);

    @BeforeEach
    void oneThread() {
        torch.threads(1);
    }

    @AfterEach
    void close() {
        torch.close();
    }

    @Test
    void onlyTheLayerWithTheAnswerIsBetterThanGuessing() {
        LayerScores scores = LayerScores.of(trainer, TRIAL, features("features.0", "features.6"), task);
        assertThat(scores.layers().keySet()).containsExactly(0, 6);
        assertThat(scores.layers().get(0).score().value()).isBetween(0.4, 0.6);
        assertThat(scores.layers().get(6).score().value()).isGreaterThan(0.9);
        assertThat(scores.comparisons()).singleElement().satisfies(comparison -> {
            assertThat(comparison.difference()).isGreaterThan(0.3);
            assertThat(comparison.first()).isEqualTo("planted, layer 6");
            assertThat(comparison.second()).isEqualTo("planted, layer 0");
            assertThat(comparison.pValue()).isLessThan(2e-4); // about the least of 10,000 permutations
        });
        assertThat(LayerScores.comparisons(scores, scores).toString()).contains("p (Holm)");
    }

    @Test
    void theFigureHasALineForEachTaskAndAPointForEachLayer() {
        LayerScores scores = LayerScores.of(trainer, TRIAL, features("features.0", "features.6"), task);
        Figure figure = LayerScores.figure(scores, new LayerScores("again", scores.layers()));
        assertThat(figure.panels().get(0).marks()).extracting(Mark::name).containsExactly("planted", "again");
        Mark.Line line = (Mark.Line) figure.panels().get(0).marks().get(0);
        assertThat(line.x()).containsExactly(0.0, 6.0);
        assertThat(line.y().get(1)).isEqualTo(scores.layers().get(6).score().percent());
        assertThat(line.band()).isPresent();
    }

    @Test
    void theResultOfALayerIsThatOfItsControls() {
        FeatureSet features = features("features.0", "features.6");
        ProbeResult layer =
                LayerScores.of(trainer, TRIAL, features, task).layers().get(6);
        ProbeResult alone = Controls.of(trainer, TRIAL, features.layer(6), task).result();
        assertThat(layer.seeds()).isEqualTo(alone.seeds());
    }

    @Test
    void featuresWithoutLayersAreRefused() {
        FeatureSet features = features("features");
        assertThatThrownBy(() -> LayerScores.of(trainer, TRIAL, features, task))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("features.0");
    }

    /** The answer is in the last layer of those that are named. */
    private FeatureSet features(String... names) {
        Random random = new Random(1);
        List<StoredTensor> tensors = new ArrayList<>();
        for (String name : names) {
            boolean planted = name.equals(names[names.length - 1]);
            float[] values = new float[ROWS * WIDTH];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() + (planted ? truth(i / WIDTH) ? 1 : -1 : 0);
            }
            tensors.add(StoredTensor.ofFloats(name, List.of((long) ROWS, (long) WIDTH), values));
        }
        Path file = folder.resolve("planted.safetensors");
        SafetensorsWriter.write(file, Map.of(), tensors);
        return FeatureSet.open(file);
    }

    private static boolean truth(int row) {
        return new Random(row * 7919L).nextInt(1000) % 2 == 0;
    }
}
