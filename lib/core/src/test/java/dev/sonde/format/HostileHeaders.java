package dev.sonde.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Safetensors files of the published classes of attack, each refused for one reason, and valid ones beside them.
 *
 * <p>Data have 16 bytes throughout.
 */
final class HostileHeaders {
    static final int DATA_BYTES = 16;

    private HostileHeaders() {}

    /** By what is wrong: the file, all of which must be refused. */
    static Map<String, byte[]> refused() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        sizes(files);
        offsets(files);
        json(files);
        lengths(files);
        return files;
    }

    /** Files that must be read. */
    static List<byte[]> valid() {
        List<byte[]> files = new ArrayList<>();
        files.add(SafetensorsBytes.of("{}", 0));
        files.add(SafetensorsBytes.of("{\"__metadata__\":{\"a\":\"b\"}}  ", 0));
        files.add(file(tensor("a", "F32", "2,2", 0, 16)));
        files.add(file(tensor("b", "F16", "4", 8, 16) + "," + tensor("a", "I64", "", 0, 8)));
        files.add(file(tensor("b", "BOOL", "16", 0, 16) + "," + tensor("none", "F64", "0,7", 16, 16)));
        files.add(file(
                tensor("b", "BF16", "2,2", 0, 8) + "," + tensor("\u00e9\\u0000\\ud83d\\ude00", "U8", "2,4", 8, 16)));
        files.add(file("\"a\":{\"more\":[{\"x\":[1]}],\"data_offsets\":[0,16],\"shape\":[1,16],\"dtype\":\"I8\"}"));
        files.add(file(tensor("a", "I32", "1,1,1,2", 0, 8) + "," + tensor("b", "I16", "4", 8, 16)));
        return files;
    }

    private static void sizes(Map<String, byte[]> files) {
        files.put("a product of 2^64", file(tensor("a", "F32", "4294967296,4294967296", 0, 16)));
        files.put("a product of 2^62 elements of 4 bytes", file(tensor("a", "F32", "4611686018427387904", 0, 0)));
        files.put("a product that wraps to 16", file(tensor("a", "U8", "4,4611686018427387908", 0, 16)));
        files.put("an overflow behind a zero", file(tensor("a", "U8", "0,9223372036854775807,3", 0, 0)));
        files.put("2^63 as a length", file(tensor("a", "U8", "9223372036854775808", 0, 16)));
        files.put("a negative length", file(tensor("a", "U8", "-16", 0, 16)));
        files.put("minus zero as length", file(tensor("a", "U8", "-0", 0, 0) + "," + tensor("b", "U8", "16", 0, 16)));
        files.put("two negative lengths", file(tensor("a", "U8", "-4,-4", 0, 16)));
        files.put("a fraction as length", file(tensor("a", "U8", "16.0", 0, 16)));
        files.put("an exponent as length", file(tensor("a", "U8", "16e0", 0, 16)));
        files.put("a text as length", file(tensor("a", "U8", "\"16\"", 0, 16)));
        files.put("a list as length", file(tensor("a", "U8", "[16]", 0, 16)));
        files.put("65 axes", file(tensor("a", "U8", "1,".repeat(64) + "16", 0, 16)));
        files.put("fewer bytes than the shape", file(tensor("a", "F32", "5", 0, 16)));
        files.put("more bytes than the shape", file(tensor("a", "F32", "3", 0, 16)));
        files.put("an unknown type", file(tensor("a", "F33", "4", 0, 16)));
        files.put("a type in lower case", file(tensor("a", "f32", "4", 0, 16)));
    }

    private static void offsets(Map<String, byte[]> files) {
        files.put("an end beyond the file", file(tensor("a", "F32", "5", 0, 20)));
        files.put("a beginning beyond the file", file(tensor("a", "F32", "1", 1L << 40, (1L << 40) + 4)));
        files.put("an end before the beginning", file(tensor("a", "F32", "4", 16, 0)));
        files.put("a negative beginning", file(tensor("a", "F32", "5", -4, 16)));
        files.put("overlapping tensors", file(tensor("a", "F32", "3", 0, 12) + "," + tensor("b", "F32", "2", 8, 16)));
        files.put(
                "two tensors in one place",
                file(tensor("a", "F32", "4", 0, 16) + "," + tensor("b", "F32", "4", 0, 16)));
        files.put("a hole between tensors", file(tensor("a", "F32", "1", 0, 4) + "," + tensor("b", "F32", "2", 8, 16)));
        files.put("a hole at the beginning", file(tensor("a", "F32", "3", 4, 16)));
        files.put("bytes behind the last tensor", file(tensor("a", "F32", "3", 0, 12)));
        files.put("data without tensors", file(""));
        files.put(
                "an empty tensor inside another",
                file(tensor("a", "F32", "4", 0, 16) + "," + tensor("b", "F32", "0", 8, 8)));
        files.put(
                "an empty tensor beyond the file",
                file(tensor("a", "F32", "4", 0, 16) + "," + tensor("b", "F32", "0", 99, 99)));
        files.put("one offset", file("\"a\":{\"dtype\":\"U8\",\"shape\":[16],\"data_offsets\":[16]}"));
        files.put("three offsets", file("\"a\":{\"dtype\":\"U8\",\"shape\":[16],\"data_offsets\":[0,16,16]}"));
        files.put("no offsets", file("\"a\":{\"dtype\":\"U8\",\"shape\":[16]}"));
        files.put("null offsets", file("\"a\":{\"dtype\":\"U8\",\"shape\":[16],\"data_offsets\":null}"));
    }

    private static void json(Map<String, byte[]> files) {
        String a = tensor("a", "U8", "16", 0, 16);
        files.put("a name twice", file(a + "," + a));
        files.put("a name twice, once escaped", file(a + "," + a.replace("\"a\"", "\"\\u0061\"")));
        files.put("a key twice", file(a.replace("\"shape\"", "\"shape\":[1],\"shape\"")));
        files.put("metadata twice", file("\"__metadata__\":{},\"__metadata__\":{}," + a));
        files.put("metadata of numbers", file("\"__metadata__\":{\"a\":1}," + a));
        files.put("metadata as text", file("\"__metadata__\":\"pt\"," + a));
        files.put("deep lists", SafetensorsBytes.of("[".repeat(200_000), DATA_BYTES));
        files.put("deep objects", file("\"a\":" + "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000)));
        files.put(
                "deep lists under an unknown key",
                file(a.replace("{", "{\"x\":" + "[".repeat(9_999) + "]".repeat(9_999) + ",")));
        files.put("a list", SafetensorsBytes.of("[]", 0));
        files.put("a number", SafetensorsBytes.of("1", 0));
        files.put("two objects", SafetensorsBytes.of("{}{}", 0));
        files.put("an unfinished object", SafetensorsBytes.of("{" + a, DATA_BYTES));
        files.put("a comma too many", file(a + ","));
        files.put("a comment", file("/* */" + a));
        files.put("a number of 10,000 digits", file(tensor("a", "U8", "1".repeat(10_000), 0, 16)));
        files.put("UTF-16", SafetensorsBytes.of("{}".getBytes(StandardCharsets.UTF_16LE), 0));
        files.put(
                "invalid UTF-8",
                SafetensorsBytes.of(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}, 0));
        files.put("half a character", file(tensor("\\ud83d", "U8", "16", 0, 16)));
        files.put("not a number", file(tensor("a", "U8", "NaN", 0, 16)));
        files.put("a tensor that is null", file("\"a\":null"));
    }

    private static void lengths(Map<String, byte[]> files) {
        byte[] header = ("{" + tensor("a", "U8", "16", 0, 16) + "}").getBytes(StandardCharsets.UTF_8);
        for (long claimed : new long[] {
            0,
            1,
            header.length - 1,
            header.length + 1,
            header.length + 17,
            100_000_001,
            Integer.MAX_VALUE,
            1L << 32,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            -1,
            -8
        }) {
            String title = "a header of " + Long.toUnsignedString(claimed) + " bytes";
            files.put(title, SafetensorsBytes.withLength(claimed, header, DATA_BYTES));
        }
        files.put("no file at all", new byte[0]);
        files.put("seven bytes", new byte[7]);
        files.put("a header of no bytes", new byte[8]);
    }

    static byte[] file(String tensors) {
        return SafetensorsBytes.of("{" + tensors + "}", DATA_BYTES);
    }

    static String tensor(String name, String type, String shape, long begin, long end) {
        return "\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":[" + shape + "],\"data_offsets\":[" + begin + ","
                + end + "]}";
    }
}
