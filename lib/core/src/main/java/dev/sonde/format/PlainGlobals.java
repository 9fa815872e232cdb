package dev.sonde.format;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names behind plain values: sets, bytes and ordered dictionaries, in Python 2's and Python 3's spelling. */
final class PlainGlobals implements PickleGlobals {
    private static final Set<String> NAMES =
            Set.of("set", "frozenset", "bytes", "bytearray", "_codecs.encode", "collections.OrderedDict");

    @Override
    public boolean mayName(PickleGlobal global) {
        return NAMES.contains(plainName(global));
    }

    @Override
    public Optional<Object> construct(PickleGlobal callee, List<Object> arguments) {
        return switch (plainName(callee)) {
            case "set", "frozenset" -> Optional.of(set(arguments));
            case "bytes", "bytearray" -> Optional.of(bytes(arguments));
            case "_codecs.encode" -> Optional.of(encode(arguments));
            case "collections.OrderedDict" -> Optional.of(dictionary(arguments));
            default -> Optional.empty();
        };
    }

    private static String plainName(PickleGlobal global) {
        boolean builtin = global.module().equals("builtins") || global.module().equals("__builtin__");
        return builtin ? global.name() : global.toString();
    }

    private static Set<Object> set(List<Object> arguments) {
        Set<Object> set = new LinkedHashSet<>();
        for (Object element : listIn(arguments)) {
            set.add(PickleKeys.key(element));
        }
        return set;
    }

    private static Map<Object, Object> dictionary(List<Object> arguments) {
        Map<Object, Object> dictionary = new LinkedHashMap<>();
        for (Object pair : listIn(arguments)) {
            if (!(pair instanceof List<?> entry) || entry.size() != 2) {
                throw new IllegalArgumentException("expected pairs of a key and a value");
            }
            dictionary.put(PickleKeys.key(entry.get(0)), entry.get(1));
        }
        return dictionary;
    }

    private static List<?> listIn(List<Object> arguments) {
        if (arguments.isEmpty()) {
            return new ArrayList<>();
        }
        if (arguments.size() == 1 && arguments.get(0) instanceof List<?> elements) {
            return elements;
        }
        throw new IllegalArgumentException("expected one list of elements, or nothing");
    }

    private static byte[] bytes(List<Object> arguments) {
        if (arguments.isEmpty()) {
            return new byte[0];
        }
        // Python 3 writes bytearray(b'..') as a call with bytes, protocol 2 as a call with latin-1 text and the
        // encoding.
        return arguments.size() == 1 && arguments.get(0) instanceof byte[] bytes ? bytes.clone() : encode(arguments);
    }

    private static byte[] encode(List<Object> arguments) {
        boolean latin1 = arguments.size() == 2
                && arguments.get(0) instanceof String
                && (arguments.get(1).equals("latin1") || arguments.get(1).equals("latin-1"));
        if (!latin1) {
            throw new IllegalArgumentException("expected a text and the encoding latin1");
        }
        try {
            CharBuffer text = CharBuffer.wrap((String) arguments.get(0));
            byte[] bytes = new byte[text.remaining()];
            StandardCharsets.ISO_8859_1.newEncoder().encode(text).get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the text has a character that latin1 lacks", e);
        }
    }
}
