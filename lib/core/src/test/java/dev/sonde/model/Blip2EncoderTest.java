package dev.sonde.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.data.SamplePhotographs;
import dev.sonde.display.SondeException;
import dev.sonde.image.Images;
import dev.sonde.image.RgbImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Blip2EncoderTest {
    private static final Blip2Config CONFIG = Blip2Config.narrow();
    private static Blip2Encoder encoder;
    private static RgbImage photograph;
    private static RgbImage other;

    @BeforeAll
    static void open() {
        encoder = Blip2Encoder.narrow();
        photograph = Images.read(sample(0));
        other = Images.read(sample(1));
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    private static Path sample(int number) {
        return SamplePhotographs.photographs()
                .path(SamplePhotographs.attributions().get(number).image());
    }

    @Test
    void theHiddenStatesHaveTheShapesOfTheModel() {
        Encoded encoded = encoder.encode(photograph, "the dog on the left");
        assertThat(encoded.image()).hasDimensions(257, CONFIG.vision().width());
        assertThat(encoded.layers()).hasSize(CONFIG.qformer().layers() + 1);
        assertThat(encoded.lastQueries()).hasDimensions(32, CONFIG.qformer().width());
        assertThat(encoded.text(3))
                .hasDimensions(encoded.tokens().size(), CONFIG.qformer().width());
        assertThat(encoded.tokens()).containsExactly("[CLS]", "the", "dog", "on", "the", "left", "[SEP]");
        assertThat(encoded.view().toString()).contains("257 × 128", "32 × 96", "7 × 96", "queries after layer 11");
    }

    @Test
    void queriesOfAllLayersAreFiniteAndDiffer() {
        Encoded encoded = encoder.encode(photograph, "the dog");
        for (int layer = 0; layer < encoded.layers().size(); layer++) {
            for (float[] row : encoded.queries(layer)) {
                assertThat(row).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
            }
        }
        assertThat(encoded.queries(1)[0]).isNotEqualTo(encoded.queries(2)[0]);
        assertThat(encoded.queries(1)[0]).isNotEqualTo(encoded.queries(1)[1]);
    }

    @Test
    void theSamePhotographAndTextGiveTheSameNumbers() {
        Encoded once = encoder.encode(photograph, "the dog");
        assertThat(Arrays.deepEquals(
                        once.lastQueries(),
                        encoder.encode(sample(0), "The dog.").lastQueries()))
                .isTrue();
        assertThat(Arrays.stream(once.similarity(once)).min().orElseThrow()).isCloseTo(1, within(1e-6));
    }

    @Test
    void anotherTextAndAnotherPhotographChangeTheQueriesButNotWhatGoesIn() {
        Encoded dog = encoder.encode(photograph, "the dog");
        double[] byText = dog.similarity(encoder.encode(photograph, "a red bus in the street"));
        double[] byPhotograph = dog.similarity(encoder.encode(other, "the dog"));
        assertThat(byText[0]).isCloseTo(1, within(1e-6));
        assertThat(byPhotograph[0]).isCloseTo(1, within(1e-6));
        assertThat(byText[12]).isLessThan(0.999);
        assertThat(byPhotograph[12]).isLessThan(0.999);
    }

    @Test
    void theAttentionOfAQueryIsSharedAmongClassTokenAndPatches() {
        ImageAttention attention = encoder.attention(photograph, "the dog", 10);
        assertThat(attention.heads()).hasSize(12);
        double[][] map = attention.map(31);
        double patches = Arrays.stream(map).flatMapToDouble(Arrays::stream).sum();
        assertThat(map).hasDimensions(16, 16);
        assertThat(patches + attention.classToken(31)).isCloseTo(1, within(1e-5));
        assertThat(map[3][5]).isCloseTo(meanOfHeads(attention, 31, 1 + 3 * 16 + 5), within(1e-9));
        assertThatThrownBy(() -> attention.map(32)).isInstanceOf(SondeException.class);
    }

    @Test
    void aLayerInWhichTheQueriesDoNotLookIsRefused() {
        assertThatThrownBy(() -> encoder.attention(photograph, "the dog", 3))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("layer 3")
                .hasMessageContaining("[0, 2, 4, 6, 8, 10]");
        assertThatThrownBy(() -> encoder.attention(photograph, "the dog", 12)).isInstanceOf(SondeException.class);
    }

    private static double meanOfHeads(ImageAttention attention, int query, int token) {
        double sum = 0;
        for (float[][] head : attention.heads()) {
            sum += head[query][token];
        }
        return sum / attention.heads().size();
    }

    @Test
    void aStateThatIsNotThereIsRefused() {
        Encoded encoded = encoder.encode(photograph, "the dog");
        assertThatThrownBy(() -> encoded.queries(13))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("12");
    }

    @Test
    void aWrittenModelEncodesAsTheOneInMemory(@TempDir Path folder) {
        Blip2Config tiny = new Blip2Config(
                new VisionConfig(28, 14, 16, 2, 2, 32, 1e-6, true),
                new QFormerConfig(3, 12, 2, 3, 24, 16, 2, true, 30_523, 40, 0, 1e-12, 0.1, 0.1),
                8);
        try (Blip2Encoder memory = Blip2Encoder.random(tiny, 5);
                Blip2Encoder file =
                        Blip2Encoder.open(RandomCheckpoint.blip2(tiny, 5).write(folder))) {
            assertThat(file.encode(photograph, "the dog").lastQueries())
                    .isDeepEqualTo(memory.encode(photograph, "the dog").lastQueries());
            assertThat(file.toString()).contains("model.safetensors");
        }
    }

    @Test
    void aFolderIsFoundByEitherName(@TempDir Path root) {
        assertThat(new ModelFolder(Optional.of(root)).find(ModelFolder.BLIP2)).isEmpty();
        Path folder = root.resolve("blip2-itm-vit-g");
        RandomCheckpoint.vilt(new ViltConfig(64, 32, 12, 1, 3, 24, 50, 20, 2, 2, 1e-12, true, 0, 0), 1)
                .write(folder);
        ModelFolder models = new ModelFolder(Optional.of(root));
        assertThat(models.find(ModelFolder.BLIP2)).contains(folder);
        assertThat(models.toString()).contains(ModelFolder.VILT, "not there", "vilt, ");
    }
}
