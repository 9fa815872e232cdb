package dev.sonde.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.display.SondeException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * One line of a journal: a JSON object whose first member is a checksum.
 *
 * <p>{@code {"crc32c":"0f1e2d3c","event":"tell","trial":3,...}}: the CRC-32C of the checksum of the line before (eight hex
 * digits, for the first line eight zeros) and of all bytes behind the checksum's comma. So a line that was changed, lost or
 * moved is found.
 */
final class JournalLine {
    /** What stands before the first line. */
    static final String NO_LINE = "00000000";

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String OPENING = "{\"crc32c\":\"";
    private static final String CLOSING = "\",";
    private static final int DIGITS = 8;
    private static final int HEAD = OPENING.length() + DIGITS + CLOSING.length();

    private JournalLine() {}

    /** The line without its end. */
    static byte[] encode(ObjectNode content, String before) {
        byte[] rest = body(content).substring(1).getBytes(StandardCharsets.UTF_8);
        byte[] head = (OPENING + checksum(before, rest) + CLOSING).getBytes(StandardCharsets.US_ASCII);
        byte[] line = Arrays.copyOf(head, head.length + rest.length);
        System.arraycopy(rest, 0, line, head.length, rest.length);
        return line;
    }

    /** The checksum that an intact line carries. */
    static String checksum(byte[] line) {
        return new String(line, OPENING.length(), DIGITS, StandardCharsets.US_ASCII);
    }

    /**
     * The content of a line.
     *
     * @param before the checksum of the line before
     * @param place the file and the line, for messages
     * @throws SondeException if the line is not as it was written
     */
    static JsonNode decode(byte[] line, String before, String place) {
        byte[] rest = line.length > HEAD ? Arrays.copyOfRange(line, HEAD, line.length) : new byte[0];
        String expected = OPENING + checksum(before, rest) + CLOSING;
        String found = new String(line, 0, Math.min(HEAD, line.length), StandardCharsets.ISO_8859_1);
        if (!found.equals(expected)) {
            throw damaged(place, found, expected);
        }
        try {
            return JSON.readTree("{" + new String(rest, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new SondeException(
                    place + " is no JSON object, though its checksum fits: " + e.getOriginalMessage(),
                    "It was not written by this library; take the file from a backup.",
                    e);
        }
    }

    private static SondeException damaged(String place, String found, String expected) {
        boolean hasChecksum = found.startsWith(OPENING) && found.length() == HEAD;
        return new SondeException(
                place
                        + (hasChecksum
                                ? " is damaged, or a line before it is missing: expected checksum "
                                        + expected.substring(OPENING.length(), OPENING.length() + DIGITS)
                                        + ", found "
                                        + found.substring(OPENING.length(), OPENING.length() + DIGITS)
                                : " is no line of a search journal: expected it to start with " + OPENING),
                "Take the file from a backup, or cut it before this line: what was recorded before is intact.");
    }

    private static String checksum(String before, byte[] rest) {
        CRC32C sum = new CRC32C();
        sum.update(before.getBytes(StandardCharsets.US_ASCII));
        sum.update(rest);
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    private static String body(ObjectNode content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of values is always JSON", e);
        }
    }
}
