package dev.sonde.image;

import java.util.Arrays;

/** Reads numbers from bytes, most significant byte first; what lies beyond the end is told as a truncated file. */
final class ByteCursor {
    private final byte[] bytes;
    private final String format;
    private int at;
    private final int end;

    ByteCursor(byte[] bytes, String format) {
        this(bytes, 0, bytes.length, format);
    }

    private ByteCursor(byte[] bytes, int from, int end, String format) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.format = format;
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    int byte8() throws BadImageException {
        need(1);
        return bytes[at++] & 0xFF;
    }

    int int16() throws BadImageException {
        return byte8() << 8 | byte8();
    }

    int int32() throws BadImageException {
        return int16() << 16 | int16();
    }

    void skip(int count) throws BadImageException {
        need(count);
        at += count;
    }

    void moveTo(int position) {
        at = position;
    }

    /** The next bytes as a cursor of their own; this one goes on behind them. */
    ByteCursor slice(int count) throws BadImageException {
        need(count);
        at += count;
        return new ByteCursor(bytes, at - count, at, format);
    }

    /** A copy of all bytes that are left. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    private void need(int count) throws BadImageException {
        if (count < 0 || count > left()) {
            throw BadImageException.truncated(format);
        }
    }
}
