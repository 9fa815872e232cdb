package dev.sonde.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qformer-blip2/model/model.safetensors",
                "qformer-blip2/model-bf16/model.safetensors",
                "qformer-blip2/model-fp16/model.safetensors",
                "qformer-blip2/inputs.safetensors",
                "qformer-instructblip/model/model.safetensors",
                "vilt/model/model.safetensors"
            })
    void everyTensorOfAPublishedLayoutIsRead(String name) {
        try (SafetensorsFile file = SafetensorsFile.open(Fixtures.path(name))) {
            long bytes = 0;
            for (StoredTensor tensor : file.tensors().values()) {
                int read = tensor.type().isFloating() ? tensor.floats().length : tensor.longs().length;
                assertEquals(tensor.elements(), read);
                bytes += tensor.bytes();
            }
            assertTrue(bytes > 0 && bytes < Fixtures.path(name).toFile().length());
            assertEquals(file.tensors().keySet(), file.names());
        }
    }

    @Test
    void theModelHasAsManyParametersAsItsMakerCounted() {
        JsonNode expected = Fixtures.json("qformer-blip2/expected.json");
        try (SafetensorsFile file = SafetensorsFile.open(Fixtures.path("qformer-blip2/model/model.safetensors"))) {
            long parameters = file.tensors().values().stream()
                    .mapToLong(StoredTensor::elements)
                    .sum();
            assertEquals(expected.get("parameters").asLong(), parameters);
        }
    }

    @Test
    void valuesMetadataAndOrderAreThoseOfTheFile() {
        String header = "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[8,16]},"
                + "\"a\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
                + "\"none\":{\"dtype\":\"F16\",\"shape\":[3,0],\"data_offsets\":[16,16]}}   ";
        byte[] bytes = SafetensorsBytes.of(header, 16);
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        data.position(bytes.length - 16).putLong(-7).putFloat(1.5f).putFloat(-0f);
        try (SafetensorsFile file = SafetensorsFile.open(SafetensorsBytes.write(folder, bytes))) {
            assertEquals(List.of("b", "a", "none"), List.copyOf(file.names()));
            assertEquals("pt", file.metadata().get("format"));
            assertArrayEquals(new long[] {-7}, file.tensor("a").longs());
            assertArrayEquals(new float[] {1.5f, -0f}, file.tensor("b").floats());
            assertEquals(List.of(2L, 1L), file.tensor("b").shape());
            assertEquals(0, file.tensor("none").floats().length);
            assertEquals(-0f, file.tensor("b").slice(4, 4).getFloat(0));
        }
    }

    @Test
    void buffersOutliveTheFile() {
        ByteBuffer buffer;
        float[] before;
        try (SafetensorsFile file = SafetensorsFile.open(Fixtures.path("qformer-blip2/model/model.safetensors"))) {
            StoredTensor tensor = file.tensor("itm_head.bias");
            before = tensor.floats();
            buffer = tensor.buffer();
        }
        assertTrue(buffer.isReadOnly());
        assertEquals(before[0], buffer.getFloat(0));
    }

    @Test
    void anAbsentTensorIsToldWithSimilarNames() {
        try (SafetensorsFile file = SafetensorsFile.open(Fixtures.path("qformer-blip2/model/model.safetensors"))) {
            SondeException e = assertThrows(SondeException.class, () -> file.tensor("vilt.itm_head.bias"));
            assertTrue(e.getMessage().contains("\"itm_head.bias\""), e.getMessage());
        }
    }

    @Test
    void integersAreNotReadAsFloatsByAccident() {
        StoredTensor ids = StoredTensor.ofLongs("input_ids", List.of(2L), 1, 2);
        assertTrue(assertThrows(SondeException.class, ids::floats).getMessage().contains("input_ids"));
        StoredTensor weight = StoredTensor.ofFloats("weight", List.of(2L), 1, 2);
        assertThrows(SondeException.class, weight::longs);
    }

    @Test
    void aShapeMustFitItsBytes() {
        assertThrows(SondeException.class, () -> StoredTensor.ofFloats("w", List.of(3L), 1, 2));
        assertThrows(SondeException.class, () -> StoredTensor.ofFloats("w", List.of(1L << 40, 1L << 40, 0L)));
        assertThrows(SondeException.class, () -> StoredTensor.ofFloats("w", List.of(-1L, -2L), 1, 2));
    }

    @Test
    void aFolderOrNothingAtThatPathIsTold() {
        assertThrows(SondeException.class, () -> SafetensorsFile.open(folder));
        assertThrows(SondeException.class, () -> SafetensorsFile.open(folder.resolve("absent.safetensors")));
    }
}
