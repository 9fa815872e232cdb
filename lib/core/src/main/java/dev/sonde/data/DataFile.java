package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;

/** Files of a data set: lines, also gzip-compressed, and checksums. */
final class DataFile {
    private DataFile() {}

    /** The lines of a file; of the text in it if its name ends in {@code .gz}. */
    static TextFile lines(Path file) {
        try {
            return lines(file.getFileName().toString(), file.toString(), Files.newInputStream(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** As {@link #lines(Path)}, from the class path. */
    static TextFile bundled(String resource) {
        InputStream stream = DataFile.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("the jar lacks " + resource);
        }
        try {
            return lines(resource, "the bundled file " + resource, stream);
        } catch (IOException e) {
            throw new IllegalStateException("the jar's " + resource + " is broken", e);
        }
    }

    /** The SHA-256 of several files, by their names: of the lines that {@code sha256sum} prints for them. */
    static String sha256(SortedMap<String, String> sha256ByName) {
        MessageDigest digest = TextFile.sha256Digest();
        sha256ByName.forEach(
                (name, sha256) -> digest.update((sha256 + "  " + name + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static TextFile lines(String name, String place, InputStream stream) throws IOException {
        if (!name.endsWith(".gz")) {
            return TextFile.read(name, place, stream);
        }
        try (stream) {
            return TextFile.read(name.substring(0, name.length() - ".gz".length()), place, new GZIPInputStream(stream));
        }
    }

    private static SondeException unreadable(Path file, IOException cause) {
        return new SondeException(
                file + " cannot be read: " + cause, "Check the name of the file and the rights to read it.", cause);
    }
}
