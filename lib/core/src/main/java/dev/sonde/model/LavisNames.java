package dev.sonde.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of LAVIS's checkpoints as transformers names the same tensors.
 *
 * <p>Source: transformers' {@code convert_blip_2_original_to_pytorch.py} (a2d3a280) and
 * {@code convert_instructblip_original_to_pytorch.py} (0b0bfd99), with {@code Qformer.cls} and {@code temp} kept, which
 * those drop.
 */
enum LavisNames {
    /** The text embeddings stand outside the Q-Former, its first LayerNorm directly in it. */
    BLIP2("embeddings.$1", "qformer.layernorm.$1"),
    /** Both stand in {@code qformer.embeddings}. */
    INSTRUCT_BLIP("qformer.embeddings.$1", "qformer.embeddings.layernorm.$1");

    private static final String BLOCK = "visual_encoder\\.blocks\\.(\\d+)\\.";
    private static final String LAYER = "vision_model.encoder.layers.$1.";

    private final List<Rule> rules;

    LavisNames(String embeddings, String firstNorm) {
        rules = List.of(
                new Rule("visual_encoder\\.cls_token", "vision_model.embeddings.class_embedding"),
                new Rule("visual_encoder\\.pos_embed", "vision_model.embeddings.position_embedding"),
                new Rule("visual_encoder\\.patch_embed\\.proj\\.(.+)", "vision_model.embeddings.patch_embedding.$1"),
                new Rule(BLOCK + "norm([12])\\.(.+)", LAYER + "layer_norm$2.$3"),
                new Rule(BLOCK + "attn\\.proj\\.(.+)", LAYER + "self_attn.projection.$2"),
                new Rule(BLOCK + "attn\\.(.+)", LAYER + "self_attn.$2"),
                new Rule(BLOCK + "(.+)", LAYER + "$2"),
                new Rule("ln_vision\\.(.+)", "vision_model.post_layernorm.$1"),
                new Rule("Qformer\\.bert\\.embeddings\\.LayerNorm\\.(.+)", firstNorm),
                new Rule("Qformer\\.bert\\.embeddings\\.(.+)", embeddings),
                new Rule("Qformer\\.bert\\.(.+attention)\\.self\\.(.+)", "qformer.$1.attention.$2"),
                new Rule("Qformer\\.bert\\.(.+)", "qformer.$1"),
                new Rule("Qformer\\.cls\\.(.+)", "cls.$1"),
                new Rule("(vision|text)_proj\\.(.+)", "$1_projection.$2"),
                new Rule("llm_proj\\.(.+)", "language_projection.$1"),
                new Rule("llm_model\\.(.+)", "language_model.$1"));
    }

    /** The name in transformers; a name that LAVIS does not use stays as it is. */
    String inTransformers(String name) {
        for (Rule rule : rules) {
            Matcher matcher = rule.lavis().matcher(name);
            if (matcher.matches()) {
                return matcher.replaceFirst(rule.transformers());
            }
        }
        return name;
    }

    private record Rule(Pattern lavis, String transformers) {
        Rule(String lavis, String transformers) {
            this(Pattern.compile(lavis), transformers);
        }
    }
}
