package dev.sonde.study;

import java.util.Collection;

/** Who gave the answers; every table and text says so unless all were people. */
public enum Origin {
    /** People. */
    PEOPLE(""),
    /** A program: the numbers show how the analysis works, not what people can do. */
    SIMULATED(Rater.SIMULATED),
    /** People and a program. */
    PARTLY_SIMULATED("partly " + Rater.SIMULATED);

    private final String label;

    Origin(String label) {
        this.label = label;
    }

    /** The word for tables; empty for people. */
    public String label() {
        return label;
    }

    /** A title that tells the origin. */
    String title(String text) {
        return this == PEOPLE ? text : text + " (" + label + " raters)";
    }

    static Origin of(Collection<Rater> raters) {
        long simulated = raters.stream().filter(Rater::simulated).count();
        if (simulated == 0) {
            return PEOPLE;
        }
        return simulated == raters.size() ? SIMULATED : PARTLY_SIMULATED;
    }
}
