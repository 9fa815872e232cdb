package dev.sonde.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.display.SondeException;
import dev.sonde.format.StoredType;
import dev.sonde.image.BlipPreprocessing;
import dev.sonde.image.ImageSource;
import dev.sonde.model.Blip2;
import dev.sonde.model.EncodingOptions;
import dev.sonde.model.ImageKeys;
import dev.sonde.model.Mode;
import dev.sonde.model.Pixels;
import dev.sonde.model.Resampler;
import dev.sonde.model.TextTokens;
import dev.sonde.model.WeightsHash;
import dev.sonde.text.TextInput;
import dev.sonde.text.Truncation;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryEncoderTest {
    private static final TextInput TEXT = TextInput.blip2();

    private static Torch torch;
    private static Blip2 blip2;

    @TempDir
    Path folder;

    private final String weights = WeightsHash.ofQFormer(TinyModels.weights(1));
    private final ImageSource pictures = TinyModels.pictures(1);
    private final Split split = TinyModels.split("test", 0, 20);

    @BeforeAll
    static void open() {
        torch = Torch.open();
        blip2 = TinyModels.blip2(torch, 1);
    }

    @AfterAll
    static void close() {
        torch.close();
    }

    private FeatureStore store() {
        return FeatureStore.in(folder);
    }

    private ImageTokenSet tokens(StoredType type) {
        return ImageTokenStore.of(torch, blip2.vision(), WeightsHash.ofVision(TinyModels.weights(1)), store())
                .withType(type)
                .of(pictures, split);
    }

    private QueryEncoder encoder(ImageTokenSet tokens) {
        return QueryEncoder.of(torch, blip2.qformer(), weights, TEXT, tokens);
    }

    /** The model itself, one example at a time. */
    private float[] states(Example example, int layer) {
        return torch.inference(() -> {
            NDArray pixels = Pixels.array(torch, new BlipPreprocessing(28).prepare(pictures.image(example.image())));
            return blip2.hiddenStates(pixels, TextTokens.of(torch, TEXT.batch(List.of(example.text()))))
                    .queries(layer)
                    .toFloatArray();
        });
    }

    @ParameterizedTest
    @CsvSource({"F32, 1e-4", "F16, 1e-2"})
    void eachRowIsWhatTheModelSaysOfItsExample(StoredType type, float tolerance) {
        QueryEncoder encoder = encoder(tokens(type)).withType(type).withLayers(4, 0, 2);
        // Files of a few rows: an image's texts come in two chunks.
        FeatureSet features = new Extraction(encoder, store().withShardBytes(5 * 3 * 64L * type.bytes())).run(split);

        assertThat(features.shape()).containsExactly(4, 16);
        for (int layer : List.of(4, 0, 2)) {
            for (int row = 0; row < split.size(); row++) {
                assertThat(features.layer(layer).row(row))
                        .containsExactly(states(split.examples().get(row), layer), within(tolerance));
            }
        }
    }

    @Test
    void textsAndImagesShowInTheRows() {
        FeatureSet features = new Extraction(encoder(tokens(StoredType.F32)), store()).run(split);

        assertThat(distance(features.row(0), features.row(1)))
                .as("another text")
                .isGreaterThan(0.1);
        assertThat(distance(features.row(0), features.row(8 * 2)))
                .as("another image")
                .isGreaterThan(0.1);
    }

    @Test
    void withoutTextTheQueriesSeeTheImageOnly() {
        FeatureSet features = new Extraction(
                        encoder(tokens(StoredType.F32)).withoutText().withType(StoredType.F32), store())
                .run(split);

        float[] expected = torch.inference(() -> {
            NDArray pixels = Pixels.array(torch, new BlipPreprocessing(28).prepare(pictures.image("picture-0")));
            return blip2.qformer()
                    .readImage(blip2.qformer().look(blip2.vision().encode(pixels)), Mode.EVALUATE)
                    .lastQueries()
                    .toFloatArray();
        });
        for (int row = 0; row < 3; row++) {
            assertThat(features.row(row)).containsExactly(expected, within(1e-4f));
        }
    }

    @Test
    void anotherRunFindsTheRowsAndDoesNotEvenReadTheWeights() {
        ImageTokenSet tokens = tokens(StoredType.F16);
        new Extraction(encoder(tokens), store()).run(split);
        Supplier<Resampler> unread = () -> {
            throw new AssertionError("the weights are read");
        };
        QueryEncoder again = QueryEncoder.of(torch, TinyModels.CONFIG.qformer().sizes(), unread, weights, TEXT, tokens);

        FeatureSet found = new Extraction(again, store()).run(split);

        assertThat(found.rows()).isEqualTo(split.size());
    }

    @Test
    void whatChangesTheNumbersChangesTheAddress() {
        ImageTokenSet tokens = tokens(StoredType.F16);
        QueryEncoder encoder = encoder(tokens);
        List<Encoder> others = List.of(
                encoder,
                encoder.withLayers(3),
                encoder.withLayers(3, 4),
                encoder.withType(StoredType.F32),
                encoder.withoutText(),
                encoder(tokens(StoredType.F32)),
                QueryEncoder.of(torch, blip2.qformer(), weights, TEXT.withTruncation(Truncation.right(8)), tokens),
                QueryEncoder.of(torch, blip2.qformer(), WeightsHash.ofQFormer(TinyModels.weights(2)), TEXT, tokens));

        assertThat(others.stream().map(other -> other.key(split).address())).doesNotHaveDuplicates();
    }

    @Test
    void whatElseIsReadAtATimeDoesNotChangeTheAddress() {
        QueryEncoder encoder = encoder(tokens(StoredType.F16));
        assertThat(encoder.withOptions(new EncodingOptions(3, 1)).key(split)).isEqualTo(encoder.key(split));
    }

    @Test
    void anExampleReadTwiceIsComputedOnce() {
        Split twice = new Split(
                "twice",
                split.examples().stream()
                        .limit(6)
                        .flatMap(example -> List.of(example, renamed(example)).stream())
                        .toList());
        List<Integer> texts = new ArrayList<>();
        Resampler counting = new Forwarding(blip2.qformer(), texts);

        FeatureSet features = new Extraction(
                        QueryEncoder.of(torch, counting, weights, TEXT, tokens(StoredType.F16)), store())
                .run(twice);

        assertThat(texts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(6);
        assertThat(features.row(1)).containsExactly(features.row(0));
    }

    @Test
    void aResamplerThatReadsNoTextIsEncodedToo() {
        Resampler mean = new MeanOfTokens();
        FeatureSet features = new Extraction(
                        QueryEncoder.of(torch, mean, "none", TEXT, tokens(StoredType.F32))
                                .withType(StoredType.F32),
                        store())
                .run(split);

        float[] expected = torch.inference(() -> tokens(StoredType.F32)
                .tokens(torch)
                .of(List.of(0))
                .mean(new int[] {1})
                .toFloatArray());
        assertThat(features.shape()).containsExactly(1, 16);
        assertThat(features.row(2)).containsExactly(expected, within(1e-5f));
    }

    @Test
    void anImageWithoutTokensIsNamed() {
        Extraction extraction = new Extraction(encoder(tokens(StoredType.F16)), store());
        assertThatThrownBy(() -> extraction.run(TinyModels.split("other", 300, 3)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("picture-100");
    }

    @Test
    void aLayerThatIsNotThereIsToldBeforeAnythingIsComputed() {
        QueryEncoder encoder = encoder(tokens(StoredType.F16));
        assertThatThrownBy(() -> encoder.withLayers(5))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("[5]");
    }

    private static Example renamed(Example example) {
        return new Example(example.id() + "again", example.image(), example.text(), example.answer(), Map.of());
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }

    /** Notes how many texts are read. */
    private record Forwarding(Resampler to, List<Integer> texts) implements Resampler {
        @Override
        public int queries() {
            return to.queries();
        }

        @Override
        public int width() {
            return to.width();
        }

        @Override
        public int layers() {
            return to.layers();
        }

        @Override
        public String description() {
            return to.description();
        }

        @Override
        public ImageKeys look(NDArray imageTokens) {
            return to.look(imageTokens);
        }

        @Override
        public List<NDArray> resample(ImageKeys image, Optional<TextTokens> text, Mode mode) {
            texts.add((int) image.batch());
            return to.resample(image, text, mode);
        }
    }

    /** One query: the mean of the tokens. */
    private static final class MeanOfTokens implements Resampler {
        @Override
        public int queries() {
            return 1;
        }

        @Override
        public int width() {
            return 16;
        }

        @Override
        public int layers() {
            return 0;
        }

        @Override
        public ImageKeys look(NDArray imageTokens) {
            return ImageKeys.of(List.of(imageTokens.mean(new int[] {1}, true)));
        }

        @Override
        public List<NDArray> resample(ImageKeys image, Optional<TextTokens> text, Mode mode) {
            NDArray means = image.arrays().get(0);
            return List.of(
                    image.rows().map(rows -> means.get(rows)).orElse(means).duplicate());
        }
    }
}
