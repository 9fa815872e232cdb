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
                toRgb(lines[0], lines[1], lines[2]);
                store(lines[0], lines[1], lines[2], rgb, at, width);
            }
            case CMYK -> storeInks(rgb, at, width);
            case YCCK -> {
                // What comes out as R, G, B is the absence of cyan, magenta, yellow: what Adobe stores for inks.
                toRgb(lines[0], lines[1], lines[2]);
                invert();
                storeInks(rgb, at, width);
            }
        }
    }

    /** Turns lines of Y, Cb, Cr into R, G, B in place. */
    private static void toRgb(int[] first, int[] second, int[] third) {
        for (int x = 0; x < first.length; x++) {
            int y = first[x];
            int cb = second[x] - 128;
            int cr = third[x] - 128;
            int r = y + ((CR_TO_R * cr + HALF) >> 16);
            int g = y + ((HALF - CB_TO_G * cb - CR_TO_G * cr) >> 16);
            int b = y + ((CB_TO_B * cb + HALF) >> 16);
            first[x] = Math.min(Math.max(r, 0), 255);
            second[x] = Math.min(Math.max(g, 0), 255);
            third[x] = Math.min(Math.max(b, 0), 255);
        }
    }

    private static void store(int[] red, int[] green, int[] blue, byte[] rgb, int at, int width) {
        int to = at;
        for (int x = 0; x < width; x++) {
            rgb[to] = (byte) red[x];
            rgb[to + 1] = (byte) green[x];
            rgb[to + 2] = (byte) blue[x];
            to += 3;
        }
    }

    private void invert() {
        for (int c = 0; c < 3; c++) {
            for (int x = 0; x < lines[c].length; x++) {
                lines[c][x] = 255 - lines[c][x];
            }
        }
    }

    /** Inks are stored inverted, as Adobe does, whether a segment tells so or not: that is what Pillow takes for granted. */
    private void storeInks(byte[] rgb, int at, int width) {
        for (int x = 0; x < width; x++) {
            int paper = lines[3][x];
            for (int c = 0; c < 3; c++) {
                int product = (255 - lines[c][x]) * paper + 128;
                int covered = ((product >> 8) + product) >> 8;
                rgb[at + 3 * x + c] = (byte) Math.max(paper - covered, 0);
            }
        }
    }
}
