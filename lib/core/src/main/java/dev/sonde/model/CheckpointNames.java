package dev.sonde.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names under which a family of models has been published, as one canonical name each: that of the Hugging Face hub's
 * files.
 */
enum CheckpointNames {
    /** {@code Salesforce/blip2-itm-vit-g} and LAVIS's {@code blip2_pretrained.pth}. */
    BLIP2,
    /** {@code Salesforce/instructblip-vicuna-7b} and LAVIS's {@code instruct_blip_vicuna7b_trimmed.pth}. */
    INSTRUCT_BLIP,
    /** {@code dandelin/vilt-b32-mlm}, with {@code vilt.} before all but the heads. */
    VILT,
    /** LLaMA and Vicuna by themselves. */
    LLAMA;

    /** Tables that follow from the sizes; older files store them. */
    private static final Pattern COMPUTED = Pattern.compile(".*\\.(position_ids|rotary_emb\\.inv_freq)");

    private static final Pattern VILT_WITHOUT_PREFIX = Pattern.compile("(embeddings|encoder|layernorm|pooler)\\..+");

    /** The canonical name of a tensor; empty if it is not needed, as it follows from the sizes. */
    Optional<String> canonical(String name) {
        return COMPUTED.matcher(name).matches() ? Optional.empty() : Optional.of(renamed(name));
    }

    private String renamed(String name) {
        return switch (this) {
            case BLIP2 -> textEmbeddingsOutside(LavisNames.BLIP2.inTransformers(withoutModelLevel(name)));
            case INSTRUCT_BLIP -> LavisNames.INSTRUCT_BLIP.inTransformers(withoutModelLevel(name));
            case VILT ->
                VILT_WITHOUT_PREFIX.matcher(withoutModelLevel(name)).matches()
                        ? "vilt." + withoutModelLevel(name)
                        : withoutModelLevel(name);
            case LLAMA -> name;
        };
    }

    // Newer versions of transformers save one level more.
    private static String withoutModelLevel(String name) {
        return name.startsWith("model.") ? name.substring("model.".length()) : name;
    }

    // The first upload of BLIP-2 has them inside the Q-Former, or in both places.
    private static String textEmbeddingsOutside(String name) {
        return name.replaceFirst("^qformer\\.embeddings\\.layernorm\\.", "qformer.layernorm.")
                .replaceFirst("^qformer\\.embeddings\\.", "embeddings.");
    }
}
