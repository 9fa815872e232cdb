package dev.sonde.model;

import java.util.regex.Pattern;

/** How the checkpoints of the two models name the embeddings of their Q-Former; the layers are named alike. */
public enum QFormerNames {
    /** {@code Blip2ForImageTextRetrieval}. */
    BLIP2("embeddings.", "qformer.layernorm"),
    /** {@code InstructBlipForConditionalGeneration}. */
    INSTRUCT_BLIP("qformer.embeddings.", "qformer.embeddings.layernorm");

    private final String embeddings;
    private final String norm;

    QFormerNames(String embeddings, String norm) {
        this.embeddings = embeddings;
        this.norm = norm;
    }

    /** The name in a BLIP-2 of what has that name in an InstructBLIP. */
    public static String inBlip2(String name) {
        return name.startsWith(INSTRUCT_BLIP.norm)
                ? BLIP2.norm + name.substring(INSTRUCT_BLIP.norm.length())
                : name.replaceFirst("^" + Pattern.quote(INSTRUCT_BLIP.embeddings), BLIP2.embeddings);
    }

    String embeddings() {
        return embeddings;
    }

    String norm() {
        return norm;
    }
}
