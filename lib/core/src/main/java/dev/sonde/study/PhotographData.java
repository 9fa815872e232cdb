package dev.sonde.study;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The bytes of a photograph, as they are, inside a page. */
final class PhotographData {
    /** A COCO photograph has about 160 kB. */
    private static final long MAX_BYTES = 20L << 20;

    /** What browsers show, by how a file begins; a name may lie. */
    private enum Format {
        JPEG("image/jpeg", 0, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}),
        PNG("image/png", 0, new byte[] {(byte) 0x89, 'P', 'N', 'G'}),
        WEBP("image/webp", 8, "WEBP".getBytes(StandardCharsets.US_ASCII));

        private final String mimeType;
        private final int offset;
        private final byte[] start;

        Format(String mimeType, int offset, byte[] start) {
            this.mimeType = mimeType;
            this.offset = offset;
            this.start = start;
        }

        private boolean is(byte[] bytes) {
            int end = offset + start.length;
            return bytes.length >= end && Arrays.equals(bytes, offset, end, start, 0, start.length);
        }

        static Optional<Format> of(byte[] bytes) {
            return Arrays.stream(values()).filter(format -> format.is(bytes)).findFirst();
        }
    }

    private PhotographData() {}

    /** A {@code data:} address that holds the file. */
    static String uri(Path file) {
        byte[] bytes = read(file);
        Format format = Format.of(bytes)
                .orElseThrow(() -> new SondeException(
                        "The photograph " + file + " is no JPEG, PNG or WebP file; it begins with "
                                + Arrays.toString(Arrays.copyOf(bytes, Math.min(4, bytes.length))),
                        "Fetch the photograph again, or convert it."));
        return "data:" + format.mimeType + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new SondeException(
                        "The photograph " + file + " has more than " + MAX_BYTES + " bytes",
                        "Make it smaller: all photographs of a study lie in one page.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new SondeException(
                    "The photograph " + file + " cannot be read: " + e.getMessage(),
                    "Check the rights to read the file.",
                    e);
        }
    }
}
