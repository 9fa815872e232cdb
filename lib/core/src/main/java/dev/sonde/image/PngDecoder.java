package dev.sonde.image;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Reads PNG files, to the samples that Pillow's {@code convert("RGB")} gives.
 *
 * <p>Gamma, colour profiles and every other ancillary chunk are passed over, as Pillow does.
 */
final class PngDecoder {
    private static final String FORMAT = "PNG";
    private static final int SIGNATURE_BYTES = 8;
    private static final int HEADER = chunk("IHDR");
    private static final int PALETTE = chunk("PLTE");
    private static final int TRANSPARENCY = chunk("tRNS");
    private static final int EXIF = chunk("eXIf");
    private static final int DATA = chunk("IDAT");
    private static final int END = chunk("IEND");

    /** No deflated byte stands for more (a run of 258 in two bits). */
    private static final long MOST_EXPANSION = 1032;

    private final DecodeOptions options;
    private final List<ByteCursor> data = new ArrayList<>();
    private byte[] palette = {};
    private byte[] transparency = {};
    private int orientation = Orientation.AS_STORED;

    private PngDecoder(DecodeOptions options) {
        this.options = options;
    }

    static Decoded decode(byte[] file, DecodeOptions options) throws BadImageException {
        return new PngDecoder(options).decode(new ByteCursor(file, FORMAT));
    }

    private Decoded decode(ByteCursor in) throws BadImageException {
        in.skip(SIGNATURE_BYTES);
        if (in.int32() != PngHeader.BYTES || in.int32() != HEADER) {
            throw new BadImageException("is a PNG file that does not begin with a header");
        }
        PngHeader header = PngHeader.read(in.slice(PngHeader.BYTES), options);
        checkCrc(in, PngHeader.BYTES, "header");
        readChunks(in);
        checkData(header);
        boolean wantsAlpha = options.alpha() == DecodeOptions.Alpha.OVER_WHITE;
        PngPixels pixels = new PngPixels(header, palette, transparency, wantsAlpha);
        new PngRows(header, new PngData(data)).readInto(pixels);
        return new Decoded(header.size(), pixels.rgb(), pixels.alpha(), orientation);
    }

    /** A file may lack its last chunk: its rows are then there all the same. */
    private void readChunks(ByteCursor in) throws BadImageException {
        while (in.left() >= 8) {
            int length = in.int32();
            int type = in.int32();
            if (type == END) {
                return;
            }
            if (type == DATA) {
                // A cut file: whether the rows are complete shows when they are read.
                int there = Math.min(length < 0 ? 0 : length, in.left());
                data.add(in.slice(there));
                in.skip(Math.min(4, in.left()));
            } else {
                readChunk(type, in.slice(length));
                checkCrc(in, length, "chunk");
            }
        }
    }

    private void readChunk(int type, ByteCursor chunk) throws BadImageException {
        if (type == PALETTE) {
            palette = chunk.rest();
        } else if (type == TRANSPARENCY) {
            transparency = chunk.rest();
        } else if (type == EXIF) {
            orientation = ExifOrientation.read(chunk.rest());
        }
    }

    private static void checkCrc(ByteCursor in, int length, String what) throws BadImageException {
        CRC32 crc = new CRC32();
        crc.update(in.bytes(), in.at() - length - 4, length + 4);
        if (in.int32() != (int) crc.getValue()) {
            throw new BadImageException("is a damaged PNG file: the checksum of a " + what + " at byte "
                    + (in.at() - length - 12) + " is wrong");
        }
    }

    /** So little data cannot hold the rows that the header promises: found before they are allocated. */
    private void checkData(PngHeader header) throws BadImageException {
        long compressed = data.stream().mapToLong(ByteCursor::left).sum();
        long rows =
                (long) header.rowBytes(header.size().width()) * header.size().height();
        if (rows > MOST_EXPANSION * compressed) {
            throw BadImageException.truncated(FORMAT);
        }
    }

    private static int chunk(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }
}
