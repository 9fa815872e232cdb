package dev.sonde.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against sums done by hand. */
class CostTest {
    /** 257 tokens of 1408; a block: 2·257·1408·(3 + 1)·1408 + 4·257²·1408 + 4·257·1408·6144; patches: 2·256·588·1408. */
    @Test
    void anImageCostsViTgHalfATeraflop() {
        long block = 4_075_945_984L + 371_987_968L + 8_892_973_056L;
        VisionCost cost = new VisionCost(VisionConfig.blip2());
        assertThat(cost.image()).isEqualTo(39 * block + 423_886_848L);
        assertThat(cost.image() / 1e12).isCloseTo(0.52, within(0.01));
        assertThat(cost.tokenBytes()).isEqualTo(2 * 257 * 1408);
    }

    /** Weights are used once for each token: with one token there is next to no attention. */
    @Test
    void anEncoderCostsTwoOperationsForEachWeightAndToken() {
        VisionConfig config = new VisionConfig(8, 8, 64, 3, 4, 256, 1e-6, true);
        long weights = 3 * (4 * 64 * 64 + 2 * 64 * 256);
        long attention = 3 * 4 * 2 * 2 * 64;
        assertThat(new VisionCost(config).image()).isEqualTo(2 * 2 * weights + attention + 2 * 3 * 64 * 64);
    }

    /** 209 tokens of 768; a layer: 8·209·768² + 4·209²·768 + 4·209·768·3072; patches: 2·192·3072·768. */
    @Test
    void aPhotographWithSixteenWordsCostsViltThirtyEightGigaflops() {
        ViltCost cost = new ViltCost(ViltConfig.b32());
        assertThat(cost.photograph()).isEqualTo(192);
        assertThat(cost.square()).isEqualTo(144);
        long layer = 986_185_728L + 134_188_032L + 1_972_371_456L;
        assertThat(cost.pair(16, 192)).isEqualTo(12 * layer + 905_969_664L);
    }

    /** 6.6 G weights, embeddings left out: 2 operations for each and token. */
    @Test
    void aTokenCostsVicunaThirteenGigaflops() {
        LlamaCost cost = new LlamaCost(LlamaConfig.vicuna7b());
        long weights = 32L * (4 * 4096 * 4096 + 3 * 4096 * 11_008) + 4096 * 32_001;
        assertThat(cost.reading(1)).isEqualTo(2 * weights + 32 * 4 * 4096);
        assertThat(cost.reading(10)).isGreaterThan(10 * 2 * weights);
    }

    @Test
    void keysAreComputedInEveryOtherLayer() {
        QFormerCost cost = new QFormerCost(QFormerConfig.blip2(), 257);
        assertThat(cost.keys()).isEqualTo(6L * 2 * 2 * 257 * 1408 * 768);
        assertThat(new QFormerCost(QFormerConfig.blip2().withLayers(2), 257).keys())
                .isEqualTo(cost.keys() / 6);
    }
}
