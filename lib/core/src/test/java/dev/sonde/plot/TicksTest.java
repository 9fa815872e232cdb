package dev.sonde.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {
    @Test
    void linearTicksAreRoundAndInside() {
        assertEquals(List.of("0", "20", "40", "60", "80", "100"), labels(0, 100, 5));
        assertEquals(List.of("0.0", "0.5", "1.0"), labels(0, 1, 2));
        assertEquals(List.of("70.0", "72.5", "75.0", "77.5", "80.0"), labels(69.2, 80.9, 5));
        assertEquals(List.of("−0.2", "0.0", "0.2"), labels(-0.3, 0.3, 3));
        assertEquals(List.of("0", "20,000", "40,000"), labels(0, 40_000, 2));
    }

    @Test
    void extremeTicksUseExponents() {
        assertEquals(List.of("1e12", "2e12", "3e12"), labels(1e12, 3e12, 2));
        assertEquals(List.of("−1e−9", "0", "1e−9"), labels(-1e-9, 1e-9, 2));
    }

    @Test
    void aTickCountStaysNearTheWantedOne() {
        for (double span : new double[] {1e-200, 1e-9, 0.37, 1, 3.3, 99, 12345, 1e30, 1e200}) {
            for (int wanted = 2; wanted < 12; wanted++) {
                int count = labels(span / 7, span / 7 + span, wanted).size();
                assertTrue(count >= 1 && count <= wanted + 2, span + ": " + count + " for " + wanted);
            }
        }
    }

    @Test
    void logarithmicTicksAreDecadesOrOneTwoFive() {
        assertEquals(List.of("1", "10", "100", "1000"), log(1, 1000, 5));
        assertEquals(List.of("5", "10", "20", "50"), log(3, 60, 5));
        assertEquals(List.of("1e−8", "0.0001", "1"), log(1e-8, 1, 2));
    }

    @Test
    void whereThereIsNoRoomLogarithmicTicksAreADecadeApart() {
        assertEquals(List.of("1000", "10,000"), log(500, 40_000, 3));
        assertEquals(List.of("2000", "20,000"), log(2000, 70_000, 3));
        assertEquals(List.of("5", "10", "20"), log(4, 30, 2), "no two of them are");
    }

    @Test
    void numbersForReadingAreShort() {
        assertEquals("64.97", Ticks.reading(64.97));
        assertEquals("0.3333", Ticks.reading(1 / 3.0));
        assertEquals("10,972", Ticks.reading(10_972));
        assertEquals("1.5e−7", Ticks.reading(1.5e-7));
        assertEquals("–", Ticks.reading(Double.NaN));
        assertEquals("0", Ticks.reading(-0.0));
        assertEquals("−3.1", Ticks.reading(-3.1));
    }

    @Test
    void textsAreWrappedAndShortenedToTheirRoom() {
        for (String line : Lettering.wrap("one two three four five six", 12, 60)) {
            assertTrue(Lettering.width(line, 12) <= 60, line);
        }
        assertEquals(List.of(), Lettering.wrap("  ", 12, 60));
        String cut = Lettering.shorten("at the right side of the table", 11, 80);
        assertTrue(cut.endsWith("…") && Lettering.width(cut, 11) <= 80, cut);
        assertEquals("short", Lettering.shorten("short", 11, 80));
        Lettering.shorten("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 11, 20)
                .codePoints()
                .forEach(c -> assertTrue(c < 0xD800 || c > 0xDFFF));
    }

    private static List<String> labels(double low, double high, int wanted) {
        return Ticks.of(Axis.linear(""), new Range(low, high), wanted).stream()
                .map(Ticks.Tick::label)
                .toList();
    }

    private static List<String> log(double low, double high, int wanted) {
        return Ticks.of(Axis.linear("").log(), new Range(low, high), wanted).stream()
                .map(Ticks.Tick::label)
                .toList();
    }
}
