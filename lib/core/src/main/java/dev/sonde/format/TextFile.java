package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text file of a data set, read whole: its lines with their numbers, and the SHA-256 of its bytes.
 *
 * <p>Strict UTF-8. Blank lines are left out (the numbers of the others stay true), a byte order mark and carriage
 * returns before a line feed are dropped.
 *
 * @param name the name inside the data set, e.g. {@code random/test.jsonl}
 * @param place where the file lies, for messages
 */
public record TextFile(String name, String place, List<Line> lines, String sha256) {
    /** Far above any real line (about 400 bytes), far below what fills the memory. */
    public static final int MAX_LINE_BYTES = 1 << 20;

    /** Fifty times the largest published file of lines; a larger one is something else. */
    public static final long MAX_FILE_BYTES = 128L << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** A line that is not blank; the first line of a file has number 1. */
    public record Line(int number, String text) {}

    public TextFile {
        lines = List.copyOf(lines);
    }

    /** Reads and closes the stream. */
    public static TextFile read(String name, String place, InputStream stream) {
        MessageDigest digest = sha256Digest();
        try (InputStream in = new BufferedInputStream(new DigestInputStream(stream, digest))) {
            List<Line> lines = readLines(place, in);
            return new TextFile(name, place, lines, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new SondeException(
                    place + " cannot be read: " + e.getMessage(), "Check the file and the rights to read it.", e);
        }
    }

    /** Reads a file. */
    public static TextFile read(Path file) {
        try {
            return read(file.getFileName().toString(), file.toString(), Files.newInputStream(file));
        } catch (IOException e) {
            throw new SondeException(
                    file + " cannot be opened: " + e.getMessage(),
                    "Check the path and the rights to read the file.",
                    e);
        }
    }

    /** The lines in one text. */
    public String text() {
        return lines.stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    /** The place of a line for a message, e.g. {@code /data/vsr/random/test.jsonl, line 7,}. */
    public String where(Line line) {
        return where(place, line.number());
    }

    /** A digest to add bytes to. */
    public static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static List<Line> readLines(String place, InputStream in) throws IOException {
        List<Line> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int number = 1;
        long bytes = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            checkSize(place, number, ++bytes, line.size());
            if (next == '\n') {
                addLine(lines, place, number++, line);
            } else {
                line.write(next);
            }
        }
        addLine(lines, place, number, line);
        return lines;
    }

    private static void addLine(List<Line> lines, String place, int number, ByteArrayOutputStream bytes) {
        if (bytes.size() == 0) {
            return;
        }
        String text = decode(place, number, bytes.toByteArray());
        if (number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        if (!text.isBlank()) {
            lines.add(new Line(number, text.strip()));
        }
        bytes.reset();
    }

    private static String decode(String place, int number, byte[] bytes) {
        try {
            // A new decoder reports malformed input; new String(...) would replace it silently.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SondeException(
                    where(place, number) + " is not valid UTF-8",
                    "Save the file as UTF-8, or fetch it again: it may be damaged or compressed.",
                    e);
        }
    }

    private static void checkSize(String place, int number, long fileBytes, int lineBytes) {
        if (lineBytes >= MAX_LINE_BYTES) {
            throw new SondeException(
                    where(place, number) + " is longer than " + MAX_LINE_BYTES + " bytes",
                    "Put one item on each line; a published line has about 400 bytes.");
        }
        if (fileBytes > MAX_FILE_BYTES) {
            throw new SondeException(
                    place + " is longer than " + MAX_FILE_BYTES + " bytes",
                    "Split the file; the published files have about 2 MB at most.");
        }
    }

    private static String where(String place, int number) {
        return place + ", line " + number + ",";
    }
}
