package dev.sonde.model;

import dev.sonde.display.SondeException;
import dev.sonde.format.JsonFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Reads the sizes of a model from the {@code config.json} of a Hugging Face folder.
 *
 * <p>Absent keys take the defaults of transformers' Blip2Config, InstructBlipConfig, ViltConfig and LlamaConfig.
 * Options that would change the computation in a way this library does not know are refused.
 */
public final class HfConfig {
    private static final int MAX_BYTES = 1 << 20;
    private static final Set<String> GELU = Set.of("gelu");
    private static final Set<String> OFF = Set.of("false");

    private HfConfig() {}

    /** BLIP-2 with the heads of stage 1, such as {@code Salesforce/blip2-itm-vit-g}. */
    public static Blip2Config blip2(Path folder) {
        ConfigObject config = read(folder, Set.of("blip-2"));
        return new Blip2Config(
                vision(config.object("vision_config")),
                blip2QFormer(config),
                config.integer("image_text_hidden_size", Blip2Config.blip2().projection()));
    }

    /** InstructBLIP with a LLaMA language model, such as {@code Salesforce/instructblip-vicuna-7b}. */
    public static InstructBlipConfig instructBlip(Path folder) {
        ConfigObject config = read(folder, Set.of("instructblip"));
        ConfigObject text = config.object("text_config");
        // The default of transformers is OPT, another model.
        text.only("model_type", "opt", Set.of("llama"));
        return new InstructBlipConfig(
                vision(config.object("vision_config")),
                qformer(config, config.object("qformer_config"), true),
                llama(text));
    }

    /** ViLT with whatever head, such as {@code dandelin/vilt-b32-mlm}. */
    public static ViltConfig vilt(Path folder) {
        ConfigObject config = read(folder, Set.of("vilt"));
        ViltConfig b32 = ViltConfig.b32();
        config.only("hidden_act", "gelu", GELU);
        config.only("num_channels", "3", Set.of("3"));
        config.only("max_image_length", "-1", Set.of("-1"));
        return new ViltConfig(
                config.integer("image_size", b32.imageSize()),
                config.integer("patch_size", b32.patchSize()),
                config.integer("hidden_size", b32.width()),
                config.integer("num_hidden_layers", b32.layers()),
                config.integer("num_attention_heads", b32.heads()),
                config.integer("intermediate_size", b32.feedForward()),
                config.integer("vocab_size", b32.vocabulary()),
                config.integer("max_position_embeddings", b32.textPositions()),
                config.integer("type_vocab_size", b32.textSegments()),
                config.integer("modality_type_vocab_size", b32.modalities()),
                config.number("layer_norm_eps", b32.layerNormEps()),
                config.flag("qkv_bias", b32.qkvBias()),
                config.number("hidden_dropout_prob", b32.hiddenDropout()),
                config.number("attention_probs_dropout_prob", b32.attentionDropout()));
    }

    /** A LLaMA language model by itself, such as a Vicuna folder. */
    public static LlamaConfig llama(Path folder) {
        return llama(read(folder, Set.of("llama")));
    }

    private static ConfigObject read(Path folder, Set<String> modelTypes) {
        Path file = Files.isDirectory(folder) ? folder.resolve("config.json") : folder;
        if (!Files.exists(file)) {
            throw new SondeException(
                    folder + " has no config.json",
                    "Give the folder of a Hugging Face model: config.json beside model.safetensors.");
        }
        ConfigObject config = new ConfigObject(file.toString(), JsonFile.object(file, MAX_BYTES));
        config.only("model_type", "not given", modelTypes);
        return config;
    }

    private static VisionConfig vision(ConfigObject config) {
        VisionConfig blip2 = VisionConfig.blip2();
        config.only("hidden_act", "gelu", GELU);
        return new VisionConfig(
                config.integer("image_size", blip2.imageSize()),
                config.integer("patch_size", blip2.patchSize()),
                config.integer("hidden_size", blip2.width()),
                config.integer("num_hidden_layers", blip2.blocks()),
                config.integer("num_attention_heads", blip2.heads()),
                config.integer("intermediate_size", blip2.feedForward()),
                config.number("layer_norm_eps", blip2.layerNormEps()),
                config.flag("qkv_bias", blip2.qkvBias()));
    }

    private static QFormerConfig blip2QFormer(ConfigObject config) {
        ConfigObject qformer = config.object("qformer_config");
        // Older files spell the key without "use_".
        boolean text = qformer.flag("use_qformer_text_input", qformer.flag("qformer_text_input", false));
        return qformer(config, qformer, text);
    }

    private static QFormerConfig qformer(ConfigObject model, ConfigObject config, boolean text) {
        QFormerConfig blip2 = QFormerConfig.blip2();
        config.only("hidden_act", "gelu", GELU);
        config.only("position_embedding_type", "absolute", Set.of("absolute"));
        return new QFormerConfig(
                model.integer("num_query_tokens", blip2.queries()),
                config.integer("hidden_size", blip2.width()),
                config.integer("num_hidden_layers", blip2.layers()),
                config.integer("num_attention_heads", blip2.heads()),
                config.integer("intermediate_size", blip2.feedForward()),
                config.integer("encoder_hidden_size", blip2.imageWidth()),
                config.integer("cross_attention_frequency", blip2.crossAttentionEvery()),
                text,
                config.integer("vocab_size", 30_522), // transformers' default; the published files say 30523
                config.integer("max_position_embeddings", blip2.positions()),
                config.integer("pad_token_id", blip2.padId()),
                config.number("layer_norm_eps", blip2.layerNormEps()),
                config.number("hidden_dropout_prob", blip2.hiddenDropout()),
                config.number("attention_probs_dropout_prob", blip2.attentionDropout()));
    }

    private static LlamaConfig llama(ConfigObject config) {
        LlamaConfig vicuna = LlamaConfig.vicuna7b();
        int heads = config.integer("num_attention_heads", vicuna.heads());
        LlamaConfig llama = new LlamaConfig(
                config.integer("hidden_size", vicuna.width()),
                config.integer("num_hidden_layers", vicuna.layers()),
                heads,
                config.integer("num_key_value_heads", heads),
                config.integer("intermediate_size", vicuna.feedForward()),
                config.integer("vocab_size", 32_000), // transformers' default; InstructBLIP's says 32001
                config.integer("max_position_embeddings", vicuna.positions()),
                config.number("rms_norm_eps", vicuna.rmsNormEps()),
                ropeTheta(config),
                config.flag("tie_word_embeddings", false));
        refuseOtherLayers(config, llama.headWidth());
        return llama;
    }

    private static void refuseOtherLayers(ConfigObject config, int headWidth) {
        config.only("hidden_act", "silu", Set.of("silu"));
        config.only("attention_bias", "false", OFF);
        config.only("mlp_bias", "false", OFF);
        config.only("rope_scaling", "null", Set.of("null"));
        config.only("head_dim", Integer.toString(headWidth), Set.of(Integer.toString(headWidth)));
    }

    // Newer files keep the base in an object of its own, older ones beside the other sizes.
    private static double ropeTheta(ConfigObject config) {
        ConfigObject rope = config.object("rope_parameters");
        rope.only("rope_type", "default", Set.of("default"));
        return rope.number(
                "rope_theta", config.number("rope_theta", LlamaConfig.vicuna7b().ropeTheta()));
    }
}
