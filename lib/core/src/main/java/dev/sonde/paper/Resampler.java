package dev.sonde.paper;

import java.util.Optional;

/** Whether the resampler was kept frozen while the probe was trained; {@code NONE} where there is no resampler. */
public enum Resampler {
    FROZEN("frozen"),
    UNFROZEN("unfrozen"),
    NONE("");

    private final String label;

    Resampler(String label) {
        this.label = label;
    }

    /** The word for tables; empty for {@link #NONE}. */
    public String label() {
        return label;
    }

    /** True if frozen, false if trained jointly with the probe, empty without a resampler. */
    public Optional<Boolean> frozen() {
        return this == NONE ? Optional.empty() : Optional.of(this == FROZEN);
    }

    static Resampler of(String label) {
        for (Resampler r : values()) {
            if (r.label.equals(label)) {
                return r;
            }
        }
        throw new IllegalArgumentException("neither frozen nor unfrozen: " + label);
    }
}
