package dev.sonde.paper;

/** What a rule says of a cell. */
public enum Verdict {
    PASS("pass"),
    FAIL("fail"),
    NOT_RUN("not run"),
    NOT_COMPARABLE("not comparable");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    /** The word that stands in tables and in {@code results.json}. */
    public String label() {
        return label;
    }

    /** Pass or fail. */
    static Verdict of(boolean holds) {
        return holds ? PASS : FAIL;
    }
}
