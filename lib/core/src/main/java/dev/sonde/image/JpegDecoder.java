package dev.sonde.image;

final class JpegDecoder {
    private JpegDecoder() {}

    static Decoded decode(byte[] file, DecodeOptions options) throws BadImageException {
        return PlatformDecoder.decode(file, "JPEG", options);
    }
}
