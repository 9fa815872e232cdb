package dev.sonde.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.sonde.display.SondeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the JSON of a safetensors header token by token: a tree of 100 MB of JSON would fill the memory. */
final class SafetensorsHeaderParser {
    /** Ten times what the largest published models hold in one file. */
    private static final int MAX_TENSORS = 1 << 17;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Names of a hostile file must not stay in a table of the whole process.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(16).build())
            .build();

    private final String place;
    private final JsonParser in;
    private final Map<String, SafetensorsHeader.Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private SafetensorsHeaderParser(String place, JsonParser in) {
        this.place = place;
        this.in = in;
    }

    static SafetensorsHeader parse(String place, ByteBuffer json, long dataStart) {
        byte[] bytes = new byte[json.remaining()];
        json.get(bytes);
        // Strict UTF-8: given bytes, the parser would guess among five encodings.
        try (InputStreamReader chars =
                        new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder());
                JsonParser in = JSON.createParser(chars)) {
            SafetensorsHeaderParser parser = new SafetensorsHeaderParser(place, in);
            parser.header();
            return new SafetensorsHeader(
                    Collections.unmodifiableMap(parser.entries),
                    Collections.unmodifiableMap(parser.metadata),
                    dataStart);
        } catch (JsonProcessingException e) {
            throw SafetensorsHeader.broken(
                    place + " has a header that is not valid JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw SafetensorsHeader.broken(place + " has a header that is not valid UTF-8", e);
        }
    }

    private void header() throws IOException {
        expect(in.nextToken(), JsonToken.START_OBJECT, "the header", "an object");
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            if (name.equals(SafetensorsHeader.METADATA)) {
                metadata();
            } else {
                tensor(name);
            }
        }
        if (in.nextToken() != null) {
            throw wrong("the header", "nothing after the object");
        }
    }

    private void metadata() throws IOException {
        expect(in.nextToken(), JsonToken.START_OBJECT, SafetensorsHeader.METADATA, "an object of texts");
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            expect(in.nextToken(), JsonToken.VALUE_STRING, SafetensorsHeader.METADATA, "an object of texts");
            metadata.put(key, in.getText());
        }
    }

    private void tensor(String name) throws IOException {
        if (entries.size() == MAX_TENSORS) {
            throw wrong("the header", "at most " + MAX_TENSORS + " tensors");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw wrong(name, "a name without half characters");
        }
        expect(in.nextToken(), JsonToken.START_OBJECT, name, "an object");
        StoredType type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            JsonToken value = in.nextToken();
            switch (key) {
                case "dtype" -> type = type(name, value);
                case "shape" -> shape = numbers(name, key, value, StoredType.MAX_AXES);
                case "data_offsets" -> offsets = numbers(name, key, value, 2);
                default -> in.skipChildren(); // the reference reader ignores other keys too
            }
        }
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            throw wrong(name, "the keys dtype, shape and data_offsets (two numbers)");
        }
        entries.put(name, new SafetensorsHeader.Entry(name, type, shape, offsets.get(0), offsets.get(1)));
    }

    private StoredType type(String name, JsonToken value) throws IOException {
        expect(value, JsonToken.VALUE_STRING, name, "a text as dtype");
        String found = in.getText();
        return StoredType.named(found)
                .orElseThrow(() -> new SondeException(
                        place + ": tensor " + NearNames.shown(name) + " has the dtype " + NearNames.shown(found)
                                + "; expected one of " + List.of(StoredType.values()),
                        "Convert the tensor to one of these types, or fetch the file again if it is damaged."));
    }

    private List<Long> numbers(String name, String key, JsonToken value, int most) throws IOException {
        String expected = key + " as a list of at most " + most + " whole numbers from 0 to 2^63 - 1";
        expect(value, JsonToken.START_ARRAY, name, expected);
        List<Long> numbers = new ArrayList<>();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
            expect(next, JsonToken.VALUE_NUMBER_INT, name, expected);
            boolean big = in.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
            if (big || in.getText().startsWith("-") || numbers.size() == most) {
                throw wrong(name, expected);
            }
            numbers.add(in.getLongValue());
        }
        return List.copyOf(numbers);
    }

    private void expect(JsonToken found, JsonToken wanted, String where, String expected) {
        if (found != wanted) {
            throw wrong(where, expected);
        }
    }

    private SondeException wrong(String where, String expected) {
        return SafetensorsHeader.broken(
                place + " has a broken header at " + NearNames.shown(where) + ": expected " + expected);
    }
}
