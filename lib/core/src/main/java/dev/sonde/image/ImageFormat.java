package dev.sonde.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The formats that are told apart by their first bytes. */
enum ImageFormat {
    JPEG("\u00FF\u00D8\u00FF"),
    PNG("\u0089PNG\r\n\u001A\n"),
    GIF("GIF8"),
    BMP("BM"),
    WEBP("RIFF????WEBP"),
    TIFF_LITTLE("II*\0"),
    TIFF_BIG("MM\0*"),
    AVIF("????ftyp"),
    UNKNOWN("");

    private final byte[] start;

    ImageFormat(String start) {
        this.start = start.getBytes(StandardCharsets.ISO_8859_1);
    }

    static ImageFormat of(byte[] file) {
        return Arrays.stream(values())
                .filter(format -> format.begins(file))
                .findFirst()
                .orElse(UNKNOWN);
    }

    Decoded decode(byte[] file, DecodeOptions options) throws BadImageException {
        return switch (this) {
            case JPEG -> JpegDecoder.decode(file, options);
            case PNG -> PngDecoder.decode(file, options);
            case GIF, BMP -> PlatformDecoder.decode(file, name(), options);
            case WEBP, TIFF_LITTLE, TIFF_BIG, AVIF -> throw unsupported();
            case UNKNOWN -> throw new BadImageException(unknown(file), "JPEG, PNG, GIF and BMP are read.");
        };
    }

    private BadImageException unsupported() {
        String format = this == TIFF_LITTLE || this == TIFF_BIG ? "TIFF" : this == AVIF ? "AVIF or HEIC" : name();
        return new BadImageException(
                "is a " + format + " file, which is not read", "Convert it to PNG, which loses nothing.");
    }

    private static String unknown(byte[] file) {
        if (file.length == 0) {
            return "is empty";
        }
        String first = file.length > 4 && file[0] == '<' ? " (it looks like a web page or XML)" : "";
        return "is no picture that is known here" + first;
    }

    /** A question mark in the start stands for any byte. */
    private boolean begins(byte[] file) {
        if (file.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (start[i] != '?' && start[i] != file[i]) {
                return false;
            }
        }
        return true;
    }
}
