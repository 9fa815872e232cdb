package dev.sonde.format;

import java.util.List;
import java.util.Optional;

/**
 * The closed list of Python names that a {@link PickleReader} lets a pickle use, and what Java makes of them.
 *
 * <p>Python would import and call whatever the pickle names; here each name that {@link #mayName} does not know is
 * refused before anything is made of it. Each method answers with an empty Optional for what it does not allow; the
 * reader then refuses the file and tells the place. An implementation that allows a call but finds the arguments wrong
 * throws an {@link IllegalArgumentException} with the reason; the reader adds the file and the place.
 *
 * <p>All arguments are immutable, free of cycles and bounded in size and depth. A {@link java.util.HashMap},
 * {@link java.util.ArrayList} or {@link java.util.HashSet} (or a subclass) that {@link #construct} returns is filled by
 * the pickle's next opcodes and copied into an immutable one in the end; any other object is kept as it is.
 */
public interface PickleGlobals {
    /** Allows no name at all: for data files, which need none. */
    PickleGlobals NONE = global -> false;

    /**
     * Allows what Python itself writes for plain values where the protocol has no opcode for them: {@code set} and
     * {@code frozenset} before protocol 4, {@code bytes} before 3, {@code bytearray} before 5, and
     * {@code collections.OrderedDict} (a Map).
     */
    PickleGlobals PLAIN = new PlainGlobals();

    /** Whether the pickle may name this; an allowed name that is never called is read as a {@link PickleGlobal}. */
    boolean mayName(PickleGlobal global);

    /**
     * The value that calling the named class or function gives (opcodes REDUCE, NEWOBJ, OBJ and INST).
     *
     * @throws IllegalArgumentException if the arguments do not fit, with the reason
     */
    default Optional<Object> construct(PickleGlobal callee, List<Object> arguments) {
        return Optional.empty();
    }

    /**
     * The instance after its state has been set (opcode BUILD); a filled container comes as it is so far.
     *
     * @throws IllegalArgumentException if the state does not fit, with the reason
     */
    default Optional<Object> build(Object instance, Object state) {
        return Optional.empty();
    }

    /**
     * The object outside the pickle that a persistent id stands for (opcodes PERSID and BINPERSID).
     *
     * @throws IllegalArgumentException if the id is not understood, with the reason
     */
    default Optional<Object> persistent(Object id) {
        return Optional.empty();
    }
}
