package dev.sonde.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Small JSON files that stand beside the weights: strict UTF-8, no duplicate keys, nothing after the object. */
public final class JsonFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFile() {}

    /**
     * The object in a file.
     *
     * @param mostBytes a larger file is refused before it is read
     * @throws SondeException if the file cannot be read, is larger, or holds no JSON object
     */
    public static ObjectNode object(Path path, int mostBytes) {
        try (MappedFile file = MappedFile.open(path)) {
            if (file.size() > mostBytes) {
                throw new SondeException(
                        path + " has " + file.size() + " bytes; such a file has at most " + mostBytes,
                        "Check that it is the right file.");
            }
            return parse(path, file.slice(0, (int) file.size()));
        }
    }

    private static ObjectNode parse(Path path, ByteBuffer bytes) {
        try {
            JsonNode root = JSON.readTree(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
            if (root instanceof ObjectNode object) {
                return object;
            }
            throw broken(path, "holds no JSON object", null);
        } catch (CharacterCodingException e) {
            throw broken(path, "is not valid UTF-8", e);
        } catch (JsonProcessingException e) {
            throw broken(path, "is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static SondeException broken(Path path, String problem, IOException cause) {
        return new SondeException(path + " " + problem, "Fetch the file again: it may be damaged.", cause);
    }
}
