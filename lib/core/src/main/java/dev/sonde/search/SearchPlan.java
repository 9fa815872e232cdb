package dev.sonde.search;

import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What decides which points a search tries, in words that are equal only for equal searches.
 *
 * @param space {@link SearchSpace#describe()}
 * @param sampler {@link Sampler#describe()}
 * @param goal {@link Goal#name()}
 */
record SearchPlan(String space, String sampler, String goal) {
    private static final int HASH_DIGITS = 16;

    SearchPlan {
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(sampler, "sampler");
        Objects.requireNonNull(goal, "goal");
    }

    static SearchPlan of(SearchSpace space, Sampler sampler, Goal goal) {
        return new SearchPlan(space.describe(), sampler.describe(), goal.name());
    }

    /** The first digits of the SHA-256 of the words, one on a line. */
    String identity() {
        byte[] words = String.join("\n", space, sampler, goal).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(TextFile.sha256Digest().digest(words)).substring(0, HASH_DIGITS);
    }

    /** @throws SondeException that names what differs */
    void requireSame(SearchPlan recorded, String place) {
        requireSame("space", recorded.space, space, place);
        requireSame("sampler", recorded.sampler, sampler, place);
        requireSame("goal", recorded.goal, goal, place);
    }

    private static void requireSame(String what, String recorded, String mine, String place) {
        if (!recorded.equals(mine)) {
            throw new SondeException(
                    place + " records a search with another " + what + "." + System.lineSeparator() + "  recorded: "
                            + recorded + System.lineSeparator() + "  this search: " + mine,
                    "Give the journal of this search another name, or search with the recorded " + what + ".");
        }
    }
}
