package dev.sonde.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.format.StoredType;
import dev.sonde.format.TensorSource;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsHashTest {
    private static final Blip2Config CONFIG = new Blip2Config(
            new VisionConfig(28, 14, 16, 2, 2, 32, 1e-6, true),
            new QFormerConfig(4, 16, 2, 2, 32, 16, 2, true, 50, 32, 0, 1e-12, .1, .1),
            8);

    @TempDir
    Path folder;

    private static RandomCheckpoint weights(long seed) {
        return RandomCheckpoint.blip2(CONFIG, seed);
    }

    @Test
    void inMemoryInAFileAndInShardsTheSameWeightsHaveTheSameHash() {
        String vision = WeightsHash.ofVision(weights(1));
        String qformer = WeightsHash.ofQFormer(weights(1));
        try (Torch torch = Torch.open();
                TensorSource whole = TensorSource.open(weights(1).write(folder.resolve("whole")));
                TensorSource shards = TensorSource.open(weights(1).writeSharded(folder.resolve("shards"), 4000))) {
            Blip2 blip2 = Blip2.load(torch, CONFIG, weights(1));
            assertThat(shards.files()).hasSizeGreaterThan(1);
            assertThat(WeightsHash.ofVision(blip2.parameters())).isEqualTo(vision);
            assertThat(WeightsHash.ofQFormer(blip2.parameters())).isEqualTo(qformer);
            assertThat(WeightsHash.ofVision(Checkpoint.blip2(whole, CONFIG))).isEqualTo(vision);
            assertThat(WeightsHash.ofQFormer(Checkpoint.blip2(shards, CONFIG))).isEqualTo(qformer);
        }
    }

    @Test
    void otherWeightsPartsOrRoundingHaveAnotherHash() {
        assertThat(WeightsHash.of(weights(1))).isNotEqualTo(WeightsHash.of(weights(2)));
        assertThat(WeightsHash.ofVision(weights(1))).isNotEqualTo(WeightsHash.ofQFormer(weights(1)));
        assertThat(WeightsHash.of(weights(1).as(StoredType.F16))).isNotEqualTo(WeightsHash.of(weights(1)));
    }

    @Test
    void aStepOfTrainingChangesTheHashOfItsPartOnly() {
        try (Torch torch = Torch.open()) {
            Blip2 blip2 = Blip2.load(torch, CONFIG, weights(1));
            blip2.parameters().get("query_tokens").addi(1e-6f);
            assertThat(WeightsHash.ofVision(blip2.parameters())).isEqualTo(WeightsHash.ofVision(weights(1)));
            assertThat(WeightsHash.ofQFormer(blip2.parameters())).isNotEqualTo(WeightsHash.ofQFormer(weights(1)));
        }
    }
}
