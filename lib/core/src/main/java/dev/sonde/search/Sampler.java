package dev.sonde.search;

import java.util.OptionalInt;
import java.util.Random;

/**
 * Says which point to try next.
 *
 * <p>A sampler holds no state: what it suggests is a function of its options, the trial's number and the history alone.
 * So a search that was killed and resumed goes on as if nothing had happened.
 */
public interface Sampler {
    /**
     * The point for a trial.
     *
     * @param number the trial's number, from 0
     * @param history all trials with lower numbers, those still running among them
     */
    Assignment suggest(SearchSpace space, int number, History history);

    /** All options on one line: two samplers with the same description suggest the same. */
    String describe();

    /** How many trials this sampler has for a space; absent where there is no end. */
    default OptionalInt size(SearchSpace space) {
        return OptionalInt.empty();
    }

    /** Random numbers for one trial; those of other trials and seeds look unrelated. */
    static Random random(long seed, int number) {
        // Random's own scrambling keeps neighbouring seeds alike, so they are mixed first (MurmurHash3's finaliser).
        return new Random(mix(mix(seed) + number));
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
