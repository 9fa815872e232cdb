package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The bytes of a pickle, read forwards; every length is checked against the bytes that are left before it is used. */
final class PickleSource {
    private static final String DAMAGED =
            "Fetch or write the file again: it is cut off or damaged, or it is not a pickle.";

    private static final String NEXT = "the next opcode";

    private final String place;
    private final ByteBuffer bytes;
    private final int start;
    private int opcodeAt;
    private String opcode = NEXT;

    /** Reads from the buffer's position on, and moves it. */
    PickleSource(String place, ByteBuffer bytes) {
        this.place = place;
        this.bytes = bytes;
        this.start = bytes.position();
        this.opcodeAt = start;
    }

    /** The next opcode; messages name it and its place from now on. */
    PickleOpcode opcode() {
        opcodeAt = bytes.position();
        opcode = NEXT;
        int code = u1();
        PickleOpcode found = PickleOpcode.of(code);
        if (found == null) {
            throw broken(String.format(Locale.ROOT, "0x%02x is not an opcode of pickle protocols 0 to 5", code), null);
        }
        opcode = found.name();
        return found;
    }

    /** The bytes read so far. */
    long consumed() {
        return (long) bytes.position() - start;
    }

    int u1() {
        return need(1).get() & 0xff;
    }

    int u2() {
        return little(need(2)).getShort() & 0xffff;
    }

    int i4() {
        return little(need(4)).getInt();
    }

    long u4() {
        return Integer.toUnsignedLong(i4());
    }

    /** Unsigned in the file: a value of 2^63 or more is negative here, and no length that passes. */
    long u8() {
        return little(need(8)).getLong();
    }

    double f8() {
        return need(8).order(ByteOrder.BIG_ENDIAN).getDouble();
    }

    byte[] bytes(long length) {
        byte[] read = new byte[check(length)];
        bytes.get(read);
        return read;
    }

    /** A line of protocol 0, without its line feed, as Latin-1. */
    String line() {
        int length = 0;
        while (length < bytes.remaining() && bytes.get(bytes.position() + length) != '\n') {
            length++;
        }
        check(length + 1L);
        String line = new String(bytes(length), StandardCharsets.ISO_8859_1);
        bytes.get();
        return line;
    }

    /** Checks that so many bytes are left. */
    int check(long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw cutOff(length);
        }
        return (int) length;
    }

    /** The error for a file that does not say what a pickle must say. */
    SondeException broken(String problem, Throwable cause) {
        return new SondeException(where() + problem, DAMAGED, cause);
    }

    /** The error for a file that asks for more than this reader does. */
    SondeException refused(String problem, String advice) {
        return new SondeException(where() + problem, advice);
    }

    private String where() {
        return place + ", byte " + opcodeAt + ", " + opcode + ": ";
    }

    private SondeException cutOff(long length) {
        String needed = length < 0 ? Long.toUnsignedString(length) : Long.toString(length);
        return broken(
                "needs " + needed + " bytes from byte " + bytes.position() + " on, but "
                        + (bytes.remaining() == 0 ? "the file ends there" : "the file ends at byte " + bytes.limit()),
                null);
    }

    private ByteBuffer need(int length) {
        check(length);
        return bytes;
    }

    private static ByteBuffer little(ByteBuffer bytes) {
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }
}
