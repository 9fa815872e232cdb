package dev.sonde.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.display.SondeException;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomCheckpointTest {
    private static final Blip2Config TINY = new Blip2Config(
            new VisionConfig(28, 14, 16, 2, 2, 32, 1e-6, true),
            new QFormerConfig(3, 12, 2, 3, 24, 16, 2, true, 50, 20, 0, 1e-12, 0.1, 0.1),
            8);
    private static final LlamaConfig LLAMA = new LlamaConfig(16, 2, 4, 2, 24, 40, 64, 1e-6, 10_000, false);
    private static final InstructBlipConfig INSTRUCT = new InstructBlipConfig(TINY.vision(), TINY.qformer(), LLAMA);
    private static final ViltConfig VILT = new ViltConfig(64, 32, 12, 2, 3, 24, 50, 20, 2, 2, 1e-12, true, 0, 0);

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAsTheModelOfTheSameSizes() {
        Path blip2 = RandomCheckpoint.blip2(TINY, 1).write(folder.resolve("blip2"));
        assertThat(HfConfig.blip2(blip2)).isEqualTo(TINY);
        Path instruct = RandomCheckpoint.instructBlip(INSTRUCT, 1).write(folder.resolve("instruct"));
        assertThat(HfConfig.instructBlip(instruct)).isEqualTo(INSTRUCT);
        Path vilt = RandomCheckpoint.vilt(VILT, 1).write(folder.resolve("vilt"));
        assertThat(HfConfig.vilt(vilt)).isEqualTo(VILT);
        try (Checkpoint a = Checkpoint.blip2(TensorSource.open(blip2), TINY);
                Checkpoint b = Checkpoint.instructBlip(TensorSource.open(instruct), INSTRUCT);
                Checkpoint c = Checkpoint.vilt(TensorSource.open(vilt), VILT)) {
            assertThat(a.names()).isNotEmpty();
            assertThat(b.names()).contains("language_model.lm_head.weight");
            assertThat(c.names()).contains("vilt.pooler.dense.weight");
        }
    }

    @Test
    void shardsHoldTheSameAsOneFile() throws IOException {
        RandomCheckpoint random = RandomCheckpoint.blip2(TINY, 1);
        Path sharded = random.writeSharded(folder.resolve("shards"), 8000);
        try (var files = Files.list(sharded);
                TensorSource shards = TensorSource.open(sharded)) {
            assertThat(files.filter(file -> file.toString().endsWith(".safetensors")))
                    .hasSizeGreaterThan(2);
            assertThat(shards.names()).isEqualTo(random.names());
            for (String name : random.names()) {
                assertThat(shards.tensor(name).floats())
                        .isEqualTo(random.tensor(name).floats());
            }
        }
    }

    @Test
    void aSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        byte[] first = bytes(RandomCheckpoint.blip2(TINY, 1), "a");
        assertThat(bytes(RandomCheckpoint.blip2(TINY, 1), "b")).isEqualTo(first);
        assertThat(bytes(RandomCheckpoint.blip2(TINY, 2), "c"))
                .hasSameSizeAs(first)
                .isNotEqualTo(first);
    }

    private byte[] bytes(RandomCheckpoint random, String name) throws IOException {
        return Files.readAllBytes(random.write(folder.resolve(name)).resolve("model.safetensors"));
    }

    @Test
    void numbersAreNormalWithDeviationTwoHundredths() {
        float[] numbers = RandomCheckpoint.blip2(Blip2Config.narrow(), 1)
                .tensor("embeddings.word_embeddings.weight")
                .floats();
        double mean = mean(numbers, 1);
        double deviation = Math.sqrt(mean(numbers, 2));
        assertThat(mean).isCloseTo(0, within(5 * 0.02 / Math.sqrt(numbers.length)));
        assertThat(deviation).isCloseTo(0.02, within(5 * 0.02 / Math.sqrt(2.0 * numbers.length)));
        // A normal distribution has 3; the sum of four uniform numbers 3 - 6/20.
        assertThat(mean(numbers, 4) / Math.pow(deviation, 4)).isCloseTo(2.7, within(0.02));
    }

    private static double mean(float[] numbers, int power) {
        double sum = 0;
        for (float number : numbers) {
            sum += Math.pow(number, power);
        }
        return sum / numbers.length;
    }

    @Test
    void biasesAreZeroAndGainsOne() {
        RandomCheckpoint random = RandomCheckpoint.instructBlip(INSTRUCT, 1);
        assertThat(random.tensor("qformer.embeddings.layernorm.bias").floats()).containsOnly(0);
        assertThat(random.tensor("qformer.embeddings.layernorm.weight").floats())
                .containsOnly(1);
        assertThat(random.tensor("language_model.model.norm.weight").floats()).containsOnly(1);
        assertThat(random.tensor("query_tokens").floats()).doesNotContain(0, 1);
    }

    @Test
    void tensorsOfOneShapeDiffer() {
        RandomCheckpoint random = RandomCheckpoint.blip2(TINY, 1);
        assertThat(random.tensor("qformer.encoder.layer.0.attention.attention.query.weight")
                        .floats())
                .isNotEqualTo(random.tensor("qformer.encoder.layer.1.attention.attention.query.weight")
                        .floats());
    }

    @Test
    void aPartIsThatPartOfTheWhole() {
        StoredTensor tensor = RandomCheckpoint.blip2(TINY, 1).tensor("query_tokens");
        ByteBuffer whole = tensor.buffer();
        for (int offset = 0; offset < 9; offset++) {
            assertThat(tensor.slice(offset, 21)).isEqualTo(whole.slice(offset, 21));
        }
    }

    @Test
    void halfPrecisionIsHalfAsLong() {
        RandomCheckpoint random = RandomCheckpoint.blip2(TINY, 1);
        RandomCheckpoint half = random.as(StoredType.BF16);
        assertThat(half.tensor("query_tokens").bytes())
                .isEqualTo(random.tensor("query_tokens").bytes() / 2);
        assertThat(half.tensor("query_tokens").floats())
                .isNotEqualTo(random.tensor("query_tokens").floats());
        assertThat(half.tensor("query_tokens").as(StoredType.F32).floats())
                .isEqualTo(random.tensor("query_tokens").as(StoredType.BF16).floats());
    }

    @Test
    void aNameThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> RandomCheckpoint.blip2(TINY, 1).tensor("query_token"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("query_tokens");
    }

    @Test
    void theSummaryCountsWhatTheFolderHolds() {
        RandomCheckpoint random = RandomCheckpoint.blip2(TINY, 1);
        CheckpointSummary summary =
                ModelFolder.describe(random.as(StoredType.F16).write(folder));
        assertThat(summary.modelType()).isEqualTo("blip-2");
        assertThat(summary.tensors()).isEqualTo(random.names().size());
        assertThat(summary.size())
                .isEqualTo(random.parameters())
                .isEqualTo(Architecture.of(TINY).parameters());
        assertThat(summary.bytes()).isEqualTo(2 * summary.size());
        assertThat(summary.line()).startsWith("blip-2, ").contains("F16");
    }

    @Test
    void aFolderWithoutModelIsRefused() {
        assertThatThrownBy(() -> ModelFolder.describe(folder))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("config.json");
    }
}
