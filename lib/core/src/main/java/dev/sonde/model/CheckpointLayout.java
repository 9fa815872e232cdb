package dev.sonde.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors that a model needs, with their shapes, and what else its checkpoint may hold.
 *
 * @param model what it is, for messages
 * @param shapes by canonical name, in the order in which the model computes
 * @param extras beginnings of names of heads that are kept where they are there, whatever their shape
 * @param names how other spellings become canonical
 */
record CheckpointLayout(String model, Map<String, List<Long>> shapes, List<String> extras, CheckpointNames names) {
    CheckpointLayout {
        shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
        extras = List.copyOf(extras);
    }

    static CheckpointLayout blip2(Blip2Config config) {
        Shapes shapes = new Shapes();
        QFormerConfig qformer = config.qformer();
        vision(shapes, config.vision());
        shapes.put("query_tokens", 1, qformer.queries(), qformer.width());
        if (qformer.text()) {
            textEmbeddings(shapes, "embeddings.", qformer);
        }
        shapes.norm("qformer.layernorm", qformer.width());
        qformerLayers(shapes, qformer);
        shapes.linear("vision_projection", config.projection(), qformer.width());
        shapes.linear("text_projection", config.projection(), qformer.width());
        shapes.linear("itm_head", 2, qformer.width());
        // LAVIS's head that writes text, and its temperature; files of transformers lack both.
        return new CheckpointLayout("BLIP-2", shapes.map, List.of("cls.", "temp"), CheckpointNames.BLIP2);
    }

    static CheckpointLayout instructBlip(InstructBlipConfig config) {
        Shapes shapes = new Shapes();
        QFormerConfig qformer = config.qformer();
        vision(shapes, config.vision());
        shapes.put("query_tokens", 1, qformer.queries(), qformer.width());
        textEmbeddings(shapes, "qformer.embeddings.", qformer);
        shapes.norm("qformer.embeddings.layernorm", qformer.width());
        qformerLayers(shapes, qformer);
        shapes.linear("language_projection", config.language().width(), qformer.width());
        language(shapes, "language_model.", config.language());
        List<String> extras = tiedHead("language_model.", config.language());
        return new CheckpointLayout("InstructBLIP", shapes.map, extras, CheckpointNames.INSTRUCT_BLIP);
    }

    static CheckpointLayout llama(LlamaConfig config) {
        Shapes shapes = new Shapes();
        language(shapes, "", config);
        return new CheckpointLayout("LLaMA", shapes.map, tiedHead("", config), CheckpointNames.LLAMA);
    }

    static CheckpointLayout vilt(ViltConfig config) {
        Shapes shapes = new Shapes();
        viltEmbeddings(shapes, config);
        for (int i = 0; i < config.layers(); i++) {
            String layer = "vilt.encoder.layer." + i + ".";
            shapes.norm(layer + "layernorm_before", config.width());
            for (String part : List.of("query", "key", "value")) {
                shapes.linear(layer + "attention.attention." + part, config.width(), config.width(), config.qkvBias());
            }
            shapes.linear(layer + "attention.output.dense", config.width(), config.width());
            shapes.norm(layer + "layernorm_after", config.width());
            shapes.linear(layer + "intermediate.dense", config.feedForward(), config.width());
            shapes.linear(layer + "output.dense", config.width(), config.feedForward());
        }
        shapes.norm("vilt.layernorm", config.width());
        shapes.linear("vilt.pooler.dense", config.width(), config.width());
        List<String> heads = List.of("mlm_score.", "itm_score.", "rank_output.", "classifier.");
        return new CheckpointLayout("ViLT", shapes.map, heads, CheckpointNames.VILT);
    }

    /** Whether a name is a head that is kept though the model does not need it. */
    boolean isExtra(String canonical) {
        return extras.stream().anyMatch(canonical::startsWith);
    }

    private static void vision(Shapes shapes, VisionConfig config) {
        String embeddings = "vision_model.embeddings.";
        shapes.put(embeddings + "class_embedding", 1, 1, config.width());
        shapes.put(embeddings + "position_embedding", 1, config.tokens(), config.width());
        shapes.put(embeddings + "patch_embedding.weight", config.width(), 3, config.patchSize(), config.patchSize());
        shapes.put(embeddings + "patch_embedding.bias", config.width());
        for (int j = 0; j < config.blocks(); j++) {
            String block = "vision_model.encoder.layers." + j + ".";
            shapes.norm(block + "layer_norm1", config.width());
            shapes.linear(block + "self_attn.qkv", 3 * config.width(), config.width(), config.qkvBias());
            shapes.linear(block + "self_attn.projection", config.width(), config.width());
            shapes.norm(block + "layer_norm2", config.width());
            shapes.linear(block + "mlp.fc1", config.feedForward(), config.width());
            shapes.linear(block + "mlp.fc2", config.width(), config.feedForward());
        }
        shapes.norm("vision_model.post_layernorm", config.width());
    }

    private static void textEmbeddings(Shapes shapes, String prefix, QFormerConfig config) {
        shapes.put(prefix + "word_embeddings.weight", config.vocabulary(), config.width());
        shapes.put(prefix + "position_embeddings.weight", config.positions(), config.width());
    }

    private static void qformerLayers(Shapes shapes, QFormerConfig config) {
        for (int i = 0; i < config.layers(); i++) {
            String layer = "qformer.encoder.layer." + i + ".";
            attention(shapes, layer + "attention.", config.width(), config.width());
            if (config.hasCrossAttention(i)) {
                attention(shapes, layer + "crossattention.", config.width(), config.imageWidth());
            }
            if (config.text()) {
                feedForward(shapes, layer, "", config);
            }
            feedForward(shapes, layer, "_query", config);
        }
    }

    private static void attention(Shapes shapes, String prefix, int width, int keyWidth) {
        shapes.linear(prefix + "attention.query", width, width);
        shapes.linear(prefix + "attention.key", width, keyWidth);
        shapes.linear(prefix + "attention.value", width, keyWidth);
        shapes.linear(prefix + "output.dense", width, width);
        shapes.norm(prefix + "output.LayerNorm", width);
    }

    private static void feedForward(Shapes shapes, String layer, String which, QFormerConfig config) {
        shapes.linear(layer + "intermediate" + which + ".dense", config.feedForward(), config.width());
        shapes.linear(layer + "output" + which + ".dense", config.width(), config.feedForward());
        shapes.norm(layer + "output" + which + ".LayerNorm", config.width());
    }

    private static void language(Shapes shapes, String prefix, LlamaConfig config) {
        int keyWidth = config.headWidth() * config.keyValueHeads();
        shapes.put(prefix + "model.embed_tokens.weight", config.vocabulary(), config.width());
        for (int n = 0; n < config.layers(); n++) {
            String layer = prefix + "model.layers." + n + ".";
            shapes.put(layer + "input_layernorm.weight", config.width());
            shapes.put(layer + "self_attn.q_proj.weight", config.width(), config.width());
            shapes.put(layer + "self_attn.k_proj.weight", keyWidth, config.width());
            shapes.put(layer + "self_attn.v_proj.weight", keyWidth, config.width());
            shapes.put(layer + "self_attn.o_proj.weight", config.width(), config.width());
            shapes.put(layer + "post_attention_layernorm.weight", config.width());
            shapes.put(layer + "mlp.gate_proj.weight", config.feedForward(), config.width());
            shapes.put(layer + "mlp.up_proj.weight", config.feedForward(), config.width());
            shapes.put(layer + "mlp.down_proj.weight", config.width(), config.feedForward());
        }
        shapes.put(prefix + "model.norm.weight", config.width());
        if (!config.tiedHead()) {
            shapes.put(prefix + "lm_head.weight", config.vocabulary(), config.width());
        }
    }

    private static List<String> tiedHead(String prefix, LlamaConfig config) {
        return config.tiedHead() ? List.of(prefix + "lm_head.weight") : List.of();
    }

    private static void viltEmbeddings(Shapes shapes, ViltConfig config) {
        String text = "vilt.embeddings.text_embeddings.";
        shapes.put(text + "word_embeddings.weight", config.vocabulary(), config.width());
        shapes.put(text + "position_embeddings.weight", config.textPositions(), config.width());
        shapes.put(text + "token_type_embeddings.weight", config.textSegments(), config.width());
        shapes.norm(text + "LayerNorm", config.width());
        String image = "vilt.embeddings.";
        shapes.put(image + "cls_token", 1, 1, config.width());
        shapes.put(image + "position_embeddings", 1, 1L + config.gridSide() * config.gridSide(), config.width());
        String patches = image + "patch_embeddings.projection.";
        shapes.put(patches + "weight", config.width(), 3, config.patchSize(), config.patchSize());
        shapes.put(patches + "bias", config.width());
        shapes.put(image + "token_type_embeddings.weight", config.modalities(), config.width());
    }

    /** The shapes of the usual layers. */
    private static final class Shapes {
        private final Map<String, List<Long>> map = new LinkedHashMap<>();

        void put(String name, long... shape) {
            map.put(name, Arrays.stream(shape).boxed().toList());
        }

        void norm(String name, long width) {
            put(name + ".weight", width);
            put(name + ".bias", width);
        }

        void linear(String name, long to, long from) {
            linear(name, to, from, true);
        }

        void linear(String name, long to, long from, boolean bias) {
            put(name + ".weight", to, from);
            if (bias) {
                put(name + ".bias", to);
            }
        }
    }
}
