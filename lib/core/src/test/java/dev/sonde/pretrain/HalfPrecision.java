package dev.sonde.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.torch.Parameters;
import java.util.Map;
import java.util.TreeMap;

/** Compares weights with what was stored of them. */
final class HalfPrecision {
    private HalfPrecision() {}

    /** The numbers of a model by name. */
    static Map<String, float[]> values(Parameters parameters) {
        Map<String, float[]> values = new TreeMap<>();
        parameters.arrays().forEach((name, array) -> values.put(name, array.toFloatArray()));
        return values;
    }

    static void assertStored(Map<String, float[]> expected, Map<String, float[]> read) {
        assertThat(read.keySet()).isEqualTo(expected.keySet());
        read.forEach((name, values) -> {
            float[] wanted = expected.get(name);
            for (int i = 0; i < values.length; i++) {
                // Half precision has 11 bits, and below 2^-14 steps of 2^-24.
                assertThat((double) Math.abs(values[i] - wanted[i]))
                        .isLessThanOrEqualTo(Math.abs(wanted[i]) * 0x1p-11 + 0x1p-25);
            }
        });
    }
}
