package dev.sonde.image;

import java.util.ArrayList;
import java.util.List;

/** Puts the components of a JPEG file together: upsampled, then converted to RGB as libjpeg and Pillow do. */
final class JpegOutput {
    // The factors of JFIF's conversion, times 2^16, rounded.
    private static final int CR_TO_R = 91881;
    private static final int CB_TO_B = 116130;
    private static final int CR_TO_G = 46802;
    private static final int CB_TO_G = 22554;
    private static final int HALF = 1 << 15;

    private final JpegFrame frame;
    private final JpegColours colours;
    private final List<JpegUpsampling> components = new ArrayList<>();
    private final int[][] lines;
    private final int[] green;
    private final int[] packed;

    JpegOutput(JpegFrame frame, JpegColours colours) throws BadImageException {
        this.frame = frame;
        this.colours = colours;
        int length = 0;
        for (JpegComponent component : frame.components()) {
            if (component.plane.length == 0) {
                throw new BadImageException("is a damaged JPEG file: no scan has component " + component.id);
            }
            components.add(new JpegUpsampling(frame, component));
            length = Math.max(length, components.get(components.size() - 1).lineLength());
        }
        this.lines = new int[components.size()][length];
        this.green = new int[length];
        this.packed = new int[length];
    }

    byte[] rgb() {
        int width = frame.size().width();
        byte[] rgb = new byte[Math.multiplyExact(frame.size().height(), width * RgbImage.CHANNELS)];
        for (int y = 0; y < frame.size().height(); y++) {
            for (int c = 0; c < lines.length; c++) {
                components.get(c).read(y, lines[c]);
            }
            convert(rgb, y * width * RgbImage.CHANNELS, width);
        }
        return rgb;
    }

    private void convert(byte[] rgb, int at, int width) {
        switch (colours) {
            case GRAY -> store(lines[0], lines[0], lines[0], rgb, at, width);
            case RGB -> store(lines[0], lines[1], lines[2], rgb, at, width);
            case YCC -> {
                toRgb();
                store(lines[2], green, lines[1], rgb, at, width);
            }
            case CMYK -> storeInks(lines[0], lines[1], lines[2], rgb, at, width);
            case YCCK -> {
                toRgb();
                // The sums are the absence of cyan, magenta and yellow.
                invert(lines[2]);
                invert(green);
                invert(lines[1]);
                storeInks(lines[2], green, lines[1], rgb, at, width);
            }
        }
    }

    /** Y, Cb, Cr become red (in the place of Cr), green, and blue (in the place of Cb). */
    private void toRgb() {
        addGreen(lines[0], lines[1], lines[2], green);
        add(CR_TO_R, lines[2], lines[0]);
        add(CB_TO_B, lines[1], lines[0]);
    }

    private static void addGreen(int[] y, int[] cb, int[] cr, int[] green) {
        for (int x = 0; x < green.length; x++) {
            int difference = HALF - CB_TO_G * (cb[x] - 128) - CR_TO_G * (cr[x] - 128);
            green[x] = Clip.toByte(y[x] + (difference >> 16));
        }
    }

    /** Y and a multiple of the colour difference, in place of the difference. */
    private static void add(int factor, int[] difference, int[] y) {
        for (int x = 0; x < difference.length; x++) {
            difference[x] = Clip.toByte(y[x] + ((factor * (difference[x] - 128) + HALF) >> 16));
        }
    }

    private void store(int[] red, int[] green, int[] blue, byte[] rgb, int at, int width) {
        RgbRow.pack(red, green, blue, packed);
        RgbRow.store(packed, rgb, at, width);
    }

    private static void invert(int[] line) {
        for (int x = 0; x < line.length; x++) {
            line[x] = 255 - line[x];
        }
    }

    /** Inks are stored inverted, as Adobe does, whether a segment tells so or not: Pillow takes that for granted. */
    private void storeInks(int[] cyan, int[] magenta, int[] yellow, byte[] rgb, int at, int width) {
        int to = at;
        for (int x = 0; x < width; x++) {
            int paper = lines[3][x];
            rgb[to++] = covered(paper, cyan[x]);
            rgb[to++] = covered(paper, magenta[x]);
            rgb[to++] = covered(paper, yellow[x]);
        }
    }

    /** What an ink leaves of the light that black leaves; Pillow's division by 255. */
    private static byte covered(int paper, int stored) {
        int product = (255 - stored) * paper + 128;
        return (byte) Math.max(paper - (((product >> 8) + product) >> 8), 0);
    }
}
