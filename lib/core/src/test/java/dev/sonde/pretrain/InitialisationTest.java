package dev.sonde.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.sonde.model.Blip2;
import dev.sonde.torch.Torch;
import org.junit.jupiter.api.Test;

class InitialisationTest {
    @Test
    void tablesAreWideAndMatricesKeepTheScaleOfTheirInput() {
        try (Torch torch = Torch.open()) {
            Blip2 blip2 = MiniModels.untrainedBlip2(torch, 3);

            assertThat(deviation(blip2, "embeddings.word_embeddings.weight")).isCloseTo(0.2, within(0.01));
            assertThat(deviation(blip2, "query_tokens")).isCloseTo(0.2, within(0.03));
            assertThat(deviation(blip2, "vision_model.embeddings.position_embedding"))
                    .isCloseTo(0.2, within(0.01));
            assertThat(deviation(blip2, "vision_model.embeddings.patch_embedding.weight"))
                    .isCloseTo(0.6 / Math.sqrt(3 * 8 * 8), within(0.002));
            assertThat(deviation(blip2, "qformer.encoder.layer.1.output.dense.weight"))
                    .isCloseTo(0.6 / 16, within(0.002));
            assertThat(blip2.parameters().get("itm_head.bias").toFloatArray()).containsOnly(0);
            assertThat(blip2.parameters().get("qformer.layernorm.weight").toFloatArray())
                    .containsOnly(1);
        }
    }

    @Test
    void aSeedGivesTheSameWeightsAndAnotherSeedOthers() {
        try (Torch torch = Torch.open()) {
            float[] one = MiniModels.untrainedBlip2(torch, 3)
                    .parameters()
                    .get("query_tokens")
                    .toFloatArray();
            float[] same = MiniModels.untrainedBlip2(torch, 3)
                    .parameters()
                    .get("query_tokens")
                    .toFloatArray();
            float[] other = MiniModels.untrainedBlip2(torch, 4)
                    .parameters()
                    .get("query_tokens")
                    .toFloatArray();

            assertThat(same).isEqualTo(one);
            assertThat(other).isNotEqualTo(one);
        }
    }

    private static double deviation(Blip2 blip2, String name) {
        NDArray array = blip2.parameters().get(name);
        double square = 0;
        for (float value : array.toFloatArray()) {
            square += value * value;
        }
        return Math.sqrt(square / array.size());
    }
}
