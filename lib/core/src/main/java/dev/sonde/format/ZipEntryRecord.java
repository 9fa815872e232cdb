package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One entry of a zip file's central directory.
 *
 * @param bytes the length of its content, which is stored as it is
 * @param localHeader where the header before the content lies
 * @param recordBytes the length of this record itself
 */
record ZipEntryRecord(String name, long bytes, long localHeader, int recordBytes) {
    private static final int SIGNATURE = 0x02014b50;
    private static final int FIXED_BYTES = 46;
    private static final int ZIP64_EXTRA = 1;
    private static final int ENCRYPTED = 1;
    /** A length or place that stands in the 64-bit extra field instead. */
    private static final long ELSEWHERE = 0xFFFFFFFFL;

    /** Reads the record at a place; it must end before {@code limit}. */
    static ZipEntryRecord read(MappedFile file, long at, long limit) {
        if (at > limit - FIXED_BYTES) {
            throw cutOff(file);
        }
        ByteBuffer fixed = file.slice(at, FIXED_BYTES);
        int nameBytes = fixed.getShort(28) & 0xFFFF;
        int extraBytes = fixed.getShort(30) & 0xFFFF;
        int recordBytes = FIXED_BYTES + nameBytes + extraBytes + (fixed.getShort(32) & 0xFFFF);
        if (fixed.getInt(0) != SIGNATURE || at > limit - recordBytes) {
            throw cutOff(file);
        }
        String name = text(file, at + FIXED_BYTES, nameBytes);
        checkStored(file, name, fixed);
        Wide wide = new Wide(file, name, file.slice(at + FIXED_BYTES + nameBytes, extraBytes));
        // The extra field holds only what does not fit here, in this order.
        long bytes = wide.value(fixed.getInt(24));
        long stored = wide.value(fixed.getInt(20));
        if (bytes != stored) {
            throw ZipDirectory.broken(
                    file, "stores entry " + NearNames.shown(name) + " of " + bytes + " bytes in " + stored);
        }
        return new ZipEntryRecord(name, bytes, wide.value(fixed.getInt(42)), recordBytes);
    }

    /** Text of the file, strict UTF-8. */
    static String text(MappedFile file, long at, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(file.slice(at, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ZipDirectory.broken(file, "has an entry whose name is not valid UTF-8");
        }
    }

    private static void checkStored(MappedFile file, String name, ByteBuffer fixed) {
        if ((fixed.getShort(8) & ENCRYPTED) != 0 || fixed.getShort(10) != 0) {
            throw new SondeException(
                    file.path() + " holds the entry " + NearNames.shown(name)
                            + " compressed or encrypted; PyTorch stores all entries as they are",
                    "Load it in Python and save it again with torch.save, or with safetensors.");
        }
    }

    private static SondeException cutOff(MappedFile file) {
        return ZipDirectory.broken(file, "has a broken directory of its entries");
    }

    /** The 64-bit extra field of an entry, if it has one, read value by value. */
    private static final class Wide {
        private final MappedFile file;
        private final String name;
        private ByteBuffer values = ByteBuffer.allocate(0);

        Wide(MappedFile file, String name, ByteBuffer extra) {
            this.file = file;
            this.name = name;
            while (extra.remaining() >= 4) {
                int id = extra.getShort() & 0xFFFF;
                int length = extra.getShort() & 0xFFFF;
                if (length > extra.remaining()) {
                    throw cutOff(file);
                }
                if (id == ZIP64_EXTRA) {
                    values = extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
                }
                extra.position(extra.position() + length);
            }
        }

        long value(int narrow) {
            long value = Integer.toUnsignedLong(narrow);
            if (value != ELSEWHERE) {
                return value;
            }
            long wide = values.remaining() >= 8 ? values.getLong() : -1;
            if (wide < 0) {
                throw ZipDirectory.broken(file, "does not say how long the entry " + NearNames.shown(name) + " is");
            }
            return wide;
        }
    }
}
