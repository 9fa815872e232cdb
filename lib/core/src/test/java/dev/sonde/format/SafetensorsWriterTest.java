package dev.sonde.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsWriterTest {
    private static final Map<String, String> PT = Map.of("format", "pt");

    @TempDir
    Path folder;

    @Test
    void aModelIsTheSameAfterWritingAndReading() {
        Path copy = folder.resolve("new/copy.safetensors");
        try (SafetensorsFile model = SafetensorsFile.open(Fixtures.path("qformer-blip2/inputs.safetensors"))) {
            SafetensorsWriter.write(copy, PT, model.tensors().values());
            try (SafetensorsFile read = SafetensorsFile.open(copy)) {
                assertEquals(model.names(), read.names());
                assertEquals(PT, read.metadata());
                for (StoredTensor tensor : read.tensors().values()) {
                    assertEquals(model.tensor(tensor.name()).declared(), tensor.declared());
                    assertEquals(model.tensor(tensor.name()).buffer(), tensor.buffer());
                }
            }
        }
    }

    @Test
    void theSameTensorsGiveTheSameBytes() throws IOException {
        try (SafetensorsFile model = SafetensorsFile.open(Fixtures.path("vilt/model/model.safetensors"))) {
            SafetensorsWriter.write(
                    folder.resolve("a"),
                    Map.of("x", "1", "y", "2"),
                    model.tensors().values());
            SafetensorsWriter.write(
                    folder.resolve("b"),
                    Map.of("y", "2", "x", "1"),
                    model.tensors().values());
        }
        assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bf16", "fp16"})
    void roundedWeightsAreThoseThatPyTorchRounded(String precision) {
        StoredType type = precision.equals("bf16") ? StoredType.BF16 : StoredType.F16;
        Path expected = Fixtures.path("qformer-blip2/model-" + precision + "/model.safetensors");
        try (SafetensorsFile full = SafetensorsFile.open(Fixtures.path("qformer-blip2/model/model.safetensors"));
                SafetensorsFile rounded = SafetensorsFile.open(expected)) {
            assertEquals(full.names(), rounded.names());
            for (StoredTensor tensor : full.tensors().values()) {
                StoredTensor there = rounded.tensor(tensor.name());
                assertEquals(type, there.type());
                assertEquals(there.buffer(), tensor.as(type).buffer(), tensor.name());
                assertArrayEquals(
                        there.floats(), tensor.as(type).as(StoredType.F32).floats(), tensor.name());
            }
        }
    }

    @Test
    void aSliceOfConvertedElementsMayBeginAnywhere() {
        StoredTensor doubles =
                StoredTensor.ofFloats("w", List.of(5L), 1, -2, 3.5f, 0, 1e-8f).as(StoredType.F64);
        ByteBuffer all = doubles.buffer();
        for (int from = 0; from <= 40; from++) {
            for (int to = from; to <= 40; to++) {
                assertEquals(all.slice(from, to - from), doubles.slice(from, to - from));
            }
        }
    }

    @Test
    void elementsArriveInPiecesAndAreRoundedToTheDeclaredType() {
        Path file = folder.resolve("w.safetensors");
        List<TensorShape> shapes = List.of(
                TensorShape.of("none", StoredType.F32, 0, 4),
                TensorShape.of("w", StoredType.BF16, 3),
                TensorShape.of("scalar", StoredType.F64));
        try (SafetensorsWriter writer = SafetensorsWriter.open(file, Map.of(), shapes)) {
            writer.floats(1f / 3);
            writer.floats(-2, 1e30f);
            writer.bytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(0, Math.PI));
        }
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertEquals(List.of("none", "w", "scalar"), List.copyOf(read.names()));
            assertArrayEquals(
                    new float[] {0.333984375f, -2, HalfPrecision.fromBfloat16(HalfPrecision.toBfloat16(1e30f))},
                    read.tensor("w").floats());
            assertEquals(Math.PI, read.tensor("scalar").buffer().getDouble(0));
        }
    }

    @Test
    void anIncompleteFileNeverAppears() throws IOException {
        Path file = Files.writeString(folder.resolve("w.safetensors"), "the old one");
        SafetensorsWriter writer = SafetensorsWriter.open(file, PT, List.of(TensorShape.of("w", StoredType.F32, 2)));
        writer.floats(1);
        assertThrows(IllegalArgumentException.class, () -> writer.floats(2, 3));
        assertTrue(assertThrows(IllegalStateException.class, writer::close)
                .getMessage()
                .contains("4 bytes"));
        assertEquals("the old one", Files.readString(file));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void namesAreUniqueAndShapesPossible() {
        TensorShape w = TensorShape.of("w", StoredType.F32, 1);
        Path file = folder.resolve("w.safetensors");
        assertThrows(IllegalArgumentException.class, () -> SafetensorsWriter.open(file, PT, List.of(w, w)));
        assertThrows(SondeException.class, () -> TensorShape.of("w", StoredType.F32, -1));
        assertFalse(Files.exists(file));
    }

    /** The last tensor lies beyond 5 GiB, and a slice crosses the border of two maps; the file is sparse. */
    @Test
    void aFileOverTwoGibibytesIsReadInAllItsParts() throws IOException {
        Path file = folder.resolve("large.safetensors");
        long large = (3L << 30) / 4;
        List<TensorShape> shapes = List.of(
                TensorShape.of("first", StoredType.F32, large),
                TensorShape.of("across", StoredType.I64, 2),
                TensorShape.of("many", StoredType.U8, 1L << 31, 1),
                TensorShape.of("last", StoredType.F32, 2));
        byte[] header = SafetensorsHeader.json(PT, shapes);
        long data = 8 + header.length;
        long size = data + shapes.stream().mapToLong(TensorShape::bytes).sum();
        long across = data + shapes.get(0).bytes();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(little(8).putLong(0, header.length), 0);
            channel.write(ByteBuffer.wrap(header), 8);
            channel.write(little(8).putLong(0, 1L << 40 | 42), (1L << 30) - 4);
            channel.write(little(16).putLong(0, 7).putLong(8, -7), across);
            channel.write(little(8).putFloat(0, 1.5f).putFloat(4, -2), size - 8);
        }
        assumeTrue(Files.size(file) == size);
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertArrayEquals(new long[] {7, -7}, read.tensor("across").longs());
            assertArrayEquals(new float[] {1.5f, -2}, read.tensor("last").floats());
            StoredTensor first = read.tensor("first");
            assertEquals(1L << 40 | 42, first.slice((1L << 30) - data - 4, 8).getLong(0), "across a border");
            assertThrows(SondeException.class, first::buffer);
            assertEquals(1L << 31, read.tensor("many").elements());
            assertThrows(SondeException.class, read.tensor("many")::longs);
        }
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
