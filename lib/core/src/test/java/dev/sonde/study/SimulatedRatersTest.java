package dev.sonde.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.data.GridCell;
import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedRatersTest {
    /** So large that a share is told to about 0.01. */
    private static final StudyKey LARGE = StudyKey.of(IntStream.range(0, 8000)
            .mapToObj(i -> StudyItems.item(i + ".jpg", GridCell.TOP, i % 2 == 0 ? GridCell.TOP : GridCell.BOTTOM))
            .toList());

    @ParameterizedTest
    @CsvSource({"0.9229, 0.33", "0.9229, 0", "0.8, 0.6", "0.6, 0.99", "0.75, 0.1"})
    void accuracyAndKappaAreThoseOfTheModel(double accuracy, double correlation) {
        SimulatedRaters raters = SimulatedRaters.withDefaults()
                .withAccuracy(accuracy)
                .withCorrelation(correlation)
                .withExcluded(0, 0);
        StudyResult result = StudyResult.of(raters.answer(LARGE, 5, 1), 100, 0);
        double kappa = 1 - 4 * accuracy * (1 - accuracy) * (1 - correlation);
        assertThat(result.meanAccuracy()).isCloseTo(accuracy, within(0.02));
        assertThat(result.agreement().kappa().orElseThrow().kappa()).isCloseTo(kappa, within(0.03));
        assertThat(result.agreement().items()).isEqualTo(8000);
    }

    @Test
    void everyRaterIsAsRightAsTheOthers() {
        StudyResult result = StudyResult.of(SimulatedRaters.withDefaults().answer(LARGE, 5, 2), 100, 0);
        assertThat(result.raters()).allSatisfy(rater -> assertThat(
                        rater.kept().proportion().orElseThrow().value())
                .isCloseTo(0.9229, within(0.015)));
    }

    @Test
    void someAnswersAreLeftOutAsTheOptionsSay() {
        StudyResult result = StudyResult.of(
                SimulatedRaters.withDefaults().withExcluded(0.2, 0.1).answer(LARGE, 2, 3), 100, 0);
        assertThat(result.raters().get(0).severalCells() / 8000.0).isCloseTo(0.2, within(0.02));
        assertThat(result.raters().get(1).incorrect() / 8000.0).isCloseTo(0.1, within(0.02));
        assertThat(result.accuracy().answers() / 16000.0).isCloseTo(0.8 * 0.9, within(0.02));
    }

    @Test
    void answersDependOnTheSeedAlone() {
        StudyKey key = StudyItems.key();
        SimulatedRaters raters = SimulatedRaters.withDefaults().withAccuracy(0.5);
        assertThat(raters.answer(key, 5, 1)).isEqualTo(raters.answer(key, 5, 1));
        assertThat(raters.answer(key, 5, 1)).isNotEqualTo(raters.answer(key, 5, 2));
    }

    @Test
    void filesSayThatTheyAreSimulated(@TempDir Path folder) throws IOException {
        StudyKey key = StudyItems.key();
        StudyAnswers answers = SimulatedRaters.withDefaults().answer(key, 2, 1);
        List<Path> files = answers.write(folder);
        assertThat(files)
                .extracting(Path::getFileName)
                .extracting(Path::toString)
                .containsExactly("answers-simulated-1.json", "answers-simulated-2.json");
        assertThat(Files.readString(files.get(0))).contains("\"simulated\" : true");
        assertThat(StudyAnswers.read(key, files.toArray(Path[]::new))).isEqualTo(answers);
        assertThat(answers.origin()).isEqualTo(Origin.SIMULATED);
    }

    @Test
    void sharesOutOfRangeAreRefused() {
        SimulatedRaters raters = SimulatedRaters.withDefaults();
        assertThatThrownBy(() -> raters.withAccuracy(92.29))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("accuracy")
                .hasMessageContaining("found 92.29");
        assertThatThrownBy(() -> raters.withCorrelation(1)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> raters.withExcluded(-0.1, 0)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> raters.withExcluded(0, Double.NaN)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> raters.answer(StudyItems.key(), 0, 1)).isInstanceOf(SondeException.class);
    }
}
