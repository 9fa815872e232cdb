package dev.sonde.image;

import java.util.Arrays;

/**
 * Turns the rows of a PNG file into RGB samples as Pillow 12 does: 16-bit colours lose their lower byte, but 16-bit gray
 * is cut off at 255; a palette's missing entries are black.
 */
final class PngPixels {
    private static final int NOTHING = -1;

    private final PngHeader header;
    private final byte[] palette = new byte[3 * 256];
    private final byte[] paletteAlpha = new byte[256];
    private final int transparentGray;
    private final byte[] rgb;
    private final byte[] alpha;

    PngPixels(PngHeader header, byte[] palette, byte[] transparency, boolean wantsAlpha) {
        this.header = header;
        System.arraycopy(palette, 0, this.palette, 0, Math.min(palette.length, this.palette.length));
        Arrays.fill(paletteAlpha, (byte) 255);
        System.arraycopy(transparency, 0, paletteAlpha, 0, Math.min(transparency.length, paletteAlpha.length));
        this.transparentGray = transparentGray(header, transparency);
        int pixels = Math.toIntExact(header.size().pixels());
        this.rgb = new byte[Math.multiplyExact(pixels, RgbImage.CHANNELS)];
        boolean hasAlpha = header.colour().hasAlpha()
                || transparentGray != NOTHING
                || header.colour() == PngHeader.Colour.PALETTE && transparency.length > 0;
        this.alpha = new byte[wantsAlpha && hasAlpha ? pixels : 0];
    }

    byte[] rgb() {
        return rgb;
    }

    /** Empty where no alpha is wanted, or the file has none. */
    byte[] alpha() {
        return alpha;
    }

    /** Pillow compares with the sample as it is after the widening to 8 bits, and so does this. */
    private static int transparentGray(PngHeader header, byte[] transparency) {
        if (header.colour() != PngHeader.Colour.GRAY || header.bits() == 16 || transparency.length < 2) {
            return NOTHING;
        }
        int value = (transparency[0] & 0xFF) << 8 | transparency[1] & 0xFF;
        return header.bits() == 1 && value != 0 ? 255 : value;
    }

    /** Takes in a row of pixels that belong into columns left, left + step, … of row y. */
    void put(byte[] row, int count, int left, int step, int y) {
        int start = y * header.size().width() + left;
        if (header.colour() == PngHeader.Colour.RGB && header.bits() == 8 && step == 1) {
            System.arraycopy(row, 0, rgb, start * 3, count * 3);
            return;
        }
        for (int i = 0; i < count; i++) {
            int pixel = start + i * step;
            switch (header.colour()) {
                case GRAY -> putGray(pixel, gray(row, i));
                case RGB -> putColour(pixel, row, 3 * i);
                case PALETTE -> putIndex(pixel, packed(row, i));
                case GRAY_ALPHA -> {
                    putGray(pixel, high(row, 2 * i));
                    putAlpha(pixel, high(row, 2 * i + 1));
                }
                case RGB_ALPHA -> {
                    putColour(pixel, row, 4 * i);
                    putAlpha(pixel, high(row, 4 * i + 3));
                }
            }
        }
    }

    private void putGray(int pixel, int value) {
        Arrays.fill(rgb, 3 * pixel, 3 * pixel + 3, (byte) value);
        if (header.colour() == PngHeader.Colour.GRAY) {
            putAlpha(pixel, value == transparentGray ? 0 : 255);
        }
    }

    private void putColour(int pixel, byte[] row, int sample) {
        for (int c = 0; c < 3; c++) {
            rgb[3 * pixel + c] = (byte) high(row, sample + c);
        }
    }

    private void putIndex(int pixel, int index) {
        System.arraycopy(palette, 3 * index, rgb, 3 * pixel, 3);
        putAlpha(pixel, paletteAlpha[index]);
    }

    private void putAlpha(int pixel, int value) {
        if (alpha.length > 0) {
            alpha[pixel] = (byte) value;
        }
    }

    private int gray(byte[] row, int sample) {
        return switch (header.bits()) {
            case 1 -> packed(row, sample) * 255;
            case 2 -> packed(row, sample) * 85;
            case 4 -> packed(row, sample) * 17;
            case 8 -> row[sample] & 0xFF;
            default -> row[2 * sample] != 0 ? 255 : row[2 * sample + 1] & 0xFF;
        };
    }

    /** A sample of 1, 2, 4 or 8 bits. */
    private int packed(byte[] row, int sample) {
        int bit = sample * header.bits();
        return (row[bit >> 3] & 0xFF) >> (8 - header.bits() - (bit & 7)) & (1 << header.bits()) - 1;
    }

    /** The upper byte of a sample of 8 or 16 bits. */
    private int high(byte[] row, int sample) {
        return row[sample * header.bits() >> 3] & 0xFF;
    }
}
