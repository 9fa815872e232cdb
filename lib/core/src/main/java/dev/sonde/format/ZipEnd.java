package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.nio.ByteBuffer;

/**
 * The end of a zip file, which says where its directory lies.
 *
 * @param entries how many entries the directory has
 * @param directoryStart its first byte
 * @param directoryEnd the byte after its last
 */
record ZipEnd(long entries, long directoryStart, long directoryEnd) {
    private static final int SIGNATURE = 0x06054b50;
    private static final int BYTES = 22;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int WIDE_SIGNATURE = 0x06064b50;
    private static final int WIDE_BYTES = 56;
    /** The first opcode of every pickle since protocol 2. */
    private static final byte PICKLE_PROTOCOL = (byte) 0x80;

    private static final int LONGEST_COMMENT = 0xFFFF;

    static ZipEnd find(MappedFile file) {
        long at = lastRecord(file);
        ByteBuffer end = file.slice(at, BYTES);
        boolean wide = at >= LOCATOR_BYTES
                && file.slice(at - LOCATOR_BYTES, LOCATOR_BYTES).getInt(0) == LOCATOR_SIGNATURE;
        ZipEnd found = wide
                ? wide(file, at - LOCATOR_BYTES)
                : new ZipEnd(
                        end.getShort(10) & 0xFFFF,
                        Integer.toUnsignedLong(end.getInt(16)),
                        Integer.toUnsignedLong(end.getInt(16)) + Integer.toUnsignedLong(end.getInt(12)));
        // A directory of n entries has at least 46 n bytes, which bounds the work.
        long bytes = found.directoryEnd() - found.directoryStart();
        boolean fits = found.directoryStart() >= 0 && bytes >= 0 && found.directoryEnd() <= at;
        if (!fits || found.entries() < 0 || found.entries() > bytes / 46) {
            throw ZipDirectory.broken(file, "says that its directory lies outside of it");
        }
        return found;
    }

    private static ZipEnd wide(MappedFile file, long locator) {
        long at = file.slice(locator, LOCATOR_BYTES).getLong(8);
        if (at < 0 || at > locator - WIDE_BYTES) {
            throw ZipDirectory.broken(file, "says that its 64-bit record lies outside of it");
        }
        ByteBuffer record = file.slice(at, WIDE_BYTES);
        if (record.getInt(0) != WIDE_SIGNATURE) {
            throw ZipDirectory.broken(file, "has no 64-bit record where it says");
        }
        long start = record.getLong(48);
        return new ZipEnd(record.getLong(32), start, start + record.getLong(40));
    }

    /** The record stands at the end, before a comment that it counts itself; PyTorch writes none. */
    private static long lastRecord(MappedFile file) {
        int tail = (int) Math.min(file.size(), BYTES + LONGEST_COMMENT);
        ByteBuffer bytes = file.slice(file.size() - tail, tail);
        for (int at = tail - BYTES; at >= 0; at--) {
            if (bytes.getInt(at) == SIGNATURE && (bytes.getShort(at + 20) & 0xFFFF) == tail - BYTES - at) {
                return file.size() - tail + at;
            }
        }
        throw noZip(file);
    }

    private static SondeException noZip(MappedFile file) {
        boolean pickle = file.size() > 0 && file.slice(0, 1).get(0) == PICKLE_PROTOCOL;
        return pickle
                ? new SondeException(
                        file.path() + " is a bare pickle, as PyTorch before version 1.6 wrote it, which is not read",
                        "Load it once in Python and save it again with torch.save, or with safetensors.")
                : new SondeException(
                        file.path() + " is no zip file, as PyTorch writes it",
                        "Fetch the file again: it is damaged, cut off, or no checkpoint.");
    }
}
