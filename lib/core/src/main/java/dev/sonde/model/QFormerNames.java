package dev.sonde.model;

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

    String embeddings() {
        return embeddings;
    }

    String norm() {
        return norm;
    }
}
