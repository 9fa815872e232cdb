package dev.sonde.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardedTensorsTest {
    @TempDir
    Path folder;

    private final ObjectNode map = JsonNodeFactory.instance.objectNode();

    @BeforeEach
    void twoShards() {
        shard("one.safetensors", "a", "b");
        shard("two.safetensors", "c");
        map.put("a", "one.safetensors").put("b", "one.safetensors").put("c", "two.safetensors");
    }

    @Test
    void shardsHoldWhatTheWholeFileHolds() {
        Path index = Fixtures.path("qformer-blip2/model-sharded/model.safetensors.index.json");
        try (TensorSource sharded = ShardedTensors.open(index);
                TensorSource whole = SafetensorsFile.open(Fixtures.path("qformer-blip2/model/model.safetensors"))) {
            assertEquals(whole.names(), sharded.names());
            for (String name : whole.names()) {
                assertEquals(whole.tensor(name).declared(), sharded.tensor(name).declared());
                assertArrayEquals(
                        whole.tensor(name).floats(), sharded.tensor(name).floats(), name);
            }
        }
    }

    @Test
    void theIndexAndItsFilesAgree() {
        try (TensorSource sharded = ShardedTensors.open(index())) {
            assertEquals(List.of("a", "b", "c"), List.copyOf(sharded.names()));
            assertThrows(SondeException.class, () -> sharded.tensor("d"));
        }
    }

    @Test
    void aMissingShardIsNamed() throws IOException {
        Files.delete(folder.resolve("two.safetensors"));
        assertRefused("two.safetensors");
    }

    @Test
    void aListedTensorMustBeInItsFile() {
        map.put("d", "two.safetensors");
        assertRefused("\"d\"");
    }

    @Test
    void aTensorThatIsNotListedIsTold() {
        map.remove("b");
        assertRefused("\"b\"");
    }

    @Test
    void aTensorInTwoFilesIsTold() {
        shard("two.safetensors", "c", "a");
        assertRefused("\"a\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../one.safetensors",
                "/etc/one.safetensors",
                "sub/one.safetensors",
                "..\\one.safetensors",
                ".safetensors",
                "one.bin",
                "",
                "one\u0000.safetensors"
            })
    void aShardLiesBesideTheIndex(String name) {
        map.put("a", name);
        assertRefused("\"a\"");
    }

    @Test
    void aShardHasATextAsName() {
        map.put("a", 1);
        assertRefused("\"a\"");
    }

    @Test
    void anIndexWithoutMapIsRefused() throws IOException {
        Path index = Files.writeString(folder.resolve("index.json"), "{\"metadata\":{}}");
        assertThrows(SondeException.class, () -> ShardedTensors.open(index));
        Files.writeString(index, "{\"weight_map\":{\"a\":\"one.safetensors\",\"a\":\"two.safetensors\"}}");
        assertThrows(SondeException.class, () -> ShardedTensors.open(index));
        Files.writeString(index, "[".repeat(100_000));
        assertThrows(SondeException.class, () -> ShardedTensors.open(index));
    }

    private void assertRefused(String named) {
        SondeException e = assertThrows(SondeException.class, () -> ShardedTensors.open(index()));
        assertTrue(e.getMessage().contains(named), e.getMessage());
    }

    private Path index() {
        try {
            ObjectNode root = JsonNodeFactory.instance.objectNode().set("weight_map", map);
            return Files.writeString(folder.resolve("model.safetensors.index.json"), root.toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void shard(String file, String... names) {
        List<StoredTensor> tensors = Arrays.stream(names)
                .map(name -> StoredTensor.ofFloats(name, List.of(1L), 1))
                .toList();
        SafetensorsWriter.write(folder.resolve(file), Map.of(), tensors);
    }
}
