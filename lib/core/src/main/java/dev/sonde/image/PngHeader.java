package dev.sonde.image;

/**
 * What the header of a PNG file tells (PNG specification, third edition, 11.2.1).
 *
 * @param bits of one sample: 1, 2, 4, 8 or 16
 */
record PngHeader(ImageSize size, int bits, Colour colour, boolean interlaced) {
    static final int BYTES = 13;

    enum Colour {
        GRAY(1),
        RGB(3),
        PALETTE(1),
        GRAY_ALPHA(2),
        RGB_ALPHA(4);

        private final int channels;

        Colour(int channels) {
            this.channels = channels;
        }

        boolean hasAlpha() {
            return this == GRAY_ALPHA || this == RGB_ALPHA;
        }

        private static Colour of(int code) throws BadImageException {
            return switch (code) {
                case 0 -> GRAY;
                case 2 -> RGB;
                case 3 -> PALETTE;
                case 4 -> GRAY_ALPHA;
                case 6 -> RGB_ALPHA;
                default -> throw new BadImageException("is a PNG file of colour type " + code + ", which no PNG has");
            };
        }

        private boolean takes(int bits) {
            return switch (bits) {
                case 1, 2, 4 -> this == GRAY || this == PALETTE;
                case 8 -> true;
                case 16 -> this != PALETTE;
                default -> false;
            };
        }
    }

    static PngHeader read(ByteCursor in, DecodeOptions options) throws BadImageException {
        ImageSize size = options.checked(in.int32() & 0xFFFFFFFFL, in.int32() & 0xFFFFFFFFL);
        int bits = in.byte8();
        Colour colour = Colour.of(in.byte8());
        if (!colour.takes(bits)) {
            throw new BadImageException(
                    "is a PNG file of " + bits + " bits a sample, which " + colour + " cannot have");
        }
        int compression = in.byte8();
        int filtering = in.byte8();
        int interlacing = in.byte8();
        if (compression != 0 || filtering != 0 || interlacing > 1) {
            throw new BadImageException("is a PNG file of an unknown compression, filtering or interlacing ("
                    + compression + ", " + filtering + ", " + interlacing + ")");
        }
        return new PngHeader(size, bits, colour, interlacing == 1);
    }

    /** The bytes of a row of so many pixels, without its filter byte. */
    int rowBytes(int pixels) {
        return Math.toIntExact(((long) pixels * colour.channels * bits + 7) / 8);
    }

    /** How far back the byte lies that a filter looks at. */
    int pixelBytes() {
        return Math.max(1, colour.channels * bits / 8);
    }
}
