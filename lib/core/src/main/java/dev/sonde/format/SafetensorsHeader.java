package dev.sonde.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.display.SondeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The header of a safetensors file, checked.
 *
 * @param entries where each tensor lies, by name, in the header's order
 * @param metadata the texts under {@code __metadata__}
 * @param dataStart the byte of the file where offset 0 lies
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata, long dataStart) {
    /** The reference reader's limit. */
    static final long MAX_BYTES = 100_000_000;

    static final String METADATA = "__metadata__";

    /** Bytes of the number before the header, its length. */
    static final int LENGTH_BYTES = 8;

    private static final String ADVICE =
            "Fetch the file again, or compare its SHA-256 with the published one: it is damaged, cut off, or no "
                    + "safetensors file.";

    /** One tensor; the offsets count from the end of the header, {@code end} is exclusive. */
    record Entry(String name, StoredType type, List<Long> shape, long begin, long end) {}

    static SafetensorsHeader read(MappedFile file) {
        String place = file.path().toString();
        int length = length(file);
        ByteBuffer json = file.slice(LENGTH_BYTES, length);
        SafetensorsHeader header = SafetensorsHeaderParser.parse(place, json, LENGTH_BYTES + length);
        header.checkLayout(place, file.size() - header.dataStart());
        return header;
    }

    private static int length(MappedFile file) {
        if (file.size() < LENGTH_BYTES) {
            throw broken(file.path() + " has only " + file.size() + " bytes");
        }
        long length = file.slice(0, LENGTH_BYTES).getLong(0);
        if (length < 0 || length > MAX_BYTES || length > file.size() - LENGTH_BYTES) {
            throw broken(file.path() + " says that its header has " + Long.toUnsignedString(length)
                    + " bytes; a header has at most " + MAX_BYTES + " and the file " + file.size());
        }
        return (int) length;
    }

    /** Each tensor begins where the one before it ends, the first at 0, and the last ends with the file. */
    private void checkLayout(String place, long dataBytes) {
        List<Entry> inOrder = entries.values().stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList();
        long next = 0;
        for (Entry entry : inOrder) {
            checkSize(place, entry);
            if (entry.begin() != next) {
                throw broken(place + ": tensor " + NearNames.shown(entry.name()) + " begins at byte " + entry.begin()
                        + (entry.begin() < next ? ", inside the tensor before it" : ", after a hole") + "; expected "
                        + next);
            }
            next = entry.end();
        }
        if (next != dataBytes) {
            throw broken(place + " holds " + dataBytes + " bytes of tensors; its header speaks of " + next);
        }
    }

    private static void checkSize(String place, Entry entry) {
        OptionalLong expected = entry.type().bytesOf(entry.shape());
        boolean right = expected.isPresent()
                && entry.begin() >= 0
                && entry.end() >= entry.begin()
                && entry.end() - entry.begin() == expected.getAsLong();
        if (!right) {
            throw broken(place + ": tensor " + NearNames.shown(entry.name()) + " (" + entry.type() + " " + entry.shape()
                    + ") lies from byte " + entry.begin() + " to " + entry.end() + "; expected "
                    + (expected.isPresent() ? expected.getAsLong() + " bytes" : "a shape of less than 2^63 bytes"));
        }
    }

    /** The header of tensors that lie one after another, filled with blanks so that the data begin at a multiple of 8. */
    static byte[] json(Map<String, String> metadata, List<TensorShape> tensors) {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = header.putObject(METADATA);
            new TreeMap<>(metadata).forEach(texts::put);
        }
        long begin = 0;
        for (TensorShape tensor : tensors) {
            if (tensor.name().equals(METADATA) || header.has(tensor.name())) {
                throw new IllegalArgumentException("two tensors of one name: " + tensor.name());
            }
            ObjectNode entry = header.putObject(tensor.name());
            entry.put("dtype", tensor.type().name());
            tensor.shape().forEach(entry.putArray("shape")::add);
            long end = Math.addExact(begin, tensor.bytes());
            entry.putArray("data_offsets").add(begin).add(end);
            begin = end;
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    static SondeException broken(String problem) {
        return new SondeException(problem, ADVICE);
    }

    static SondeException broken(String problem, Throwable cause) {
        return new SondeException(problem, ADVICE, cause);
    }
}
