package dev.sonde.experiment;

/** The three tasks that are probed for. */
public enum ProbedTask {
    /** Which box does a phrase refer to? Judged by IoU of at least 0.5. */
    REFCOCOG("RefCOCOg"),
    /** Is a statement about two things true? The random split of VSR. */
    VSR("VSR random"),
    /** Is a thing in the cell that is named? Region Cell Matching. */
    RCM("RCM");

    private final String label;

    ProbedTask(String label) {
        this.label = label;
    }

    /** The name in the paper's Table 1. */
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
