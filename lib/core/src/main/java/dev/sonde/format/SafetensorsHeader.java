package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

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
        long expected = StoredTensor.bytes(place + ": " + entry.name(), entry.type(), entry.shape());
        if (entry.begin() < 0 || entry.end() < entry.begin() || entry.end() - entry.begin() != expected) {
            throw broken(place + ": tensor " + NearNames.shown(entry.name()) + " (" + entry.type() + " " + entry.shape()
                    + ") lies from byte " + entry.begin() + " to " + entry.end() + "; expected " + expected + " bytes");
        }
    }

    static SondeException broken(String problem) {
        return new SondeException(problem, ADVICE);
    }

    static SondeException broken(String problem, Throwable cause) {
        return new SondeException(problem, ADVICE, cause);
    }
}
