package dev.sonde.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HalfPrecisionTest {
    @Test
    void everyHalfSurvivesTheWayThereAndBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfPrecision.fromHalf((short) bits);
            short back = HalfPrecision.toHalf(value);
            if (Float.isNaN(value)) {
                assertTrue(Float.isNaN(HalfPrecision.fromHalf(back)));
            } else {
                assertEquals((short) bits, back);
            }
        }
    }

    @Test
    void everyBfloat16SurvivesTheWayThereAndBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfPrecision.fromBfloat16((short) bits);
            short back = HalfPrecision.toBfloat16(value);
            if (Float.isNaN(value)) {
                assertTrue(Float.isNaN(HalfPrecision.fromBfloat16(back)));
            } else {
                assertEquals((short) bits, back);
            }
        }
    }

    @Test
    void knownValuesAreThoseOfTheStandard() {
        assertEquals(1f, HalfPrecision.fromHalf((short) 0x3C00));
        assertEquals(65504f, HalfPrecision.fromHalf((short) 0x7BFF));
        assertEquals(0x1p-14f, HalfPrecision.fromHalf((short) 0x0400));
        assertEquals(0x1p-24f, HalfPrecision.fromHalf((short) 1));
        assertEquals(-0.333251953125f, HalfPrecision.fromHalf((short) 0xB555));
        assertEquals(3.140625f, HalfPrecision.fromBfloat16((short) 0x4049));
        assertEquals(Float.POSITIVE_INFINITY, HalfPrecision.fromHalf(HalfPrecision.toHalf(65520f)));
        assertEquals(65504f, HalfPrecision.fromHalf(HalfPrecision.toHalf(Math.nextDown(65520f))));
        assertEquals((short) 0x8000, HalfPrecision.toHalf(-0f));
        assertEquals(0, HalfPrecision.toHalf(0x1p-25f), "half of the smallest: a tie, to even");
        assertEquals(1, HalfPrecision.toHalf(Math.nextUp(0x1p-25f)));
        assertEquals((short) 0x7F80, HalfPrecision.toBfloat16(Float.MAX_VALUE), "rounds up to infinity");
    }

    @Test
    void roundingTakesTheNearestAndOnATieTheEvenOne() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            // Half the values within the range of halves, or nearly all would be infinite there.
            float small = (i & 1) == 0 ? value : (float) random.nextDouble(-65519, 65519) * 0x1p-20f;
            if (Float.isFinite(small)) {
                assertNearest(small, HalfPrecision.toHalf(small), true);
                assertNearest(small, HalfPrecision.toBfloat16(small), false);
            }
        }
    }

    /** No neighbour is nearer, and none as near whose last bit is 0. */
    private static void assertNearest(float value, short rounded, boolean half) {
        if ((rounded & 0x7FFF) == (half ? 0x7C00 : 0x7F80)) {
            assertTrue(Math.abs(value) >= (half ? 65520f : 0x1.FFp127f), "infinite: " + value);
            return;
        }
        double error = Math.abs(value(rounded, half) - value);
        for (int step = -1; step <= 1; step += 2) {
            int magnitude = (rounded & 0x7FFF) + step;
            if (magnitude >= 0) {
                short neighbour = (short) (rounded & 0x8000 | magnitude);
                double other = Math.abs(value(neighbour, half) - (double) value);
                assertTrue(error < other || error == other && (rounded & 1) == 0, value + " became " + rounded);
            }
        }
    }

    private static double value(short bits, boolean half) {
        return half ? HalfPrecision.fromHalf(bits) : HalfPrecision.fromBfloat16(bits);
    }
}
