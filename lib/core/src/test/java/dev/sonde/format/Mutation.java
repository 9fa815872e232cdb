package dev.sonde.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes a file a little, as damage and attackers do; the same seed gives the same changes. */
final class Mutation {
    private static final long[] NUMBERS = {
        0,
        1,
        2,
        7,
        8,
        15,
        16,
        17,
        255,
        65_535,
        65_536,
        1L << 24,
        Integer.MAX_VALUE,
        1L << 31,
        0xFFFFFFFFL,
        1L << 32,
        1L << 53,
        1L << 61,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1,
        -2,
        -8,
        -1000
    };
    private static final List<String> JSON_NUMBERS = List.of(
            "9223372036854775808",
            "18446744073709551615",
            "18446744073709551632",
            "1e3",
            "1.0",
            "-0",
            "1E400",
            "null",
            "true",
            "[]",
            "{}",
            "\"1\"",
            "");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final SplittableRandom random;

    Mutation(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** One of the seeds, changed one to four times. */
    byte[] of(List<byte[]> seeds) {
        byte[] file = seeds.get(random.nextInt(seeds.size())).clone();
        for (int times = random.nextInt(1, 5); times > 0; times--) {
            file = binary(file);
        }
        return file;
    }

    /** One of the safetensors seeds, mostly with a changed header of a right length. */
    byte[] ofSafetensors(List<byte[]> seeds) {
        byte[] file = seeds.get(random.nextInt(seeds.size())).clone();
        for (int times = random.nextInt(1, 3); times > 0; times--) {
            file = random.nextInt(4) == 0 || file.length < 10 ? binary(file) : header(file);
        }
        return file;
    }

    private byte[] binary(byte[] file) {
        if (file.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(file.length);
        return switch (random.nextInt(6)) {
            case 0 -> set(file, at, (byte) (file[at] ^ 1 << random.nextInt(8)));
            case 1 -> set(file, at, (byte) random.nextInt());
            case 2 -> number(file, at);
            case 3 -> Arrays.copyOf(file, random.nextInt(file.length));
            case 4 -> Arrays.copyOf(file, file.length + random.nextInt(1, 40));
            default -> splice(file);
        };
    }

    private static byte[] set(byte[] file, int at, byte value) {
        file[at] = value;
        return file;
    }

    private byte[] number(byte[] file, int at) {
        int width = 1 << random.nextInt(4);
        int start = Math.max(0, Math.min(at, file.length - width));
        ByteBuffer value = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        value.putLong(0, NUMBERS[random.nextInt(NUMBERS.length)]);
        System.arraycopy(value.array(), 0, file, start, Math.min(width, file.length - start));
        return file;
    }

    /** Copies a piece to another place, over what is there or between. */
    private byte[] splice(byte[] file) {
        int from = random.nextInt(file.length);
        int length = random.nextInt(Math.min(64, file.length - from) + 1);
        int to = random.nextInt(file.length);
        int over = random.nextBoolean() ? Math.min(length, file.length - to) : 0;
        ByteBuffer out = ByteBuffer.allocate(file.length + length - over);
        out.put(file, 0, to).put(file, from, length).put(file, to + over, file.length - to - over);
        return out.array();
    }

    private byte[] header(byte[] file) {
        long claimed = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        int length = (int) Math.max(0, Math.min(claimed, file.length - 8));
        String json = new String(file, 8, length, StandardCharsets.ISO_8859_1);
        byte[] changed = json(json).getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(file.length - length + changed.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(changed.length)
                .put(changed)
                .put(file, 8 + length, file.length - 8 - length)
                .array();
    }

    private String json(String json) {
        List<MatchResult> numbers = NUMBER.matcher(json).results().toList();
        if (!numbers.isEmpty() && random.nextInt(3) > 0) {
            MatchResult number = numbers.get(random.nextInt(numbers.size()));
            return json.substring(0, number.start()) + numberText(number.group()) + json.substring(number.end());
        }
        if (json.isEmpty()) {
            return "{}";
        }
        int from = random.nextInt(json.length());
        int to = Math.min(json.length(), from + random.nextInt(60));
        int at = random.nextInt(json.length());
        return random.nextBoolean()
                ? json.substring(0, from) + json.substring(to)
                : json.substring(0, at) + json.substring(from, to) + json.substring(at);
    }

    private String numberText(String old) {
        return switch (random.nextInt(4)) {
            case 0 -> JSON_NUMBERS.get(random.nextInt(JSON_NUMBERS.size()));
            case 1 -> Long.toString(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 2 -> old.length() < 10 ? Long.toString(Long.parseLong(old) + random.nextInt(-9, 10)) : "16";
            default -> Integer.toString(random.nextInt(17));
        };
    }
}
