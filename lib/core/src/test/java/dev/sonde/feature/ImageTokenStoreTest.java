package dev.sonde.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.data.Split;
import dev.sonde.display.SondeException;
import dev.sonde.format.StoredType;
import dev.sonde.image.BatchOptions;
import dev.sonde.image.BlipPreprocessing;
import dev.sonde.image.ImageSource;
import dev.sonde.image.RgbImage;
import dev.sonde.model.Blip2;
import dev.sonde.model.ImageTextPairs;
import dev.sonde.model.Pixels;
import dev.sonde.model.WeightsHash;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTokenStoreTest {
    private static Torch torch;
    private static Blip2 blip2;

    @TempDir
    Path folder;

    private final ImageSource pictures = TinyModels.pictures(1);
    private final Split train = TinyModels.split("train", 0, 20);
    private final Split test = TinyModels.split("test", 15, 10);

    @BeforeAll
    static void open() {
        torch = Torch.open();
        blip2 = TinyModels.blip2(torch, 1);
    }

    @AfterAll
    static void close() {
        torch.close();
    }

    private ImageTokenStore store(long seed) {
        return ImageTokenStore.of(
                torch, blip2.vision(), WeightsHash.ofVision(TinyModels.weights(seed)), FeatureStore.in(folder));
    }

    private float[] seen(String image) {
        return torch.inference(() -> blip2.vision()
                .encode(Pixels.array(torch, new BlipPreprocessing(28).prepare(pictures.image(image))))
                .toFloatArray());
    }

    @Test
    void tokensOfAllSplitsAreThoseOfTheTransformer() {
        ImageTokenSet tokens = store(1).withType(StoredType.F32).of(pictures, train, test);

        assertThat(tokens.images()).hasSize(9).containsAll(train.images()).containsAll(test.images());
        assertThat(tokens.tokensPerImage()).isEqualTo(5);
        for (String image : tokens.images()) {
            float[] expected = seen(image);
            assertThat(tokens.features().row(tokens.number(image))).containsExactly(expected, within(1e-5f));
            float[] array = torch.inference(
                    () -> tokens.tokens(torch).of(List.of(tokens.number(image))).toFloatArray());
            assertThat(array).containsExactly(expected, within(1e-5f));
        }
    }

    @Test
    void halvesAreNearEnoughAndHalfAsLarge() {
        ImageTokenSet halves = store(1).of(pictures, train);
        ImageTokenSet singles = store(1).withType(StoredType.F32).of(pictures, train);

        assertThat(halves.features().rowBytes()).isEqualTo(singles.features().rowBytes() / 2);
        assertThat(halves.features().row(3)).containsExactly(singles.features().row(3), within(2e-3f));
    }

    @Test
    void theOrderOfSplitsDoesNotMatterAndNothingIsComputedTwice() {
        ImageTokenSet first = store(1).of(pictures, train, test);
        AtomicInteger read = new AtomicInteger();
        ImageSource counting = new ImageSource() {
            @Override
            public RgbImage image(String name) {
                read.incrementAndGet();
                return pictures.image(name);
            }

            @Override
            public List<String> fingerprints(List<String> names) {
                return pictures.fingerprints(names);
            }
        };

        ImageTokenSet second = store(1).of(counting, test, train);

        assertThat(second.features().path()).isEqualTo(first.features().path());
        assertThat(read).hasValue(0);
    }

    @Test
    void otherWeightsPreprocessingTypeImagesOrPicturesHaveAnotherAddress() {
        ImageTokenStore store = store(1);
        List<ImageTokenSet> sets = List.of(
                store.of(pictures, train),
                store(2).of(pictures, train),
                store.withType(StoredType.F32).of(pictures, train),
                store.of(pictures, test),
                store.of(TinyModels.pictures(2), train));

        assertThat(sets.stream().map(set -> set.features().path())).doesNotHaveDuplicates();
        ImageTokenStore other = new ImageTokenStore(
                torch,
                blip2.vision().config(),
                blip2::vision,
                "weights",
                new BlipPreprocessing(56),
                FeatureStore.in(folder),
                StoredType.F16,
                BatchOptions.defaults());
        assertThat(other.recipe().preprocessing()).isNotEqualTo(store.recipe().preprocessing());
    }

    @Test
    void theTransformerIsAskedForOnlyWhereTokensAreMissing() {
        AtomicInteger asked = new AtomicInteger();
        ImageTokenStore store = new ImageTokenStore(
                torch,
                blip2.vision().config(),
                () -> {
                    asked.incrementAndGet();
                    return blip2.vision();
                },
                "weights",
                new BlipPreprocessing(blip2.vision().config().imageSize()),
                FeatureStore.in(folder),
                StoredType.F16,
                BatchOptions.defaults());
        store.of(pictures, train);
        store.of(pictures, train);
        assertThat(asked).hasValue(1);
    }

    @Test
    void ofTheSameNamesWithOtherContentTheFeaturesAreOthers() {
        PatchEncoder first = new PatchEncoder(store(1).of(pictures, train));
        PatchEncoder second = new PatchEncoder(store(1).of(TinyModels.pictures(2), train));
        assertThat(first.key(train)).isNotEqualTo(second.key(train));
    }

    @Test
    void whatElseIsStoredDoesNotChangeTheFeaturesAddress() {
        PatchEncoder alone = new PatchEncoder(store(1).of(pictures, train));
        PatchEncoder together = new PatchEncoder(store(1).of(pictures, train, test));
        assertThat(together.key(train)).isEqualTo(alone.key(train));
    }

    @Test
    void patchesOfEachExampleAreThoseOfItsImage() {
        ImageTokenSet tokens = store(1).of(pictures, train);
        FeatureSet patches = new Extraction(new PatchEncoder(tokens), FeatureStore.in(folder)).run(train);

        assertThat(patches.shape()).containsExactly(5, 16);
        for (int row = 0; row < train.size(); row++) {
            String image = train.examples().get(row).image();
            assertThat(patches.row(row)).containsExactly(tokens.features().row(tokens.number(image)));
        }
        assertThat(patches.targets().orElseThrow().size()).isEqualTo(20);
    }

    @Test
    void pairsSpeakOfTheNumbersOfTheImages() {
        ImageTokenSet tokens = store(1).of(pictures, train, test);
        ImageTextPairs pairs = tokens.pairs(test, TextInput.blip2());

        assertThat(pairs.size()).isEqualTo(10);
        for (int pair = 0; pair < pairs.size(); pair++) {
            assertThat(tokens.images().get(pairs.image(pair)))
                    .isEqualTo(test.examples().get(pair).image());
            assertThat(pairs.ids(pair))
                    .containsExactly(
                            TextInput.blip2().encode(test.examples().get(pair).text()).ids().stream()
                                    .mapToInt(Integer::intValue)
                                    .toArray());
        }
    }

    @Test
    void anotherSizeOfFilesAndBatchesGivesTheSameTokens() {
        ImageTokenSet usual = store(1).of(pictures, train);
        ImageTokenStore small = ImageTokenStore.of(
                        torch,
                        blip2.vision(),
                        WeightsHash.ofVision(TinyModels.weights(1)),
                        FeatureStore.in(folder.resolve("small")).withShardBytes(2 * 5 * 16 * 3))
                .withBatches(BatchOptions.defaults().withBatchSize(2).withThreads(1));
        ImageTokenSet other = small.of(pictures, train);

        assertThat(StoreFiles.entries(other.features().path())).hasSize(4);
        for (int image = 0; image < other.images().size(); image++) {
            assertThat(other.features().row(image))
                    .containsExactly(usual.features().row(image), within(2e-3f));
        }
    }

    @Test
    void noImagesAreToldSo() {
        assertThatThrownBy(() -> store(1).of(pictures, Set.of()))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("no images");
    }

    @Test
    void aDamagedPictureIsNamed() {
        ImageSource broken = name -> {
            if (name.equals("picture-2")) {
                throw new SondeException("picture-2 is cut off", "Fetch it again.");
            }
            return pictures.image(name);
        };
        assertThatThrownBy(() -> store(1).of(broken, train))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("picture-2");
    }

    @Test
    void aThousandImagesLeaveNoArrayBehind() {
        int before = torch.liveArrays();
        store(1).withBatches(BatchOptions.defaults().withBatchSize(10)).of(pictures, TinyModels.split("many", 0, 3000));
        assertThat(torch.liveArrays()).isEqualTo(before);
    }

    @Test
    void picturesAreToldApartByTheirSamples() {
        assertThat(pictures.fingerprints(List.of("a", "b"))).doesNotHaveDuplicates();
        assertThat(pictures.fingerprints(List.of("a")))
                .isNotEqualTo(TinyModels.pictures(2).fingerprints(List.of("a")));
    }
}
