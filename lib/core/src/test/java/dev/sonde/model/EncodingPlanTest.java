package dev.sonde.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingPlanTest {
    private static final QFormerCost BLIP2 = new QFormerCost(QFormerConfig.blip2(), 257);

    private static ImageTextPairs pairs(int[] images, int... lengths) {
        return ImageTextPairs.of(
                images, IntStream.of(lengths).mapToObj(int[]::new).toList());
    }

    private static ImageTextPairs random(Random random) {
        int size = random.nextInt(200);
        int images = 1 + random.nextInt(60);
        int longest = 1 + random.nextInt(32);
        return pairs(
                random.ints(size, 0, images).map(image -> 7 * image).toArray(),
                random.ints(size, 0, longest).toArray());
    }

    private static EncodingOptions options(Random random) {
        return new EncodingOptions(1 + random.nextInt(40), 1 + random.nextInt(40) * BLIP2.keyBytes());
    }

    private static EncodingPlan plan(ImageTextPairs pairs, EncodingOptions options) {
        return EncodingPlan.of(BLIP2, pairs, List.of(12), options);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyTextIsReadExactlyOnceBesideItsImage(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            ImageTextPairs pairs = random(random);
            List<Integer> read = new ArrayList<>();
            for (EncodingChunk chunk : plan(pairs, options(random)).chunks()) {
                for (EncodingBatch batch : chunk.batches()) {
                    read.addAll(batch.pairs());
                    for (int i = 0; i < batch.pairs().size(); i++) {
                        int image = chunk.images().get(batch.images().get(i));
                        assertThat(image).isEqualTo(pairs.image(batch.pairs().get(i)));
                    }
                }
            }
            assertThat(read)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, pairs.size()).boxed().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void everyImageIsLookedAtOnceAndChunksAndBatchesKeepTheirBounds(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            ImageTextPairs pairs = random(random);
            EncodingOptions options = options(random);
            EncodingPlan plan = plan(pairs, options);
            Set<Integer> images = new HashSet<>();
            plan.chunks().forEach(chunk -> chunk.images()
                    .forEach(image -> assertThat(images.add(image)).isTrue()));
            assertThat(images).hasSize(pairs.images());
            assertThat(plan.keyBytes()).isLessThanOrEqualTo(Math.max(options.keyBytes(), BLIP2.keyBytes()));
            assertThat(plan.batches().mapToInt(batch -> batch.pairs().size()))
                    .allMatch(size -> size >= 1 && size <= options.batch());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void aBatchIsAsLongAsItsLongestTextAndCountsItsFilling(long seed) {
        ImageTextPairs pairs = random(new Random(seed));
        plan(pairs, EncodingOptions.defaults()).batches().forEach(batch -> {
            List<Integer> lengths = batch.pairs().stream().map(pairs::length).toList();
            assertThat(lengths).isSorted().endsWith(batch.length());
            int tokens = lengths.stream().mapToInt(Integer::intValue).sum();
            assertThat(batch.filling()).isEqualTo(batch.length() * lengths.size() - tokens);
        });
    }

    @Test
    void textsOfOneLengthMeetAndNeedNoFilling() {
        int[] images = IntStream.range(0, 64).toArray();
        int[] lengths = IntStream.range(0, 64).map(i -> 5 + i % 2).toArray();
        EncodingPlan plan =
                plan(pairs(images, lengths), EncodingOptions.defaults().withKeyBytes(1L << 30));
        assertThat(plan.filling()).isZero();
        assertThat(plan.batches()).hasSize(2);
    }

    @Test
    void smallBatchesAreFilledInsteadOfCut() {
        EncodingPlan plan = plan(pairs(new int[] {0, 0, 1, 1}, 5, 8, 6, 5), EncodingOptions.defaults());
        assertThat(plan.batches()).containsExactly(new EncodingBatch(List.of(3, 0, 2, 1), List.of(0, 1, 0, 1), 8, 8));
    }

    @Test
    void noSmallBatchIsLeftOver() {
        int[] images = IntStream.range(0, 24).toArray();
        EncodingPlan plan = plan(pairs(images, images), EncodingOptions.defaults());
        assertThat(plan.batches())
                .filteredOn(batch -> batch.length() > 0)
                .allSatisfy(batch -> assertThat(batch.pairs()).hasSizeGreaterThanOrEqualTo(8))
                .hasSizeGreaterThan(1);
    }

    @Test
    void imagesWithoutTextsAreNotMixedWithTexts() {
        EncodingPlan plan = plan(pairs(new int[] {0, 1, 2}, 0, 4, 0), EncodingOptions.defaults());
        assertThat(plan.batches().map(EncodingBatch::length)).containsExactly(0, 4);
    }

    @Test
    void aTextOf24TokensCosts16GigaflopOfWhichTheKeysAre40Percent() {
        EncodingPlan plan = plan(pairs(new int[] {0}, 24), EncodingOptions.defaults());
        double whole = plan.flops() + plan.savedOnKeys() + plan.savedInLastLayer();
        assertThat(whole / 1e9).isCloseTo(16.8, within(0.2));
        assertThat(BLIP2.keys() / whole).isCloseTo(0.4, within(0.01));
        assertThat(BLIP2.keyBytes() / 1e6).isCloseTo(9.5, within(0.05));
    }

    @Test
    void reuseSavesTheKeysOfAllTextsOfAnImageButTheFirst() {
        EncodingPlan plan = plan(pairs(new int[] {4, 4, 9, 4, 9}, 5, 5, 5, 5, 5), EncodingOptions.defaults());
        assertThat(plan.images()).isEqualTo(2);
        assertThat(plan.pairs()).isEqualTo(5);
        assertThat(plan.savedOnKeys()).isEqualTo(3 * BLIP2.keys());
        assertThat(plan.speedup()).isBetween(1.2, 1.5);
    }

    /** Of 32 queries of 768 in 12 heads and 257 tokens of 1408, in each of 6 layers: 2·2·2·32·1408·(768 + 12·257) − 2·2·32·768·257. */
    @Test
    void anImageWithOneTextIsReadWithoutKeys() {
        EncodingPlan plan = plan(pairs(new int[] {4, 4, 9}, 5, 5, 5), EncodingOptions.defaults());
        assertThat(plan.chunks()).extracting(EncodingChunk::keys).containsExactly(false, true);
        assertThat(plan.imagesWithKeys()).isEqualTo(1);
        assertThat(plan.flopsWithoutKeys()).isEqualTo(6L * (4L * 32 * 1408 * (768 + 12 * 257) - 4L * 32 * 768 * 257));
        assertThat(plan.savedOnKeys()).isEqualTo(2 * BLIP2.keys() - plan.flopsWithoutKeys());
        assertThat(plan.flopsWithoutKeys()).isBetween(BLIP2.keys() * 6 / 10, BLIP2.keys() * 65 / 100);
    }

    @Test
    void anEarlierLayerCostsLess() {
        ImageTextPairs one = pairs(new int[] {0}, 10);
        EncodingPlan half = EncodingPlan.of(BLIP2, one, List.of(6, 2), EncodingOptions.defaults());
        EncodingPlan whole = plan(one, EncodingOptions.defaults());
        assertThat(half.readingFlops()).isBetween(whole.readingFlops() * 4 / 10, whole.readingFlops() / 2);
    }

    @Test
    void layersThatTheModelHasNotAreRefused() {
        for (List<Integer> layers : List.of(List.<Integer>of(), List.of(13), List.of(-1), List.of(3, 3))) {
            assertThatThrownBy(
                            () -> EncodingPlan.of(BLIP2, pairs(new int[] {0}, 5), layers, EncodingOptions.defaults()))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining(layers.toString());
        }
    }

    @Test
    void thePlanShowsWhatItSaves() {
        String shown = plan(pairs(new int[] {0, 0, 1}, 5, 5, 7), EncodingOptions.defaults())
                .toString();
        assertThat(shown).contains("3 texts about 2 images", "keys and values not made", "2 chunks", "times less work");
    }

    @Test
    void aPlanOfNothingIsEmpty() {
        EncodingPlan plan = plan(pairs(new int[0]), EncodingOptions.defaults());
        assertThat(plan.chunks()).isEmpty();
        assertThat(plan.flops()).isZero();
        assertThat(plan.toString()).contains("0 texts about 0 images");
    }
}
