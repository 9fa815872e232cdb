package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Reads Python's pickle files, protocols 0 to 5, without running what they ask Python to run.
 *
 * <p>A pickle is a program: Python imports and calls whatever it names. This reader knows no code; it builds plain
 * values, and refuses a file that names anything outside its {@link PickleGlobals} ({@link PickleGlobals#NONE} unless
 * {@link #withGlobals} says otherwise), with the opcode, its byte and the name.
 *
 * <table>
 * <caption>What Python's values become</caption>
 * <tr><td>dict</td><td>{@link java.util.Map}, in the file's order</td></tr>
 * <tr><td>list, tuple</td><td>{@link java.util.List}</td></tr>
 * <tr><td>set, frozenset</td><td>{@link java.util.Set}, in the file's order</td></tr>
 * <tr><td>str, unicode</td><td>{@link String}; Python 2's str as UTF-8 where it is valid, else Latin-1</td></tr>
 * <tr><td>bytes, bytearray</td><td>{@code byte[]}</td></tr>
 * <tr><td>int, long</td><td>{@link Long}, or {@link java.math.BigInteger} beyond 64 bits</td></tr>
 * <tr><td>float</td><td>{@link Double}</td></tr>
 * <tr><td>bool</td><td>{@link Boolean}</td></tr>
 * <tr><td>None</td><td>{@link PickleNone#NONE}</td></tr>
 * </table>
 *
 * <p>The containers are immutable, and safe to hash, print and walk whatever the file holds: no container lies inside
 * itself, none nests deeper than 500 levels, and containers that share their elements unfold to at most 64 characters for
 * each byte of the file. Keys of dictionaries and elements of sets are texts, numbers, None, or tuples of up to 16 of
 * them. Lengths are checked against the bytes that are left before memory is taken.
 *
 * <pre>{@code
 * Object references = PickleReader.plain().read(Path.of("refs(umd).p"));
 * }</pre>
 *
 * <p>Source: the opcodes as documented in Python 3.11's {@code Lib/pickletools.py}.
 */
public final class PickleReader {
    /** Three times the largest file of referring expressions; a larger one is not a file of annotations. */
    public static final long MAX_FILE_BYTES = 256L << 20;

    private final PickleGlobals globals;

    private PickleReader(PickleGlobals globals) {
        this.globals = Objects.requireNonNull(globals, "globals");
    }

    /** A reader that allows no name of Python. */
    public static PickleReader plain() {
        return new PickleReader(PickleGlobals.NONE);
    }

    /** A reader that allows the names that the globals allow. */
    public PickleReader withGlobals(PickleGlobals globals) {
        return new PickleReader(globals);
    }

    /**
     * Reads a file that holds one pickle.
     *
     * @throws SondeException if the file is missing, longer than {@link #MAX_FILE_BYTES}, cut off or damaged, or names
     *     what is not allowed; with the opcode and the byte
     */
    public Object read(Path file) {
        try {
            long size = Files.size(file);
            if (size > MAX_FILE_BYTES) {
                throw new SondeException(
                        file + " has " + size + " bytes; a pickle of more than " + MAX_FILE_BYTES + " is not read",
                        "Check that this is the file you meant.");
            }
            return read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new SondeException(
                    file + " cannot be read: " + e, "Check the name of the file and the rights to read it.", e);
        }
    }

    /**
     * Reads bytes that hold one pickle and nothing else.
     *
     * @param place where the bytes come from, for messages
     * @throws SondeException as {@link #read(Path)}
     */
    public Object read(String place, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Object value = readNext(place, buffer);
        if (buffer.hasRemaining()) {
            throw new SondeException(
                    place + " goes on after its pickle, which ends at byte " + buffer.position() + " of "
                            + bytes.length,
                    "Give a file that holds one pickle; this one may hold several, or be damaged.");
        }
        return value;
    }

    /**
     * Reads the pickle that begins at the buffer's position, and leaves the position behind it.
     *
     * <p>Bytes in messages count from the buffer's beginning.
     *
     * @param place where the bytes come from, for messages
     * @throws SondeException as {@link #read(Path)}
     */
    public Object readNext(String place, ByteBuffer buffer) {
        return new PickleMachine(new PickleSource(place, buffer), globals).run();
    }
}
