package dev.sonde.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.display.SondeException;
import dev.sonde.format.StoredType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileStoreTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private FeatureStore store;
    private FeatureSet set;
    private Path index;

    @BeforeEach
    void extract() {
        store = FeatureStore.in(folder).withShardBytes(60);
        set = run();
        index = set.path().resolve(FeatureIndex.NAME);
    }

    static Stream<Consumer<ObjectNode>> changes() {
        return Stream.of(
                json -> json.put("format", "sonde-features-2"),
                json -> json.remove("key"),
                json -> object(json, "key").remove("model"),
                json -> object(json, "key").put("model", 3),
                json -> object(json, "key").put("type", "BF16"),
                json -> object(json, "key").put("type", "F32"),
                json -> object(json, "key").put("layers", 1),
                json -> list(object(json, "key"), "layers").add(1),
                json -> list(object(json, "key"), "layers").removeAll(),
                json -> object(json, "key").putArray("layers").add(-1),
                json -> object(json, "key").put("examples", "00"),
                json -> json.putArray("shape").add(0),
                json -> json.putArray("shape").add(5),
                json -> json.putArray("shape").add(1 << 30).add(1 << 30),
                json -> json.putArray("shape").add(2.5),
                json -> json.put("shape", "6"),
                json -> json.put("rows", 0),
                json -> json.put("rows", -20),
                json -> json.put("rows", Integer.MAX_VALUE),
                json -> json.put("rows", 1L << 40),
                json -> json.put("rows", "20"),
                json -> json.put("rows_per_file", 0),
                json -> json.put("rows_per_file", 21),
                json -> json.put("rows_per_file", 1),
                json -> json.put("target", "answer"),
                json -> json.put("target", "box"),
                json -> json.remove("target"),
                json -> list(json, "files").remove(0),
                json -> file(json).put("name", "../../../etc/passwd"),
                json -> file(json).put("rows", 3),
                json -> file(json).put("first_row", 1),
                json -> file(json).remove("sha256"),
                json -> list(json, "files").set(0, "x"),
                json -> list(json, "ids").remove(3),
                json -> list(json, "ids").set(3, JSON.getNodeFactory().textNode("e4")),
                json -> list(json, "ids").set(3, JSON.getNodeFactory().nullNode()),
                json -> json.put("ids", "e"),
                json -> list(json, "groups").add("more"),
                ObjectNode::removeAll);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangedIndexIsATypedError(Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(index.toFile());
        change.accept(json);
        Files.writeString(index, json.toString());

        assertThatThrownBy(() -> FeatureSet.open(set.path()))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(set.path().toString());
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void aBrokenIndexIsATypedError() throws IOException {
        byte[] whole = Files.readAllBytes(index);
        for (int length = 0; length < whole.length - 1; length += 7) {
            Files.write(index, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> FeatureSet.open(set.path())).isInstanceOf(SondeException.class);
        }
    }

    @Test
    void aFlippedBitInTheIndexIsATypedErrorOrChangesAText() throws IOException {
        byte[] whole = Files.readAllBytes(index);
        Random random = new Random(4);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(index, changed);
            try {
                assertThat(FeatureSet.open(set.path()).rows()).isEqualTo(20);
            } catch (SondeException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(50, 299);
    }

    @Test
    void missingShortenedOrForeignFilesAreTypedErrors() throws IOException {
        List<Path> files = StoreFiles.entries(set.path());
        byte[] first = Files.readAllBytes(files.get(0));
        byte[] second = Files.readAllBytes(files.get(1));
        for (byte[] wrong : List.of(new byte[0], Arrays.copyOf(first, first.length - 1), second)) {
            Files.write(files.get(0), wrong);
            complains(files.get(0));
        }
        Files.delete(files.get(0));
        complains(files.get(0));
    }

    @Test
    void aSetUnderTheNameOfAnotherIsRefused() throws IOException {
        FeatureKey other = FeatureKey.of(Samples.recipe(StoredType.F16, 2), Samples.split(20));
        Files.move(set.path(), folder.resolve(other.address()));

        assertThatThrownBy(() -> store.find(other))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("something else");
    }

    @Test
    void aDamagedFileOfAnUnfinishedSetIsWrittenAgain() throws IOException {
        byte[] expected = Files.readAllBytes(index);
        Files.delete(index);
        List<Path> files = StoreFiles.entries(set.path());
        Files.write(files.get(1), new byte[] {1, 2, 3});
        Files.write(set.path().resolve(files.get(2).getFileName() + ".part"), new byte[9]);
        Files.write(set.path().resolve(FeatureIndex.NAME + ".part"), new byte[9]);
        Files.write(set.path().resolve("." + files.get(2).getFileName() + ".part.part"), new byte[9]);

        run();

        assertThat(index).hasBinaryContent(expected);
        assertThat(StoreFiles.entries(set.path())).hasSize(files.size() + 1);
    }

    private void complains(Path file) {
        assertThatThrownBy(() -> FeatureSet.open(set.path()))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(file.getFileName().toString());
    }

    private FeatureSet run() {
        return new Extraction(new Samples.CountingEncoder(Samples.recipe(StoredType.F16, 1), 2, 3), store)
                .run(Samples.split(20));
    }

    private static ObjectNode object(JsonNode json, String field) {
        return (ObjectNode) json.get(field);
    }

    private static ArrayNode list(JsonNode json, String field) {
        return (ArrayNode) json.get(field);
    }

    private static ObjectNode file(JsonNode json) {
        return (ObjectNode) json.get("files").get(1);
    }
}
