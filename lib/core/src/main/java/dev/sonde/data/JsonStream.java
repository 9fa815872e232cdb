package dev.sonde.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A large JSON file, read forwards: what is not asked for is skipped and never held.
 *
 * <p>Values are read strictly; an error names the file, the element that is being read, its byte, and what was expected.
 */
final class JsonStream {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String ADVICE =
            "Fetch the file again, or mend the place: it is cut off, damaged, or not in COCO's format.";

    private final String place;
    private final JsonParser parser;
    private String list = "";
    private int index;
    private String id = "";
    private String key = "";

    private JsonStream(String place, JsonParser parser) {
        this.place = place;
        this.parser = parser;
    }

    /** Takes one key of an object: reads its value, or skips it. */
    interface Keys {
        void value(String key, JsonStream json) throws IOException;
    }

    /** Takes one element of a list, beginning at its first token. */
    interface Elements {
        void element(JsonStream json) throws IOException;
    }

    /** Reads the object that a file holds; the SHA-256 of the file. */
    static String read(Path file, Keys keys) {
        MessageDigest digest = TextFile.sha256Digest();
        try (InputStream in =
                        new BufferedInputStream(new DigestInputStream(Files.newInputStream(file), digest), 1 << 16);
                JsonParser parser = JSON.createParser(in)) {
            JsonStream json = new JsonStream(file.toString(), parser);
            json.root(keys);
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new SondeException(
                    file + " cannot be read: " + e, "Check the name of the file and the rights to read it.", e);
        }
    }

    private void root(Keys keys) throws IOException {
        try {
            parser.nextToken();
            object(keys);
            if (parser.nextToken() != null) {
                throw broken("goes on after its object", null);
            }
        } catch (JsonProcessingException e) {
            throw broken("is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Reads an object, key by key. */
    void object(Keys keys) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("an object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            key = parser.currentName();
            parser.nextToken();
            keys.value(key, this);
        }
    }

    /** Reads a list, element by element; messages call them by the name of the list and their number from 0. */
    void list(Elements elements) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("a list");
        }
        list = key;
        for (index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            id = "";
            key = "";
            elements.element(this);
        }
        list = "";
    }

    /** Reads the number of the element, which messages tell from now on. */
    long id() throws IOException {
        long number = integer();
        id = " (id " + number + ")";
        return number;
    }

    /** Passes over a value, however large. */
    void skip() throws IOException {
        parser.skipChildren();
    }

    long integer() throws IOException {
        boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!whole) {
            throw wrong("a whole number");
        }
        return parser.getLongValue();
    }

    double number() throws IOException {
        double value = parser.currentToken() != null && parser.currentToken().isNumeric()
                ? parser.getDoubleValue()
                : Double.NaN;
        if (!Double.isFinite(value)) {
            throw wrong("a finite number");
        }
        return value;
    }

    String text() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong("a text");
        }
        return parser.getText();
    }

    /** A box as COCO writes it, {@code [left, top, width, height]} in pixels. */
    Box box() throws IOException {
        double[] numbers = new double[4];
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("a box [left, top, width, height]");
        }
        for (int i = 0; i < numbers.length; i++) {
            parser.nextToken();
            numbers[i] = number();
        }
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            throw wrong("four numbers of a box");
        }
        if (numbers[2] < 0 || numbers[3] < 0) {
            throw broken("has a box of negative size, " + numbers[2] + " x " + numbers[3] + " pixels", null);
        }
        return Box.pixels(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    /** Checks that a key came. */
    <T> T present(T value, String name) {
        if (value == null) {
            throw broken("lacks the key \"" + name + "\"", null);
        }
        return value;
    }

    /** The error for what cannot be, at the element that is being read. */
    SondeException broken(String problem) {
        return broken(problem, null);
    }

    private SondeException wrong(String expected) throws IOException {
        JsonToken found = parser.currentToken();
        String shown =
                found == null ? "the end of the file" : found.isStructStart() ? found.asString() : parser.getText();
        String where = key.isEmpty() ? "is not as expected" : "has a wrong \"" + key + "\"";
        return broken(where + ": expected " + expected + ", found " + cut(shown), null);
    }

    private SondeException broken(String problem, Throwable cause) {
        String where = list.isEmpty() ? "" : ", " + list + "[" + index + "]" + id;
        long at = parser.currentTokenLocation().getByteOffset();
        return new SondeException(place + where + ", byte " + Math.max(at, 0) + ", " + problem, ADVICE, cause);
    }

    private static String cut(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
