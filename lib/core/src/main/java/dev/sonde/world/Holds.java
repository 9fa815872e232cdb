package dev.sonde.world;

/** Whether something holds of two things; pairs of which people might disagree are unclear, and never asked about. */
public enum Holds {
    YES,
    NO,
    UNCLEAR;

    /** {@code YES} where {@code yes}, else {@code NO} where {@code no}, else {@code UNCLEAR}. */
    static Holds of(boolean yes, boolean no) {
        return yes ? YES : no ? NO : UNCLEAR;
    }

    /** {@code YES} or {@code NO}. */
    static Holds of(boolean yes) {
        return of(yes, !yes);
    }
}
