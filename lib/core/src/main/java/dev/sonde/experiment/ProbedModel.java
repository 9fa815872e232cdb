package dev.sonde.experiment;

/** What a probe reads: the paper's models, and what their numbers must stand beside. */
public enum ProbedModel {
    /** The Q-Former of BLIP-2's first stage. */
    BLIP2("Q-Former", true),
    /** The Q-Former of InstructBLIP. */
    INSTRUCT_BLIP("IBLIP Q-Former", true),
    /** ViLT, one stream of words and patches; the paper fine-tunes it. */
    VILT("ViLT", false),
    /** The architecture of {@link #BLIP2} with random weights: what the wiring alone gives. */
    UNTRAINED("untrained Q-Former", true),
    /**
     * The image's patch tokens before any resampler, averaged over the true box of the thing that the phrase means: what there
     * was to be kept. For RefCOCOg only; such a probe sees no text, so it cannot know what VSR and RCM ask.
     */
    PATCHES("patch tokens of the thing", false),
    /** The words alone: what the data give away without an image. */
    TEXT_ONLY("text only", false),
    /** As {@link #BLIP2}, with a phrase-to-box objective added to its first stage. */
    OBJECT_AWARE("object-aware Q-Former", true);

    private final String label;
    private final boolean resampler;

    ProbedModel(String label, boolean resampler) {
        this.label = label;
        this.resampler = resampler;
    }

    /** The name in tables; that of the paper's Table 1 where it is in there. */
    public String label() {
        return label;
    }

    /** Whether it has query tokens that resample the image. */
    public boolean isResampler() {
        return resampler;
    }

    @Override
    public String toString() {
        return label;
    }
}
