package dev.sonde.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.sonde.image.ImageSize;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViltReaderTest {
    private static final ViltConfig CONFIG = new ViltConfig(12, 4, 8, 2, 2, 16, 20, 8, 2, 2, 1e-12, true, 0, 0);
    private static final List<ImageSize> SIZES = List.of(new ImageSize(12, 8), new ImageSize(4, 12));

    private final Torch torch = Torch.open();
    private final Vilt vilt =
            Vilt.load(torch, CONFIG, RandomCheckpoint.vilt(CONFIG, 3).withDeviation(0.3));
    private final float[] values = new float[SIZES.size() * 3 * 12 * 12];
    private final ImageTextPairs pairs =
            ImageTextPairs.of(new int[] {0, 1}, List.of(new int[] {1, 5, 2}, new int[] {1, 5, 7, 8, 2}));

    @AfterEach
    void close() {
        torch.close();
    }

    private ViltImages images(List<Integer> numbers) {
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        NDArray all = torch.array(values, SIZES.size(), 3, 12, 12);
        long[] rows = numbers.stream().mapToLong(Integer::longValue).toArray();
        return new ViltImages(
                all.get(torch.array(rows, rows.length)),
                numbers.stream().map(SIZES::get).toList());
    }

    private float[] read(ViltReader.Output output, int... numbers) {
        ViltReader reader = new ViltReader(torch, vilt, output, this::images, pairs);
        return torch.inference(() -> {
            NDArray vectors = reader.read(numbers, Mode.EVALUATE);
            assertThat(vectors.getShape().getShape()).containsExactly(numbers.length, 1, CONFIG.width());
            return vectors.toFloatArray();
        });
    }

    @Test
    void theMeanOfPatchesLeavesOutWordsAndFilling() {
        float[] together = read(ViltReader.Output.PATCHES, 0, 1);
        List<Float> expected = new ArrayList<>();
        for (int pair = 0; pair < 2; pair++) {
            int number = pair;
            int patches = SIZES.get(pair).width() / 4 * (SIZES.get(pair).height() / 4);
            torch.inference(() -> {
                TextTokens text = pairs.tokens(torch, List.of(number)).orElseThrow();
                NDArray last =
                        vilt.read(images(List.of(number)), text, Mode.EVALUATE).last();
                long first = pairs.length(number) + 1L; // the words and the class token
                NDArray mean = last.get("0, {}:{}", first, first + patches).mean(new int[] {0});
                for (float value : mean.toFloatArray()) {
                    expected.add(value);
                }
                return 0;
            });
        }
        assertThat(expected).hasSize(together.length);
        for (int i = 0; i < together.length; i++) {
            assertThat(together[i]).isCloseTo(expected.get(i), within(1e-4f));
        }
    }

    @Test
    void thePooledVectorDoesNotDependOnItsBatch() {
        float[] together = read(ViltReader.Output.POOLED, 0, 1);
        float[] alone = read(ViltReader.Output.POOLED, 1);
        for (int i = 0; i < alone.length; i++) {
            assertThat(together[alone.length + i]).isCloseTo(alone[i], within(1e-4f));
        }
    }

    @Test
    void aTextWithoutTokensIsRefused() {
        ViltReader reader =
                new ViltReader(torch, vilt, ViltReader.Output.POOLED, this::images, ImageTextPairs.imagesOnly(2));
        assertThatThrownBy(() -> torch.inference(() -> reader.read(new int[] {0}, Mode.EVALUATE)))
                .hasMessageContaining("without tokens");
    }
}
