package dev.sonde.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the {@code config.json} that {@link HfConfig} and transformers read: every size, also where it is the default. */
final class ConfigJson {
    private ConfigJson() {}

    static ObjectNode blip2(Blip2Config config) {
        ObjectNode json = model("blip-2", "Blip2ForImageTextRetrieval");
        json.set("vision_config", vision("blip_2_vision_model", config.vision()));
        json.set("qformer_config", qformer("blip_2_qformer", config.qformer()));
        return json.put("num_query_tokens", config.qformer().queries())
                .put("image_text_hidden_size", config.projection());
    }

    static ObjectNode instructBlip(InstructBlipConfig config) {
        ObjectNode json = model("instructblip", "InstructBlipForConditionalGeneration");
        json.set("vision_config", vision("instructblip_vision_model", config.vision()));
        json.set("qformer_config", qformer("instructblip_qformer", config.qformer()));
        json.set("text_config", llama(config.language()));
        return json.put("num_query_tokens", config.qformer().queries());
    }

    static ObjectNode vilt(ViltConfig config) {
        return model("vilt", "ViltModel")
                .put("image_size", config.imageSize())
                .put("patch_size", config.patchSize())
                .put("hidden_size", config.width())
                .put("num_hidden_layers", config.layers())
                .put("num_attention_heads", config.heads())
                .put("intermediate_size", config.feedForward())
                .put("vocab_size", config.vocabulary())
                .put("max_position_embeddings", config.textPositions())
                .put("type_vocab_size", config.textSegments())
                .put("modality_type_vocab_size", config.modalities())
                .put("layer_norm_eps", config.layerNormEps())
                .put("qkv_bias", config.qkvBias())
                .put("hidden_dropout_prob", config.hiddenDropout())
                .put("attention_probs_dropout_prob", config.attentionDropout());
    }

    private static ObjectNode model(String type, String architecture) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("architectures").add(architecture);
        return json.put("model_type", type);
    }

    private static ObjectNode vision(String type, VisionConfig config) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("model_type", type)
                .put("image_size", config.imageSize())
                .put("patch_size", config.patchSize())
                .put("hidden_size", config.width())
                .put("num_hidden_layers", config.blocks())
                .put("num_attention_heads", config.heads())
                .put("intermediate_size", config.feedForward())
                .put("layer_norm_eps", config.layerNormEps())
                .put("qkv_bias", config.qkvBias());
    }

    private static ObjectNode qformer(String type, QFormerConfig config) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("model_type", type)
                .put("hidden_size", config.width())
                .put("num_hidden_layers", config.layers())
                .put("num_attention_heads", config.heads())
                .put("intermediate_size", config.feedForward())
                .put("encoder_hidden_size", config.imageWidth())
                .put("cross_attention_frequency", config.crossAttentionEvery())
                .put("use_qformer_text_input", config.text())
                .put("vocab_size", config.vocabulary())
                .put("max_position_embeddings", config.positions())
                .put("pad_token_id", config.padId())
                .put("layer_norm_eps", config.layerNormEps())
                .put("hidden_dropout_prob", config.hiddenDropout())
                .put("attention_probs_dropout_prob", config.attentionDropout());
    }

    private static ObjectNode llama(LlamaConfig config) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("model_type", "llama")
                .put("hidden_size", config.width())
                .put("num_hidden_layers", config.layers())
                .put("num_attention_heads", config.heads())
                .put("num_key_value_heads", config.keyValueHeads())
                .put("intermediate_size", config.feedForward())
                .put("vocab_size", config.vocabulary())
                .put("max_position_embeddings", config.positions())
                .put("rms_norm_eps", config.rmsNormEps())
                .put("rope_theta", config.ropeTheta())
                .put("tie_word_embeddings", config.tiedHead());
    }
}
