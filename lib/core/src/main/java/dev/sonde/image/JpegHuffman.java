package dev.sonde.image;

/**
 * A table of Huffman codes (ITU-T T.81, annex C), for one look-up of a symbol with all that its bits tell.
 *
 * <p>An entry is packed: bits 0 to 4 the number of bits that it takes, 5 to 8 the run of zeros (or the upper half of the
 * symbol), 9 to 12 the number of further bits of the value, 16 to 31 the value if its bits were part of the look-up. 0 is
 * no entry: the code is longer than the look-up, or there is no such code.
 */
final class JpegHuffman {
    static final int LOOK_BITS = 10;
    private static final int LONGEST = 16;

    private final int[] entries = new int[1 << LOOK_BITS];
    private final int[] symbols;

    /** Per length, the first code above all codes of this length, with 16 bits; and where its symbols begin. */
    private final int[] limits = new int[LONGEST + 1];

    private final int[] offsets = new int[LONGEST + 1];

    /** @param counts how many codes there are of each length from 1 to 16 (index 0 stays 0) */
    JpegHuffman(int[] counts, int[] symbols) throws BadImageException {
        this.symbols = symbols;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            offsets[length] = index - code;
            for (int i = 0; i < counts[length]; i++) {
                enter(code++, length, symbols[index++]);
            }
            if (code > 1 << length) {
                throw new BadImageException("is a damaged JPEG file: a Huffman table has too many codes");
            }
            limits[length] = code << (LONGEST - length);
            code <<= 1;
        }
    }

    /** All look-ups that begin with this code. */
    private void enter(int code, int length, int symbol) {
        int free = LOOK_BITS - length;
        for (int rest = 0; free >= 0 && rest < 1 << free; rest++) {
            int at = code << free | rest;
            if (at < entries.length) {
                entries[at] = entry(symbol, length, rest, free);
            }
        }
    }

    private static int entry(int symbol, int length, int rest, int free) {
        int size = symbol & 15;
        if (size == 0 || size > free) {
            return pack(symbol, length);
        }
        int value = extend(rest >> (free - size), size);
        return value << 16 | symbol >> 4 << 5 | length + size;
    }

    private static int pack(int symbol, int length) {
        return (symbol & 15) << 9 | symbol >> 4 << 5 | length;
    }

    /** The entries by the next ten bits; 0 where there is none. */
    int[] entries() {
        return entries;
    }

    /** The entry of a long code, from the next sixteen bits. */
    int search(int bits) throws BadImageException {
        for (int length = 1; length <= LONGEST; length++) {
            if (bits < limits[length]) {
                return pack(symbols[(bits >> (LONGEST - length)) + offsets[length]], length);
            }
        }
        throw new BadImageException("is a damaged JPEG file: its data has a code that is in no table");
    }

    /** The number that so many bits stand for: those with a leading 0 are negative (T.81, F.2.2.1). */
    static int extend(int bits, int size) {
        // Without a branch, as half of all values are negative: the first bit is 0, so all ones are taken off.
        int negative = (bits >> (size - 1)) - 1;
        return bits + (negative & 1 - (1 << size));
    }
}
