package dev.sonde.model;

import dev.sonde.format.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * What the bytes of a published file add up to.
 *
 * @param hex lower-case hexadecimal digits
 */
record Checksum(Kind kind, String hex) {
    /** How it is computed. */
    enum Kind {
        /** Of the bytes alone: how large files (git LFS) are known. */
        SHA256,
        /** SHA-1 of a git blob, which begins with its length: how small files are known. */
        GIT_BLOB
    }

    Checksum {
        hex = hex.toLowerCase(Locale.ROOT);
    }

    static Checksum sha256(String hex) {
        return new Checksum(Kind.SHA256, hex);
    }

    /** The checksum that an entity tag is on the Hugging Face hub; empty for tags of another form. */
    static Optional<Checksum> ofTag(String tag) {
        String bare = tag.replaceFirst("^W/", "").replace("\"", "");
        if (bare.matches("[0-9a-fA-F]{64}")) {
            return Optional.of(sha256(bare));
        }
        return bare.matches("[0-9a-fA-F]{40}") ? Optional.of(new Checksum(Kind.GIT_BLOB, bare)) : Optional.empty();
    }

    /** The checksum of that kind of a file. */
    static Checksum of(Kind kind, Path file) throws IOException {
        return new Checksum(kind, kind == Kind.SHA256 ? Sha256.of(file) : gitBlob(file));
    }

    @Override
    public String toString() {
        return (kind == Kind.SHA256 ? "SHA-256 " : "git blob ") + hex;
    }

    private static String gitBlob(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
