package dev.sonde.text;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code vocab.txt}: a token on each line, its number is that of the line, counted from 0. */
final class VocabularyFile {
    /** Twenty times the largest tokenizer file in use; a larger one is something else. */
    static final int MAX_BYTES = 64 << 20;

    private static final String ADVICE = "Give the vocab.txt of the model, unchanged: one token on each line, "
            + "the number of a token is that of its line.";

    private VocabularyFile() {}

    /** The bytes of a file that is not too large to be one of a tokenizer. */
    static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return bytes(file.toString(), in);
        } catch (IOException e) {
            throw new SondeException(
                    file + " cannot be read: " + reason(e), "Check the path and the rights to read the file.", e);
        }
    }

    static byte[] bytes(String place, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new SondeException(
                    place + " is longer than " + MAX_BYTES + " bytes",
                    "A tokenizer's file has a few megabytes; check that the path names one.");
        }
        return bytes;
    }

    /** The tokens of a {@code vocab.txt}. */
    static Vocabulary parse(String place, byte[] bytes) {
        List<String> tokens = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (String line : lines(text(place, bytes))) {
            String token = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            int number = tokens.size() + 1;
            Integer earlier = lines.putIfAbsent(token, number);
            if (token.isEmpty()) {
                throw new SondeException(place + ", line " + number + ", is empty: expected a token", ADVICE);
            }
            if (earlier != null) {
                throw new SondeException(
                        place + ", line " + number + ", repeats the token \"" + Shown.text(token) + "\" of line "
                                + earlier,
                        ADVICE);
            }
            tokens.add(token);
        }
        return new Vocabulary(tokens);
    }

    static String text(String place, byte[] bytes) {
        try {
            // A new decoder reports malformed input; new String(...) would replace it silently.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new SondeException(
                    place + " is not valid UTF-8",
                    "Fetch the file again: it may be damaged, compressed or another kind of file.",
                    e);
        }
    }

    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return List.of(body.split("\n", -1));
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
    }
}
