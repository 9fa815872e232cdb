package dev.sonde.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageTextEncoderTest {
    private static final QFormerConfig CONFIG =
            new QFormerConfig(4, 16, 4, 2, 32, 8, 2, true, 50, 32, 0, 1e-12, .1, .1);
    private static final QFormerCost COST = new QFormerCost(CONFIG, 5);
    private static final List<Integer> LAYERS = List.of(4, 0, 2);

    private final Torch torch = Torch.open();
    private final Random random = new Random(5);
    private QFormer qformer;

    @BeforeEach
    void build() {
        torch.seed(3);
        qformer = Parameters.random(torch, making -> {
            QFormer built = new QFormer(CONFIG, making.weights(), QFormerNames.BLIP2);
            // Weights of size 0.02 leave a small model almost linear: what a text says must show.
            making.where(name -> name.endsWith("weight") && !name.contains("orm."))
                    .forEach(array -> array.muli(10f));
            return built;
        });
    }

    @AfterEach
    void close() {
        torch.close();
    }

    private StoredTensor images(int number) {
        float[] values = new float[number * 5 * 8];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return StoredTensor.ofFloats("image", List.of((long) number, 5L, 8L), values);
    }

    private ImageTextPairs pairs(int size, int images, int longest) {
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            texts.add(random.ints(random.nextInt(longest + 1), 1, 50).toArray());
        }
        return ImageTextPairs.of(random.ints(size, 0, images).toArray(), texts);
    }

    private EncodingPlan plan(ImageTextPairs pairs, int batch, int images) {
        return EncodingPlan.of(COST, pairs, LAYERS, new EncodingOptions(batch, images * COST.keyBytes()));
    }

    private Map<String, float[]> encode(StoredTensor images, ImageTextPairs pairs, EncodingPlan plan) {
        Map<String, float[]> rows = new HashMap<>();
        new ImageTextEncoder(torch, qformer, ImageTokens.stored(torch, images))
                .run(plan, pairs, (pair, layer, values, offset) -> {
                    float[] row = Arrays.copyOfRange(values, offset, offset + 4 * 16);
                    assertThat(rows.put(pair + " " + layer, row)).isNull();
                });
        return rows;
    }

    /** What the plan must not change: each text read alone, in all layers. */
    private float[] alone(StoredTensor images, ImageTextPairs pairs, int pair, int layer) {
        return torch.inference(() -> {
            NDArray tokens =
                    torch.array(images.floats(), 20, 5, 8).get(pairs.image(pair) + ":" + (pairs.image(pair) + 1));
            long[] ids = Arrays.stream(pairs.ids(pair)).asLongStream().toArray();
            if (ids.length == 0) {
                return qformer.readImage(qformer.look(tokens), Mode.EVALUATE)
                        .queries(layer)
                        .toFloatArray();
            }
            TextTokens text = new TextTokens(torch.array(ids, 1, ids.length), Optional.empty());
            return qformer.read(qformer.look(tokens), text, Mode.EVALUATE)
                    .queries(layer)
                    .toFloatArray();
        });
    }

    @Test
    void everyRowIsThatOfItsTextReadAlone() {
        StoredTensor images = images(20);
        ImageTextPairs pairs = pairs(60, 20, 9);
        Map<String, float[]> rows = encode(images, pairs, plan(pairs, 8, 6));
        assertThat(rows).hasSize(pairs.size() * LAYERS.size());
        for (int pair = 0; pair < pairs.size(); pair++) {
            for (int layer : LAYERS) {
                float[] expected = alone(images, pairs, pair, layer);
                assertThat(rows.get(pair + " " + layer)).containsExactly(expected, within(1e-5f));
            }
        }
    }

    @Test
    void oneTextAnImageIsReadWithoutCopiesOfKeysAndGivesTheSame() {
        StoredTensor images = images(20);
        List<int[]> texts = IntStream.range(0, 20)
                .mapToObj(i -> random.ints(3 + i % 4, 1, 50).toArray())
                .toList();
        ImageTextPairs pairs = ImageTextPairs.of(IntStream.range(0, 20).toArray(), texts);
        EncodingPlan plan = plan(pairs, 5, 20);
        assertThat(plan.batches())
                .allSatisfy(batch -> assertThat(batch.images()).isSorted());
        Map<String, float[]> rows = encode(images, pairs, plan);
        for (int pair = 0; pair < 20; pair++) {
            assertThat(rows.get(pair + " 4")).containsExactly(alone(images, pairs, pair, 4), within(1e-5f));
        }
    }

    @Test
    void differentPlansGiveTheSameRows() {
        StoredTensor images = images(20);
        ImageTextPairs pairs = pairs(40, 20, 9);
        Map<String, float[]> small = encode(images, pairs, plan(pairs, 1, 1));
        Map<String, float[]> large = encode(images, pairs, plan(pairs, 64, 20));
        small.forEach((key, row) -> assertThat(large.get(key)).containsExactly(row, within(1e-5f)));
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16", "F64"})
    void storedTokensOfOtherTypesAreRead(StoredType type) {
        StoredTensor images = images(3);
        ImageTextPairs pairs = pairs(4, 3, 5);
        Map<String, float[]> exact = encode(images, pairs, plan(pairs, 4, 3));
        Map<String, float[]> rounded = encode(images.as(type), pairs, plan(pairs, 4, 3));
        exact.forEach((key, row) -> assertThat(rounded.get(key)).containsExactly(row, within(0.2f)));
    }

    @Test
    void twoHundredChunksLeaveNoArrayBehind() {
        StoredTensor images = images(200);
        ImageTextPairs pairs = ImageTextPairs.of(
                IntStream.range(0, 400).map(i -> i / 2).toArray(),
                IntStream.range(0, 400)
                        .mapToObj(i -> new int[] {1, 2, 3 + i % 5})
                        .toList());
        EncodingPlan plan = plan(pairs, 2, 1);
        assertThat(plan.chunks()).hasSize(200);
        int before = torch.liveArrays();
        List<Integer> alive = new ArrayList<>();
        new ImageTextEncoder(torch, qformer, ImageTokens.stored(torch, images))
                .run(plan, pairs, (pair, layer, values, offset) -> alive.add(torch.liveArrays()));
        assertThat(alive).hasSize(400 * LAYERS.size());
        assertThat(alive.stream().distinct().count()).isLessThan(4);
        assertThat(torch.liveArrays()).isEqualTo(before);
    }

    @Test
    void anInterruptedThreadStopsWithinABatchAndFreesItsKeys() {
        StoredTensor images = images(20);
        ImageTextPairs pairs = pairs(40, 20, 9);
        EncodingPlan plan = plan(pairs, 4, 5);
        int before = torch.liveArrays();
        List<Integer> done = new ArrayList<>();
        ImageTextEncoder encoder = new ImageTextEncoder(torch, qformer, ImageTokens.stored(torch, images));
        assertThatThrownBy(() -> encoder.run(plan, pairs, (pair, layer, values, offset) -> {
                    done.add(pair);
                    Thread.currentThread().interrupt();
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasSizeLessThanOrEqualTo(4 * LAYERS.size());
        assertThat(torch.liveArrays()).isEqualTo(before);
    }

    @Test
    void anImageEncoderRunsOnDemandForAFewImagesAtATime() {
        ImageTextPairs pairs = pairs(60, 20, 9);
        StoredTensor images = images(20);
        ImageTokens stored = ImageTokens.stored(torch, images);
        List<Integer> asked = new ArrayList<>();
        ImageTokens counting = numbers -> {
            assertThat(numbers).hasSizeLessThanOrEqualTo(8);
            asked.addAll(numbers);
            return stored.of(numbers);
        };
        EncodingPlan plan = plan(pairs, 16, 20);
        new ImageTextEncoder(torch, qformer, counting).run(plan, pairs, (pair, layer, values, offset) -> {});
        assertThat(asked).doesNotHaveDuplicates().hasSize(pairs.images());
    }
}
