package dev.sonde.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.TensorSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private final Path folder = Fixtures.path("qformer-blip2/model");
    private final Blip2Config config = HfConfig.blip2(folder);
    private final TensorSource hub = TensorSource.open(folder);

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void theHubsFolderNeedsNoRenaming() {
        try (Checkpoint checkpoint = Checkpoint.blip2(TensorSource.open(folder), config)) {
            assertSameTensors(hub, checkpoint);
            assertEquals(hub.names().size(), checkpoint.names().size());
        }
    }

    @Test
    void theFileOfLavisHasTheSameTensorsAsTheHubsFolder() {
        Path pth = Fixtures.path("qformer-blip2/lavis/blip2_tiny.pth");
        try (Checkpoint checkpoint = Checkpoint.blip2(TensorSource.open(pth), config)) {
            assertSameTensors(hub, checkpoint);
            List<String> extras = checkpoint.names().stream()
                    .filter(name -> !hub.names().contains(name))
                    .toList();
            assertTrue(extras.contains("temp") && extras.contains("cls.predictions.bias"), extras.toString());
            assertTrue(extras.stream().noneMatch(name -> name.contains("position_ids")), extras.toString());
        }
    }

    @Test
    void shardsHalvesAndTheWholeFitTheSameSizes() {
        for (String other : List.of("model-sharded", "model-bf16", "model-fp16")) {
            Path path = Fixtures.path("qformer-blip2/" + other);
            assertEquals(config, HfConfig.blip2(path));
            try (Checkpoint checkpoint = Checkpoint.blip2(TensorSource.open(path), config)) {
                assertEquals(hub.names().size(), checkpoint.names().size());
            }
        }
    }

    @Test
    void instructBlipAndViltFitTheirConfigurations() {
        Path instruct = Fixtures.path("qformer-instructblip/model");
        try (TensorSource source = TensorSource.open(instruct);
                Checkpoint checkpoint = Checkpoint.instructBlip(source, HfConfig.instructBlip(instruct))) {
            assertSameTensors(source, checkpoint);
        }
        Path vilt = Fixtures.path("vilt/model");
        try (TensorSource source = TensorSource.open(vilt);
                Checkpoint checkpoint = Checkpoint.vilt(source, HfConfig.vilt(vilt))) {
            assertSameTensors(source, checkpoint);
        }
    }

    @Test
    void aLanguageModelByItselfFits() {
        Path instruct = Fixtures.path("qformer-instructblip/model");
        String prefix = "language_model.";
        try (TensorSource source = TensorSource.open(instruct)) {
            MemoryTensors llama =
                    MemoryTensors.of(source, name -> name.startsWith(prefix) ? name.substring(prefix.length()) : null);
            llama.put(floats("model.layers.0.self_attn.rotary_emb.inv_freq", 4));
            LlamaConfig language = HfConfig.instructBlip(instruct).language();
            assertEquals(
                    llama.names().size() - 1,
                    Checkpoint.llama(llama, language).names().size());
        }
    }

    @Test
    void newerFilesMayHaveAModelLevel() {
        assertSameTensors(hub, Checkpoint.blip2(MemoryTensors.of(hub, name -> "model." + name), config));
    }

    @Test
    void olderFilesMayHoldTheTextEmbeddingsInsideOrTwice() {
        UnaryOperator<String> inside = name -> name.startsWith("embeddings.")
                ? "qformer." + name
                : name.replace("qformer.layernorm", "qformer.embeddings.layernorm");
        assertSameTensors(hub, Checkpoint.blip2(MemoryTensors.of(hub, inside), config));
        MemoryTensors twice = MemoryTensors.of(hub, name -> name);
        twice.put(
                hub.tensor("embeddings.word_embeddings.weight").withName("qformer.embeddings.word_embeddings.weight"));
        twice.put(floats("embeddings.position_ids", 1, config.qformer().positions()));
        assertSameTensors(hub, Checkpoint.blip2(twice, config));
    }

    @Test
    void ofTwoSpellingsTheCanonicalOneCountsInWhicheverOrder() {
        String name = "embeddings.word_embeddings.weight";
        QFormerConfig qformer = config.qformer();
        StoredTensor other = floats("qformer." + name, qformer.vocabulary(), qformer.width());
        MemoryTensors first = MemoryTensors.of(hub, n -> n.equals(name) ? null : n);
        assertSameTensors(hub, Checkpoint.blip2(first.put(other).put(hub.tensor(name)), config));
        assertSameTensors(hub, Checkpoint.blip2(MemoryTensors.of(hub, n -> n).put(other), config));
    }

    @Test
    void olderFilesMayHoldTheBiasOfQueriesAndValuesApart() {
        String name = "vision_model.encoder.layers.0.self_attn.";
        int width = config.vision().width();
        float[] bias = hub.tensor(name + "qkv.bias").floats();
        MemoryTensors apart = MemoryTensors.of(hub, n -> n.equals(name + "qkv.bias") ? null : n);
        apart.put(StoredTensor.ofFloats(name + "q_bias", List.of((long) width), Arrays.copyOf(bias, width)));
        apart.put(StoredTensor.ofFloats(
                name + "v_bias", List.of((long) width), Arrays.copyOfRange(bias, 2 * width, 3 * width)));
        float[] expected = bias.clone();
        Arrays.fill(expected, width, 2 * width, 0);
        float[] joined =
                Checkpoint.blip2(apart, config).tensor(name + "qkv.bias").floats();
        assertArrayEquals(expected, joined);
    }

    @Test
    void partsThatWerePublishedApartAreOneModel() {
        Path pth = Fixtures.path("qformer-blip2/lavis/blip2_tiny.pth");
        String tower = "visual_encoder.";
        TensorSource vision = TensorSource.open(pth)
                .renamed(n -> n.startsWith(tower) ? Optional.of(n.substring(tower.length())) : Optional.empty());
        TensorSource rest =
                TensorSource.open(pth).renamed(n -> n.startsWith(tower) ? Optional.empty() : Optional.of(n));
        TensorSource both = TensorSource.joined(rest, vision.renamed(n -> Optional.of(tower + n)));
        try (Checkpoint checkpoint = Checkpoint.blip2(both, config)) {
            assertSameTensors(hub, checkpoint);
        }
        assertThrows(SondeException.class, () -> TensorSource.joined(hub, hub));
        assertThrows(SondeException.class, () -> hub.renamed(n -> Optional.of("one")));
        assertThrows(SondeException.class, () -> vision.tensor("visual_encoder.cls_token"));
    }

    @Test
    void viltMayLackItsPrefix() {
        Path folder = Fixtures.path("vilt/model");
        try (TensorSource source = TensorSource.open(folder)) {
            MemoryTensors bare = MemoryTensors.of(source, name -> name.replaceFirst("^vilt\\.", ""));
            assertSameTensors(source, Checkpoint.vilt(bare, HfConfig.vilt(folder)));
        }
    }

    @Test
    void allThatDoesNotFitIsToldInOneError() {
        MemoryTensors broken = MemoryTensors.of(hub, n -> n.startsWith("itm_head") ? null : n);
        broken.put(floats("query_tokens", 1, 2, 3));
        broken.put(floats("language_model.model.\u001b[31mred", 7));
        broken.put(StoredTensor.ofLongs(
                "text_projection.bias", List.of((long) config.projection()), new long[config.projection()]));
        SondeException e = assertThrows(SondeException.class, () -> Checkpoint.blip2(broken, config));
        String message = e.getMessage();
        assertTrue(message.contains("2 are missing and 2 have another shape; 1 are unexpected"), message);
        for (String part : List.of(
                "itm_head.weight [2, ", "itm_head.bias [2]", "[1, 2, 3]", "text_projection.bias", "I64", "red")) {
            assertTrue(message.contains(part), part + " in " + message);
        }
        assertFalse(message.contains("\u001b"), "no control character of the file reaches the terminal");
        assertTrue(broken.isClosed());
    }

    @Test
    void aLongListIsCutAndCounted() {
        MemoryTensors none = MemoryTensors.of(hub, n -> n.startsWith("qformer") ? null : n);
        String message = assertThrows(SondeException.class, () -> Checkpoint.blip2(none, config))
                .getMessage();
        long missing = hub.names().stream().filter(n -> n.startsWith("qformer")).count();
        assertTrue(
                message.contains(missing + " are missing") && message.contains("and " + (missing - 12) + " more"),
                message);
        assertTrue(message.lines().count() < 20, message);
    }

    @Test
    void anotherModelDoesNotFit() {
        Path vilt = Fixtures.path("vilt/model/model.safetensors");
        assertThrows(SondeException.class, () -> Checkpoint.blip2(TensorSource.open(vilt), config));
    }

    @Test
    void theFullModelHasThePublishedNumberOfParameters() {
        CheckpointLayout layout = CheckpointLayout.blip2(Blip2Config.blip2());
        long parameters = layout.shapes().values().stream()
                .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
                .sum();
        // The published file: 809 tensors, 4,688,129,032 bytes in single precision.
        assertEquals(809, layout.shapes().size());
        assertEquals(4_688_129_032L, 4 * parameters);
    }

    @Test
    void vicunaHasItsPublishedNumberOfParameters() {
        long parameters = CheckpointLayout.llama(LlamaConfig.vicuna7b()).shapes().values().stream()
                .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
                .sum();
        // LLaMA-7B has 6,738,415,616; [PAD] adds a row to each of two tables.
        assertEquals(6_738_415_616L + 2 * 4096, parameters);
    }

    private static void assertSameTensors(TensorSource expected, TensorSource found) {
        for (String name : expected.names()) {
            assertEquals(expected.tensor(name).shape(), found.tensor(name).shape(), name);
            assertArrayEquals(expected.tensor(name).floats(), found.tensor(name).floats(), name);
        }
    }

    private static StoredTensor floats(String name, long... shape) {
        int elements = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return StoredTensor.ofFloats(name, Arrays.stream(shape).boxed().toList(), new float[elements]);
    }
}
