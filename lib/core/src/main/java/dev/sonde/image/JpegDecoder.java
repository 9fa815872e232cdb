package dev.sonde.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads JPEG files (ITU-T T.81, baseline and progressive, 8 bits) to the bytes that libjpeg-turbo gives Pillow.
 *
 * <p>Own code, because the Java platform's decoder converts gray and CMYK by colour profiles, refuses files with a bad
 * profile, and takes more time than Pillow.
 */
final class JpegDecoder {
    private static final String FORMAT = "JPEG";
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.ISO_8859_1);
    private static final int ADOBE_BYTES = 12;

    private final DecodeOptions options;
    private final ByteCursor in;
    private final JpegTables tables = new JpegTables();
    private Optional<JpegFrame> frame = Optional.empty();
    private Optional<JpegProgressive> progressive = Optional.empty();
    private JpegColours.Hints hints = JpegColours.Hints.none();
    private int restartInterval;
    private int orientation = Orientation.AS_STORED;

    private JpegDecoder(byte[] file, DecodeOptions options) {
        this.in = new ByteCursor(file, FORMAT);
        this.options = options;
    }

    static Decoded decode(byte[] file, DecodeOptions options) throws BadImageException {
        return new JpegDecoder(file, options).decode();
    }

    private Decoded decode() throws BadImageException {
        in.skip(2);
        for (int marker = nextMarker(); marker != JpegMarker.END; marker = nextMarker()) {
            if (!JpegMarker.isBare(marker)) {
                readSegment(marker, in.slice(in.int16() - 2));
            }
        }
        JpegFrame known = frame.orElseThrow(() -> new BadImageException("is a JPEG file without a picture"));
        if (progressive.isPresent()) {
            progressive.get().transform();
        }
        byte[] rgb = new JpegOutput(known, JpegColours.of(known, hints)).rgb();
        return Decoded.opaque(known.size(), rgb, orientation);
    }

    /** Bytes that belong to no segment are passed over, as libjpeg does. */
    private int nextMarker() throws BadImageException {
        int marker = 0;
        while (marker == 0) {
            while (in.byte8() != 0xFF) {
                continue;
            }
            do {
                marker = in.byte8();
            } while (marker == 0xFF);
        }
        return marker;
    }

    private void readSegment(int marker, ByteCursor segment) throws BadImageException {
        switch (marker) {
            case JpegMarker.QUANTISATION_TABLES -> tables.readQuantisation(segment);
            case JpegMarker.HUFFMAN_TABLES -> tables.readHuffman(segment);
            case JpegMarker.RESTART_INTERVAL -> restartInterval = segment.int16();
            case JpegMarker.SCAN -> readScan(segment);
            case JpegMarker.APP0, JpegMarker.APP1, JpegMarker.APP14 -> readApplication(marker, segment.rest());
            default -> {
                if (JpegMarker.isFrame(marker)) {
                    readFrame(marker, segment);
                }
            }
        }
    }

    private void readApplication(int marker, byte[] data) {
        if (marker == JpegMarker.APP0 && begins(data, JFIF)) {
            hints = hints.withJfif();
        } else if (marker == JpegMarker.APP14 && begins(data, ADOBE) && data.length >= ADOBE_BYTES) {
            hints = hints.withAdobe(data[ADOBE_BYTES - 1] & 0xFF);
        } else if (marker == JpegMarker.APP1 && begins(data, EXIF) && orientation == Orientation.AS_STORED) {
            orientation = ExifOrientation.read(Arrays.copyOfRange(data, EXIF.length, data.length));
        }
    }

    private static boolean begins(byte[] data, byte[] start) {
        return data.length >= start.length && Arrays.equals(data, 0, start.length, start, 0, start.length);
    }

    private void readFrame(int marker, ByteCursor segment) throws BadImageException {
        if (marker > JpegMarker.PROGRESSIVE) {
            throw new BadImageException(
                    "is a lossless, hierarchical or arithmetically coded JPEG file, which is not read",
                    "Convert it to PNG, which loses nothing.");
        }
        if (frame.isPresent()) {
            throw new BadImageException("is a damaged JPEG file: it has two frames");
        }
        JpegFrame read = JpegFrame.read(segment, marker, options);
        // Each block takes at least a bit: a file that is too short is found before anything is allocated.
        if (read.blocks() / 8 > in.left()) {
            throw BadImageException.truncated(FORMAT);
        }
        frame = Optional.of(read);
        progressive = read.progressive() ? Optional.of(new JpegProgressive(read)) : Optional.empty();
    }

    private void readScan(ByteCursor segment) throws BadImageException {
        JpegFrame known =
                frame.orElseThrow(() -> new BadImageException("is a damaged JPEG file: no frame before a scan"));
        JpegScan scan = scan(segment, known);
        for (JpegScan.Part part : scan.parts()) {
            part.component().beginScan(tables.quantisation);
        }
        JpegBits bits = new JpegBits(in.bytes(), in.at());
        if (progressive.isPresent()) {
            progressive.get().decode(scan, bits, restartInterval);
        } else {
            new JpegSequential(scan, bits, restartInterval).decode();
        }
        in.moveTo(bits.markerAt());
    }

    private JpegScan scan(ByteCursor segment, JpegFrame known) throws BadImageException {
        int count = segment.byte8();
        if (count < 1 || count > known.components().size()) {
            throw new BadImageException("is a damaged JPEG file: a scan of " + count + " components");
        }
        List<JpegScan.Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JpegComponent component = known.component(segment.byte8());
            int numbers = segment.byte8();
            parts.add(new JpegScan.Part(component, tables.dc(numbers >> 4), tables.ac(numbers & 15)));
        }
        int from = segment.byte8();
        int to = segment.byte8();
        int bits = segment.byte8();
        return new JpegScan(parts, from, to, bits >> 4, bits & 15);
    }
}
