package dev.sonde.format;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How pickles write numbers and texts as text (protocol 0), and texts as bytes.
 *
 * <p>Every method throws {@link IllegalArgumentException} with the reason if the text is not of the form.
 */
final class PickleText {
    /** Python's own limit for reading decimals, as the time grows with the square. */
    static final int MAX_DIGITS = 4300;

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern FLOAT = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final String ESCAPED = "\\'\"abfnrtv";
    private static final byte[] MEANT = {'\\', '\'', '"', 7, '\b', '\f', '\n', '\r', '\t', 11};

    private PickleText() {}

    /** A whole number in its normal form: Long where it fits, else BigInteger. */
    static Number integer(String digits) {
        if (digits.length() > MAX_DIGITS || !INTEGER.matcher(digits).matches()) {
            throw new IllegalArgumentException(
                    "expected a whole number of at most " + MAX_DIGITS + " digits, found " + shown(digits));
        }
        return integer(new BigInteger(digits));
    }

    /** Long where the number fits, else BigInteger. */
    static Number integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    /** A number as Python's repr writes it, also inf and nan. */
    static double floating(String text) {
        String sign = text.startsWith("-") ? "-" : "";
        return switch (text.substring(sign.length())) {
            case "inf" -> sign.isEmpty() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> decimal(text);
        };
    }

    private static double decimal(String text) {
        if (text.length() > MAX_DIGITS || !FLOAT.matcher(text).matches()) {
            throw new IllegalArgumentException("expected a number, found " + shown(text));
        }
        return Double.parseDouble(text);
    }

    /** Text in strict UTF-8. */
    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the text is not valid UTF-8", e);
        }
    }

    /** Python 2's {@code str}, which says nothing of its encoding: UTF-8 where it is valid, else Latin-1. */
    static String python2(byte[] bytes) {
        try {
            return utf8(bytes);
        } catch (IllegalArgumentException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** Python 2's literal of a {@code str}, in quotes, with its escapes. */
    static String literal(String quoted) {
        int last = quoted.length() - 1;
        boolean inQuotes = last >= 1 && quoted.charAt(0) == quoted.charAt(last) && "'\"".indexOf(quoted.charAt(0)) >= 0;
        if (!inQuotes) {
            throw new IllegalArgumentException("expected a text in quotes, found " + shown(quoted));
        }
        return python2(unescape(quoted.substring(1, last)));
    }

    private static byte[] unescape(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); ) {
            i = text.charAt(i) == '\\' ? escape(text, i, bytes) : plain(text, i, bytes);
        }
        return bytes.toByteArray();
    }

    private static int plain(String text, int at, ByteArrayOutputStream bytes) {
        bytes.write(text.charAt(at));
        return at + 1;
    }

    /** Writes what the escape at a backslash means; the place behind it. */
    private static int escape(String text, int at, ByteArrayOutputStream bytes) {
        if (at + 1 == text.length()) {
            throw new IllegalArgumentException("the text ends in a backslash");
        }
        char letter = text.charAt(at + 1);
        if (letter == 'x') {
            bytes.write(digits(text, at + 2, 2, 16));
            return at + 4;
        }
        if (letter >= '0' && letter <= '7') {
            int length = octalDigits(text, at + 1);
            bytes.write(digits(text, at + 1, length, 8));
            return at + 1 + length;
        }
        int known = ESCAPED.indexOf(letter);
        bytes.write(known >= 0 ? MEANT[known] : '\\');
        return known >= 0 ? at + 2 : at + 1;
    }

    private static int octalDigits(String text, int from) {
        int end = from;
        while (end < Math.min(text.length(), from + 3) && Character.digit(text.charAt(end), 8) >= 0) {
            end++;
        }
        return end - from;
    }

    /** Text in Python's raw-unicode-escape: Latin-1, and other characters as backslash-u with four or eight digits. */
    static String rawUnicodeEscape(String latin1) {
        StringBuilder text = new StringBuilder(latin1.length());
        for (int i = 0; i < latin1.length(); ) {
            char next = latin1.charAt(i);
            char letter = next == '\\' && i + 1 < latin1.length() ? latin1.charAt(i + 1) : ' ';
            if (letter == 'u' || letter == 'U') {
                int length = letter == 'u' ? 4 : 8;
                text.appendCodePoint(codePoint(digits(latin1, i + 2, length, 16)));
                i += 2 + length;
            } else if (letter == '\\') {
                text.append("\\\\");
                i += 2;
            } else {
                text.append(next);
                i++;
            }
        }
        return text.toString();
    }

    private static int codePoint(int value) {
        if (!Character.isValidCodePoint(value)) {
            throw new IllegalArgumentException("the text has a character beyond U+10FFFF");
        }
        return value;
    }

    private static int digits(String text, int from, int length, int radix) {
        long value = 0;
        for (int i = from; i < from + length; i++) {
            int digit = i < text.length() ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0 || text.charAt(i) > 'f') {
                throw new IllegalArgumentException("the text has a broken escape: " + shown(text.substring(from - 2)));
            }
            value = value * radix + digit;
        }
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    /** The kind of a value for a message, in words that do not print the value. */
    static String kind(Object value) {
        if (value instanceof PickleGlobal global) {
            return "the name " + shown(global.toString());
        }
        return value instanceof String
                ? "a text"
                : value instanceof Long || value instanceof BigInteger
                        ? "a whole number"
                        : value instanceof Double
                                ? "a floating-point number"
                                : value instanceof Boolean
                                        ? "true or false"
                                        : value instanceof byte[]
                                                ? "bytes"
                                                : value instanceof PickleNone
                                                        ? "None"
                                                        : value instanceof PickleTuple
                                                                ? "a tuple"
                                                                : value instanceof List
                                                                        ? "a list"
                                                                        : value instanceof Map
                                                                                ? "a dictionary"
                                                                                : value instanceof Set
                                                                                        ? "a set"
                                                                                        : "an object";
    }

    /** A text of the file for a message: cut short, and without control characters. */
    static String shown(String text) {
        String cut = text.length() <= 60 ? text : text.substring(0, 60) + "…";
        return "\"" + cut.replaceAll("\\p{Cntrl}", "?") + "\"";
    }
}
