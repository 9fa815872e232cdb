package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;

/**
 * The SHA-256 of a file of any size, or of several things one after another.
 *
 * <pre>{@code
 * String address = new Sha256().add("weights").add("32 tokens").hex();
 * }</pre>
 */
public final class Sha256 {
    private static final int CHUNK_BYTES = 1 << 20;

    private final MessageDigest digest = TextFile.sha256Digest();

    /**
     * The SHA-256 of a file's bytes, in hexadecimal digits.
     *
     * @throws SondeException if it cannot be read
     * @throws CancellationException if the thread is interrupted
     */
    public static String of(Path file) {
        MessageDigest digest = TextFile.sha256Digest();
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                checkInterruption(file);
                digest.update(chunk, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new SondeException(
                    file + " cannot be read: " + e.getMessage(), "Check the file and the rights to read it.", e);
        }
    }

    /** Adds a text, its length first: "ab", "c" must not hash as "a", "bc". */
    public Sha256 add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
        digest.update(bytes);
        return this;
    }

    /** Adds the remaining bytes of a buffer, which moves to its end. */
    public Sha256 add(ByteBuffer bytes) {
        digest.update(bytes);
        return this;
    }

    /** The sum in hexadecimal digits; what is added later begins another one. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void checkInterruption(Path file) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The reading of " + file + " was interrupted.");
        }
    }
}
