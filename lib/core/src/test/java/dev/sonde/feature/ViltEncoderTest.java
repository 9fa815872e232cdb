package dev.sonde.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.display.SondeException;
import dev.sonde.format.StoredType;
import dev.sonde.image.BatchOptions;
import dev.sonde.image.ImageSource;
import dev.sonde.image.PixelValues;
import dev.sonde.image.ViltPreprocessing;
import dev.sonde.model.Mode;
import dev.sonde.model.RandomCheckpoint;
import dev.sonde.model.TextTokens;
import dev.sonde.model.Vilt;
import dev.sonde.model.ViltConfig;
import dev.sonde.model.ViltImages;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViltEncoderTest {
    private static final ViltConfig CONFIG = new ViltConfig(32, 8, 16, 3, 2, 32, 30_522, 20, 2, 2, 1e-12, true, 0, 0);
    private static final int WIDTH = 16;

    private static Torch torch;
    private static Vilt vilt;

    @TempDir
    Path folder;

    private final ImageSource pictures = TinyModels.pictures(3);
    private final Split split = TinyModels.split("test", 0, 14);

    @BeforeAll
    static void open() {
        torch = Torch.open();
        vilt = Vilt.load(torch, CONFIG, RandomCheckpoint.vilt(CONFIG, 1).withDeviation(0.3));
    }

    @AfterAll
    static void close() {
        torch.close();
    }

    private ViltEncoder encoder(ViltPart part) {
        return ViltEncoder.of(torch, vilt, "ab12", pictures)
                .with(part)
                .withType(StoredType.F32)
                .withBatches(BatchOptions.defaults().withBatchSize(4).withThreads(1));
    }

    private FeatureSet features(ViltEncoder encoder) {
        return new Extraction(encoder, FeatureStore.in(folder).withShardBytes(9 * 4L * WIDTH * 20)).run(split);
    }

    /** What the model says of one example alone: the states of its words and then of its image, without filling. */
    private float[] alone(Example example, int layer) {
        return torch.inference(() -> read(example).layers().get(layer).toFloatArray());
    }

    private static int words(Example example) {
        return TextInput.vilt().encode(example.text()).length();
    }

    private Vilt.States read(Example example) {
        PixelValues pixels = new ViltPreprocessing(32, 8).prepare(pictures.image(example.image()));
        TextTokens text = TextTokens.of(torch, TextInput.vilt().batch(List.of(example.text())));
        return vilt.read(ViltImages.of(torch, pixels), text, Mode.EVALUATE);
    }

    @Test
    void pooledRowsAreTheModels() {
        FeatureSet features = features(encoder(ViltPart.POOLED));

        assertThat(features.shape()).containsExactly(WIDTH);
        for (int row = 0; row < split.size(); row++) {
            Example example = split.examples().get(row);
            float[] expected = torch.inference(() -> read(example).pooled().toFloatArray());
            assertThat(features.row(row)).containsExactly(expected, within(1e-4f));
        }
        assertThat(features.row(0)).isNotEqualTo(features.row(1)).isNotEqualTo(features.row(8));
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "IMAGE"})
    void statesOfWordsAndPatchesAreTheModelsWithZerosBehind(ViltPart part) {
        FeatureSet features = features(encoder(part).withLayers(3, 0, 1));

        assertThat(features.shape()).containsExactly(part == ViltPart.TEXT ? 20 : 1 + 4 * 6, WIDTH);
        for (int layer : List.of(3, 0, 1)) {
            for (int row = 0; row < split.size(); row++) {
                Example example = split.examples().get(row);
                float[] both = alone(example, layer);
                int cut = words(example) * WIDTH;
                float[] expected =
                        part == ViltPart.TEXT ? Arrays.copyOf(both, cut) : Arrays.copyOfRange(both, cut, both.length);
                float[] found = features.layer(layer).row(row);
                assertThat(Arrays.copyOf(found, expected.length)).containsExactly(expected, within(1e-4f));
                assertThat(Arrays.copyOfRange(found, expected.length, found.length))
                        .containsOnly(0f);
            }
        }
    }

    @Test
    void picturesOfDifferentSizesAreInTheSplit() {
        Stream<Long> patches = split.images().stream()
                .map(image -> torch.inference(() -> {
                    NDArray pixels = ViltImages.of(torch, new ViltPreprocessing(32, 8).prepare(pictures.image(image)))
                            .pixels();
                    return pixels.size();
                }));
        assertThat(patches.distinct().count()).isGreaterThan(1);
    }

    @Test
    void otherPartsLayersWeightsAndPicturesHaveOtherAddresses() {
        ViltEncoder encoder = encoder(ViltPart.TEXT);
        assertThat(Stream.of(
                                encoder,
                                encoder.with(ViltPart.IMAGE),
                                encoder.with(ViltPart.POOLED),
                                encoder.withLayers(1),
                                encoder.withType(StoredType.F16),
                                encoder.withText(TextInput.blip2()),
                                ViltEncoder.of(torch, vilt, "cd34", pictures).with(ViltPart.TEXT),
                                ViltEncoder.of(torch, vilt, "ab12", TinyModels.pictures(4))
                                        .with(ViltPart.TEXT))
                        .map(one -> one.key(split).address()))
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyTheLastLayerIsPooled() {
        assertThatThrownBy(() -> encoder(ViltPart.POOLED).withLayers(1))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("Only the last layer, 3");
    }

    @Test
    void theBagHoldsEachTokenOfTheTextOnce() {
        FeatureSet bags = new Extraction(new BagOfWords(TextInput.vilt()), FeatureStore.in(folder)).run(split);

        assertThat(bags.shape()).containsExactly(30_522);
        for (int row = 0; row < split.size(); row++) {
            float[] expected = new float[30_522];
            TextInput.vilt().encode(split.examples().get(row).text()).ids().forEach(id -> expected[id] = 1);
            assertThat(bags.row(row)).containsExactly(expected);
        }
    }
}
