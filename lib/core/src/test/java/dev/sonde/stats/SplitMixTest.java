package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitMixTest {
    /** The first outputs of Vigna's reference program for this seed. */
    @Test
    void givesThePublishedNumbers() {
        SplitMix random = new SplitMix(1234567);
        String[] published = {"6457827717110365317", "3203168211198807973", "9817491932198370423", "4593380528125082431"
        };
        for (String number : published) {
            assertThat(Long.toUnsignedString(random.next())).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 42, Long.MIN_VALUE})
    void isTheGeneratorOfTheJavaLibrary(long seed) {
        SplitMix random = new SplitMix(seed);
        SplittableRandom library = new SplittableRandom(seed);
        for (int i = 0; i < 1000; i++) {
            assertThat(random.next()).isEqualTo(library.nextLong());
        }
    }

    /** Chi-squared of 200,000 draws; it has mean bound - 1 and variance 2 (bound - 1). */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 100, 1000})
    void boundedNumbersAreEquallyLikely(int bound) {
        SplitMix random = new SplitMix(5);
        int draws = 200_000;
        int[] counts = new int[bound];
        for (int i = 0; i < draws; i++) {
            counts[random.below(bound)]++;
        }
        double expected = (double) draws / bound;
        double chiSquared = 0;
        for (int count : counts) {
            chiSquared += (count - expected) * (count - expected) / expected;
        }
        assertThat(chiSquared).isCloseTo(bound - 1.0, within(5 * Math.sqrt(2.0 * (bound - 1))));
    }

    /** Without drawing the uneven values again, multiples of three would come up 3/8 or 2/8 of the time. */
    @Test
    void largeBoundsAreNotBiased() {
        SplitMix random = new SplitMix(8);
        int bound = 3 << 29;
        int draws = 100_000;
        int third = 0;
        for (int i = 0; i < draws; i++) {
            int drawn = random.below(bound);
            assertThat(drawn).isBetween(0, bound - 1);
            third += drawn % 3 == 0 ? 1 : 0;
        }
        assertThat(third / (double) draws).isCloseTo(1.0 / 3, within(0.008));
    }
}
