package dev.sonde.paper;

/** What a finding of the audit says about the paper. */
public enum Standing {
    /** The numbers can all be true together. */
    CONSISTENT("consistent"),
    /** They cannot all be true together. */
    CONTRADICTION("contradiction"),
    /** They can be true, but mean less than they seem to, or look like a slip. */
    CAUTION("caution");

    private final String label;

    Standing(String label) {
        this.label = label;
    }

    /** The word for tables. */
    public String label() {
        return label;
    }
}
