package dev.sonde.image;

/**
 * What a decoder read from a file.
 *
 * @param rgb height x width x 3 samples
 * @param alpha height x width opacities (255 is opaque), or empty where every pixel is opaque
 * @param orientation EXIF's number from 1 (as stored) to 8
 */
record Decoded(ImageSize size, byte[] rgb, byte[] alpha, int orientation) {
    private static final byte[] OPAQUE = {};

    static Decoded opaque(ImageSize size, byte[] rgb, int orientation) {
        return new Decoded(size, rgb, OPAQUE, orientation);
    }

    RgbImage image(DecodeOptions options) {
        if (options.alpha() == DecodeOptions.Alpha.OVER_WHITE && alpha.length > 0) {
            lieOnWhite();
        }
        RgbImage stored = RgbImage.of(size, rgb);
        return options.exif() == DecodeOptions.Exif.APPLY ? Orientation.upright(stored, orientation) : stored;
    }

    /** Pillow's {@code alpha_composite} over opaque white, in its own fixed-point arithmetic (7 bits). */
    private void lieOnWhite() {
        for (int pixel = 0; pixel < alpha.length; pixel++) {
            int opacity = (alpha[pixel] & 0xFF) << 7;
            int white = 255 * ((255 << 7) - opacity);
            for (int i = 3 * pixel; i < 3 * pixel + 3; i++) {
                int sum = (rgb[i] & 0xFF) * opacity + white + (0x80 << 7);
                rgb[i] = (byte) ((((sum >> 8) + sum) >> 8) >> 7);
            }
        }
    }
}
