package dev.sonde.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PthFileTest {
    private static final String FLOATS = "torch\nFloatStorage";

    @TempDir
    Path folder;

    @Test
    void everyKindOfTensorIsReadAsPyTorchReadsIt() {
        try (PthFile read = PthFile.open(Fixtures.path("qformer-blip2/lavis/pickle_shapes.pth"));
                SafetensorsFile expected =
                        SafetensorsFile.open(Fixtures.path("qformer-blip2/lavis/pickle_shapes.safetensors"))) {
            for (StoredTensor tensor : expected.tensors().values()) {
                StoredTensor found = read.tensor(tensor.name());
                assertEquals(tensor.shape(), found.shape());
                if (tensor.type().isFloating() && found.type() != StoredType.BOOL) {
                    assertArrayEquals(tensor.floats(), found.floats(), tensor.name());
                } else if (tensor.type().isFloating()) {
                    assertArrayEquals(tensor.floats(), toFloats(found.longs()), tensor.name());
                } else {
                    assertArrayEquals(tensor.longs(), found.longs(), tensor.name());
                }
            }
            float[] single = read.tensor("float").floats();
            assertArrayEquals(
                    rounded(single, StoredType.F16), read.tensor("half").floats());
            assertArrayEquals(
                    rounded(single, StoredType.BF16), read.tensor("bfloat16").floats());
            assertArrayEquals(single, read.tensor("double").floats());
            assertEquals(StoredType.F64, read.tensor("double").type());
        }
    }

    @Test
    void aCheckpointOfLavisHasTheTensorsThatItsMakerListed() {
        JsonNode keys = Fixtures.json("qformer-blip2/lavis/keys.json");
        try (TensorSource read = TensorSource.open(Fixtures.path("qformer-blip2/lavis/blip2_tiny.pth"))) {
            keys.properties().forEach(entry -> {
                List<Long> shape = StreamSupport.stream(entry.getValue().spliterator(), false)
                        .map(JsonNode::asLong)
                        .toList();
                assertEquals(shape, read.tensor(entry.getKey()).shape(), entry.getKey());
            });
            assertEquals(keys.size(), read.names().size());
        }
    }

    @Test
    void aSliceOfAViewIsThatPartOfItsBytes() {
        try (PthFile read = PthFile.open(Fixtures.path("qformer-blip2/lavis/pickle_shapes.pth"))) {
            StoredTensor view = read.tensor("transposed");
            ByteBuffer all = view.buffer();
            for (int from = 0; from < all.limit(); from += 3) {
                for (int to = from; to < all.limit(); to += 7) {
                    assertEquals(all.slice(from, to - from), view.slice(from, to - from));
                }
            }
        }
    }

    @Test
    void viewsOfOneStorageMayOverlap() {
        Path file = TorchFiles.write(folder, stateDict(tensor(0, "2, 2", "2, 1") + tensor(1, "2, 2", "1, 1")), 16);
        try (PthFile read = PthFile.open(file)) {
            assertArrayEquals(new float[] {0, 1, 2, 3}, read.tensor("w0").floats());
            assertArrayEquals(new float[] {1, 2, 2, 3}, read.tensor("w1").floats());
        }
    }

    @Test
    void aStateDictOfAModuleCarriesItsVersions() {
        String pickle = "ccollections\nOrderedDict\n)R" + "(Vw0\n" + TorchFiles.tensor("0", FLOATS, 4, 0, "4", "1")
                + "u}(V_metadata\nccollections\nOrderedDict\n)Rub.";
        try (PthFile read = PthFile.open(TorchFiles.write(folder, pickle, 16))) {
            assertArrayEquals(new float[] {0, 1, 2, 3}, read.tensor("w0").floats());
        }
    }

    @Test
    void anExpandedTensorRepeatsItsElements() {
        Path file = TorchFiles.write(folder, stateDict(tensor(3, "5", "0")), 16);
        try (PthFile read = PthFile.open(file)) {
            assertArrayEquals(new float[] {3, 3, 3, 3, 3}, read.tensor("w3").floats());
        }
    }

    @Test
    void noViewLooksBeyondItsStorage() {
        assertRefused(stateDict(tensor(1, "4", "1")), 16, "beyond its storage");
        assertRefused(stateDict(tensor(0, "2, 2", "3, 1")), 16, "beyond its storage");
        assertRefused(stateDict(tensor(-1, "1", "1")), 16, "negative");
        assertRefused(stateDict(tensor(3, "2", "-1")), 16, "negative");
        assertRefused(stateDict(tensor(0, "-1", "1")), 16, "impossible");
        assertRefused(stateDict(tensor(0, "2", "1, 1")), 16, "as many strides");
        assertRefused(stateDict(tensor(0, "2, 4611686018427387904", "0, 0")), 16, "impossible");
        assertRefused(stateDict(tensor(0, "3, 3", "4611686018427387904, 4611686018427387904")), 16, "beyond");
        assertRefused(stateDict(tensor(0, "1000000", "0")), 16, "repeats");
        assertRefused(stateDict(tensor(0, "4", "1")), 12, "too few");
    }

    @Test
    void aStorageThatTheFileLacksIsTold() {
        assertRefused(stateDict("Vw\n" + TorchFiles.tensor("1", FLOATS, 4, 0, "4", "1")), 16, "no storage \"1\"");
        assertRefused(stateDict("Vw\n" + TorchFiles.tensor("../version", FLOATS, 0, 0, "0", "1")), 16, "no storage");
    }

    /** As PyTorch writes LAVIS's checkpoint of 4.7 GB: with 64-bit records; the file is sparse. */
    @Test
    void aCheckpointOverFourGibibytesIsReadInAllItsParts() throws IOException {
        long large = 5L << 30;
        String items = "Vlarge\n"
                + TorchFiles.tensor(
                        "0", "torch\nByteStorage", large, 0, "1024, " + (large >> 10), (large >> 10) + ", 1")
                + "Vlast\n" + TorchFiles.tensor("1", FLOATS, 2, 0, "2", "1");
        Path file = folder.resolve("large.pth");
        try (SparseZip zip = new SparseZip(file)) {
            zip.entry("w/data/0", large, TorchFiles.floats(0)).entry("w/data/1", 8, TorchFiles.floats(8));
            byte[] pickle = stateDict(items).getBytes(StandardCharsets.UTF_8);
            zip.entry("w/data.pkl", pickle.length, pickle);
        }
        assumeTrue(Files.size(file) > large);
        try (PthFile read = PthFile.open(file)) {
            assertEquals(List.of(1024L, large >> 10), read.tensor("large").shape());
            assertEquals(0, read.tensor("large").slice(large - 4, 4).getInt(0));
            assertArrayEquals(new float[] {0, 1}, read.tensor("last").floats());
        }
    }

    @Test
    void codeIsRefusedByItsName() {
        assertRefused("cos\nsystem\n(Vtouch x\ntR.", 16, "os.system");
        assertRefused("ctorch.serialization\n_load\n)R.", 16, "torch.serialization._load");
        assertRefused(stateDict("Vw\n" + TorchFiles.tensor("0", "torch\nEvilStorage", 4, 0, "4", "1")), 16, "Evil");
    }

    @Test
    void aFileWithoutStateDictIsTold() {
        assertRefused("}(Vlr\nF0.1\nu.", 16, "state dict");
        assertRefused("I1\n.", 16, "state dict");
    }

    @Test
    void otherFilesAreToldApart() throws Exception {
        Path old = Files.write(folder.resolve("old.pth"), new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10, 0x6c});
        assertTrue(assertThrows(SondeException.class, () -> PthFile.open(old))
                .getMessage()
                .contains("1.6"));
        Path text = Files.writeString(folder.resolve("text.pth"), "<html>404</html>");
        assertTrue(assertThrows(SondeException.class, () -> PthFile.open(text))
                .getMessage()
                .contains("no zip"));
        Path empty = Files.write(folder.resolve("empty.pth"), new byte[0]);
        assertThrows(SondeException.class, () -> PthFile.open(empty));
    }

    private void assertRefused(String pickle, int storageBytes, String reason) {
        Path file = TorchFiles.write(folder, pickle, storageBytes);
        SondeException e = assertThrows(SondeException.class, () -> PthFile.open(file));
        assertTrue(e.getMessage().contains(reason) && e.getMessage().contains(file.toString()), e.getMessage());
    }

    private static String stateDict(String items) {
        return "}(Vmodel\n}(" + items + "uu.";
    }

    private static String tensor(long offset, String shape, String strides) {
        return "Vw" + offset + "\n" + TorchFiles.tensor("0", FLOATS, 4, offset, shape, strides);
    }

    private static float[] rounded(float[] values, StoredType type) {
        StoredTensor tensor = StoredTensor.ofFloats("w", List.of((long) values.length), values);
        return tensor.as(type).floats();
    }

    private static float[] toFloats(long[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }
}
