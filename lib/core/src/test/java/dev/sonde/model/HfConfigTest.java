package dev.sonde.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HfConfigTest {
    @TempDir
    Path folder;

    @Test
    void theSizesAreThoseOfTheFixture() {
        JsonNode sizes = Fixtures.json("qformer-blip2/expected.json").get("sizes");
        Blip2Config config = HfConfig.blip2(Fixtures.path("qformer-blip2/model"));
        QFormerConfig qformer = config.qformer();
        assertEquals(
                List.of("hidden", "heads", "layers", "ffn", "queries", "vocab", "positions", "vis").stream()
                        .map(key -> sizes.get(key).intValue())
                        .toList(),
                List.of(
                        qformer.width(),
                        qformer.heads(),
                        qformer.layers(),
                        qformer.feedForward(),
                        qformer.queries(),
                        qformer.vocabulary(),
                        qformer.positions(),
                        qformer.imageWidth()));
        VisionConfig vision = config.vision();
        assertEquals(
                List.of("vis", "vis_heads", "vis_layers", "vis_ffn", "image").stream()
                        .map(key -> sizes.get(key).intValue())
                        .toList(),
                List.of(vision.width(), vision.heads(), vision.blocks(), vision.feedForward(), vision.imageSize()));
        assertEquals(sizes.get("proj").intValue(), config.projection());
        assertTrue(qformer.text());
    }

    @Test
    void absentKeysTakeTheDefaultsOfTransformers() throws IOException {
        write("{\"model_type\":\"blip-2\"}");
        Blip2Config blip2 = HfConfig.blip2(folder);
        assertEquals(VisionConfig.blip2(), blip2.vision());
        assertEquals(256, blip2.projection());
        assertEquals(30_522, blip2.qformer().vocabulary());
        write("{\"model_type\":\"vilt\",\"hidden_size\":null}");
        assertEquals(ViltConfig.b32(), HfConfig.vilt(folder));
        write("{\"model_type\":\"instructblip\",\"qformer_config\":{\"vocab_size\":30523},"
                + "\"text_config\":{\"model_type\":\"llama\",\"vocab_size\":32001}}");
        assertEquals(InstructBlipConfig.vicuna7b(), HfConfig.instructBlip(folder));
        write("{\"model_type\":\"blip-2\",\"qformer_config\":{\"vocab_size\":30523,\"qformer_text_input\":true}}");
        assertEquals(Blip2Config.blip2(), HfConfig.blip2(folder), "the older spelling of the key");
    }

    @Test
    void ropeThetaStandsBesideTheSizesOrInItsOwnObject() throws IOException {
        write("{\"model_type\":\"llama\",\"rope_theta\":5e5}");
        assertEquals(5e5, HfConfig.llama(folder).ropeTheta());
        write("{\"model_type\":\"llama\",\"rope_parameters\":{\"rope_type\":\"default\",\"rope_theta\":2e4}}");
        assertEquals(2e4, HfConfig.llama(folder).ropeTheta());
    }

    @Test
    void whatThisLibraryDoesNotComputeIsRefused() {
        String instruct = "qformer-instructblip/model/config.json";
        refused(instruct, c -> c.put("model_type", "blip-2"), "model_type");
        refused(instruct, c -> inner(c, "text_config").put("model_type", "opt"), "model_type");
        refused(instruct, c -> c.remove("text_config"), "model_type");
        refused(instruct, c -> inner(c, "text_config").put("hidden_act", "gelu"), "hidden_act");
        refused(instruct, c -> inner(c, "text_config").put("attention_bias", true), "attention_bias");
        refused(instruct, c -> inner(c, "text_config").put("head_dim", more(c, "text_config", "head_dim")), "head_dim");
        refused(instruct, c -> inner(c, "text_config").putObject("rope_scaling").put("factor", 2), "rope_scaling");
        refused(instruct, c -> inner(inner(c, "text_config"), "rope_parameters").put("rope_type", "yarn"), "rope_type");
        refused(instruct, c -> inner(c, "qformer_config").put("hidden_act", "relu"), "hidden_act");
        refused(instruct, c -> inner(c, "vision_config").put("hidden_act", "quick_gelu"), "hidden_act");
    }

    @Test
    void wrongTypesAndImpossibleSizesAreToldByTheirKey() {
        String instruct = "qformer-instructblip/model/config.json";
        refused(instruct, c -> inner(c, "qformer_config").put("hidden_size", "48"), "hidden_size");
        refused(instruct, c -> inner(c, "qformer_config").put("hidden_size", 48.5), "hidden_size");
        refused(
                instruct,
                c -> inner(c, "qformer_config").put("num_attention_heads", more(c, "qformer_config", "hidden_size")),
                "num_attention_heads");
        refused(instruct, c -> inner(c, "qformer_config").put("num_attention_heads", 0), "num_attention_heads");
        refused(
                instruct,
                c -> inner(c, "qformer_config")
                        .put("encoder_hidden_size", more(c, "qformer_config", "encoder_hidden_size")),
                "encoder_hidden_size");
        refused(instruct, c -> inner(c, "qformer_config").put("hidden_dropout_prob", 1.0), "hidden_dropout_prob");
        refused(
                instruct,
                c -> inner(c, "vision_config").put("patch_size", more(c, "vision_config", "image_size")),
                "patch_size");
        refused(instruct, c -> inner(c, "vision_config").put("qkv_bias", 1), "qkv_bias");
        refused(instruct, c -> inner(c, "vision_config").put("layer_norm_eps", -1e-6), "layer_norm_eps");
        refused(instruct, c -> inner(c, "text_config").put("num_attention_heads", 0), "num_attention_heads");
        refused(instruct, c -> inner(c, "text_config").put("vocab_size", -1), "vocab_size");
        refused(instruct, c -> c.put("vision_config", 3), "vision_config");
        refused(instruct, c -> c.put("num_query_tokens", 1L << 40), "num_query_tokens");
    }

    @Test
    void aFolderWithoutOrWithBrokenConfigIsTold() throws IOException {
        assertThrows(SondeException.class, () -> HfConfig.blip2(folder));
        write("{\"model_type\":\"blip-2\"");
        assertThrows(SondeException.class, () -> HfConfig.blip2(folder));
        write("{\"model_type\":\"blip-2\",\"model_type\":\"blip-2\"}");
        assertThrows(SondeException.class, () -> HfConfig.blip2(folder));
        write("[]");
        assertThrows(SondeException.class, () -> HfConfig.blip2(folder));
    }

    private void refused(String fixture, Consumer<ObjectNode> change, String named) {
        ObjectNode config = Fixtures.json(fixture).deepCopy();
        change.accept(config);
        write(config.toString());
        SondeException e = assertThrows(SondeException.class, () -> HfConfig.instructBlip(folder));
        assertTrue(e.getMessage().contains(named), e.getMessage());
    }

    private static ObjectNode inner(ObjectNode config, String key) {
        return (ObjectNode) config.get(key);
    }

    private static int more(ObjectNode config, String object, String key) {
        return inner(config, object).get(key).intValue() + 1;
    }

    private void write(String json) {
        try {
            Files.writeString(folder.resolve("config.json"), json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
