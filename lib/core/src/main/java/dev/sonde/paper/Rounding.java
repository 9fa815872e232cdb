package dev.sonde.paper;

import java.math.BigDecimal;

/** How a printed number came from an exact one. */
public enum Rounding {
    /** To the nearest printed digit; a half may have gone either way. */
    NEAREST,
    /** Cut toward zero. */
    TRUNCATED;

    /** Whether {@code exact} prints as {@code printed}, which has its number of decimals as its scale. */
    boolean prints(BigDecimal exact, BigDecimal printed) {
        BigDecimal unit = BigDecimal.ONE.movePointLeft(printed.scale());
        if (this == NEAREST) {
            return exact.subtract(printed).abs().compareTo(unit.divide(BigDecimal.valueOf(2))) <= 0;
        }
        boolean sameSign = exact.signum() * printed.signum() >= 0;
        BigDecimal excess = exact.abs().subtract(printed.abs());
        return sameSign && excess.signum() >= 0 && excess.compareTo(unit) < 0;
    }
}
