package dev.sonde.stats;

/** How the p-value of a rank test is computed. */
public enum PValueMethod {
    /** Exact where that is cheap and needs no conditioning (no ties, moderate n), else asymptotic. */
    AUTO,
    /** From the full permutation distribution; with ties, conditional on them. */
    EXACT,
    /** From the normal limit with the variance corrected for ties, without continuity correction. */
    ASYMPTOTIC
}
