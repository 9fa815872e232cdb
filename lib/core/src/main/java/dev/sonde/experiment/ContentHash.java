package dev.sonde.experiment;

import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.data.Task;
import dev.sonde.format.TextFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The SHA-256 of examples: of all that a result can depend on. */
final class ContentHash {
    private final MessageDigest digest = TextFile.sha256Digest();

    /** In hexadecimal digits. */
    static String of(Task task, String images) {
        ContentHash hash = new ContentHash();
        hash.add(images);
        task.splits().forEach(hash::add);
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private void add(Split split) {
        add(Integer.toString(split.size()));
        split.examples().forEach(this::add);
    }

    private void add(Example example) {
        add(example.id());
        add(example.image());
        add(example.text());
        add(example.answer().toString());
        add(example.tags().toString());
    }

    // The length before each text: "ab", "c" must not hash as "a", "bc".
    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }
}
