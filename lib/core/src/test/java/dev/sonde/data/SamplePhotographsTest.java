package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SamplePhotographsTest {
    @Test
    void everyPhotographIsThereByteForByteWithItsLicence() throws IOException {
        Photographs photographs = SamplePhotographs.photographs();
        assertThat(SamplePhotographs.attributions()).isNotEmpty();
        for (Attribution attribution : SamplePhotographs.attributions()) {
            Path file = photographs.path(attribution.image());
            byte[] sum = TextFile.sha256Digest().digest(Files.readAllBytes(file));
            assertThat(HexFormat.of().formatHex(sum)).isEqualTo(attribution.sha256());
            assertThat(attribution.licence()).isIn("CC-BY-2.0", "CC-BY-SA-2.0");
        }
    }

    @Test
    void everyPhraseIsAboutAPhotographThatIsThere() {
        ReferringSplit phrases = SamplePhotographs.phrases();
        assertThat(phrases.size()).isEqualTo(7);
        assertThat(SamplePhotographs.photographs().missing(phrases.examples("phrases")))
                .isEmpty();
        assertThat(phrases.examples("phrases").examples())
                .allSatisfy(example -> assertThat(example.answer()).isInstanceOf(Answer.Region.class));
    }

    @Test
    void referencesMakeEightyOnePositivesAndSeventyTwoNegatives() {
        ReferringSplit references = SamplePhotographs.references();
        assertThat(references.size()).isEqualTo(212);
        RegionCells built = RegionCells.build("RCM", references.expressions(), RegionCellOptions.defaults());
        assertThat(built.counts().phrasesPerCell()).isEqualTo(List.of(9, 11, 14, 16, 81, 22, 13, 28, 18));
        assertThat(built.counts().positives()).isEqualTo(81);
        assertThat(built.counts().negatives()).isEqualTo(72);
        assertThat(built.split().labels()).isEqualTo(new LabelCounts(153, 81));
    }

    @Test
    void unknownPhotographIsRefused() {
        assertThatThrownBy(() -> SamplePhotographs.attribution("000000000001.jpg"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("000000000309.jpg");
    }

    @Test
    void expressionWithoutASizeIsNoExample() {
        ReferringExpression bundled = RefCoco.bundledVal().val().expressions().get(0);
        assertThat(bundled.size()).isEqualTo(Optional.empty());
        assertThatThrownBy(bundled::example)
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(bundled.image())
                .hasMessageContaining("withSizes");
    }
}
