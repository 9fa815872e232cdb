package dev.sonde.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
    private static final String GOOD = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

    @TempDir
    Path folder;

    @Test
    void readsTypeShapeAndNumbers() throws IOException {
        for (int version = 1; version <= 3; version++) {
            try (NpyFile file = NpyFile.open(write(npy(version, GOOD, 1, 2, 3, 4, 5, -6)))) {
                assertThat(file.tensor().type()).isEqualTo(StoredType.F32);
                assertThat(file.tensor().shape()).containsExactly(2L, 3L);
                assertThat(file.tensor().floats()).containsExactly(1, 2, 3, 4, 5, -6);
            }
        }
    }

    @Test
    void readsVectorsScalarsAndArraysWithoutElements() throws IOException {
        try (NpyFile vector = NpyFile.open(write(npy(1, GOOD.replace("(2, 3)", "(1,)"), 7)));
                NpyFile scalar = NpyFile.open(write(npy(1, GOOD.replace("(2, 3)", "()"), 7)));
                NpyFile none = NpyFile.open(write(npy(1, GOOD.replace("(2, 3)", "(0, 3)"))))) {
            assertThat(vector.tensor().shape()).containsExactly(1L);
            assertThat(scalar.tensor().shape()).isEmpty();
            assertThat(scalar.tensor().floats()).containsExactly(7);
            assertThat(none.tensor().elements()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3), }",
                "{'descr': '|O', 'fortran_order': False, 'shape': (2, 3), }",
                "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 3), }",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, -3), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (999999999999999999, 999999999999999999), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'more': 1}",
                "{'descr': '<f4', 'fortran_order': False}",
                "__import__('os').system('true')",
                ""
            })
    void refusesOtherHeaders(String header) throws IOException {
        Path file = write(npy(1, header, 1, 2, 3, 4, 5, 6));

        assertThatThrownBy(() -> NpyFile.open(file))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aHeaderLongerThanTheFileIsRefused() throws IOException {
        byte[] bytes = npy(2, GOOD, 1, 2, 3, 4, 5, 6);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -1);

        assertThatThrownBy(() -> NpyFile.open(write(bytes))).isInstanceOf(SondeException.class);
    }

    @Test
    void everyCutOffFileIsRefused() throws IOException {
        byte[] bytes = npy(1, GOOD, 1, 2, 3, 4, 5, 6);
        for (int length = 0; length < bytes.length; length++) {
            Path file = write(Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> NpyFile.open(file)).isInstanceOf(SondeException.class);
        }
    }

    @Test
    void aFlippedBitInTheHeaderIsReadOrRefusedButNeverAnotherError() throws IOException {
        byte[] bytes = npy(1, GOOD, 1, 2, 3, 4, 5, 6);
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(bytes.length - 24)] ^= (byte) (1 << random.nextInt(8));
            try (NpyFile file = NpyFile.open(write(changed))) {
                assertThat(file.tensor().bytes()).isEqualTo(24);
            } catch (SondeException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(300);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "array", ".npy"), bytes);
    }

    private static byte[] npy(int version, String header, float... values) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(8 + (version == 1 ? 2 : 4) + text.length + 4 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) version)
                .put((byte) 0);
        if (version == 1) {
            out.putShort((short) text.length);
        } else {
            out.putInt(text.length);
        }
        out.put(text);
        for (float value : values) {
            out.putFloat(value);
        }
        return out.array();
    }
}
