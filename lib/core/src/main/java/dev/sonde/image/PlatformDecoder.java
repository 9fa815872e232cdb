package dev.sonde.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads the first frame of GIF and BMP files with the Java platform's decoders, from the raster: no colour management. */
final class PlatformDecoder {
    private PlatformDecoder() {}

    static Decoded decode(byte[] file, String format, DecodeOptions options) throws BadImageException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            ImageSize size = options.checked(reader.getWidth(0), reader.getHeight(0));
            return decoded(size, reader.read(0), options);
        } catch (BadImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The platform's decoders throw what they like at broken files.
            throw new BadImageException("is a damaged or cut " + format + " file (" + e.getMessage() + ")");
        } finally {
            reader.dispose();
        }
    }

    private static Decoded decoded(ImageSize size, BufferedImage image, DecodeOptions options)
            throws BadImageException {
        Raster raster = image.getRaster();
        boolean indexed = image.getColorModel() instanceof IndexColorModel;
        boolean readable = indexed || raster.getNumBands() == 3 || raster.getNumBands() == 1;
        if (!readable || image.getWidth() != size.width() || image.getHeight() != size.height()) {
            throw new BadImageException(
                    "has a form of GIF or BMP that is not read", "Convert it to PNG, which loses nothing.");
        }
        boolean transparent = indexed && image.getColorModel().hasAlpha();
        boolean wantsAlpha = transparent && options.alpha() == DecodeOptions.Alpha.OVER_WHITE;
        byte[] rgb = new byte[Math.toIntExact(size.pixels() * RgbImage.CHANNELS)];
        byte[] alpha = new byte[wantsAlpha ? Math.toIntExact(size.pixels()) : 0];
        int[] row = new int[size.width() * raster.getNumBands()];
        for (int y = 0; y < size.height(); y++) {
            raster.getPixels(0, y, size.width(), 1, row);
            put(row, image.getColorModel(), y * size.width(), rgb, alpha);
        }
        return new Decoded(size, rgb, alpha, Orientation.AS_STORED);
    }

    private static void put(int[] row, ColorModel colours, int start, byte[] rgb, byte[] alpha) {
        if (!(colours instanceof IndexColorModel palette)) {
            int repeat = colours.getNumComponents() == 1 ? 3 : 1;
            for (int i = 0; i < row.length * repeat; i++) {
                rgb[3 * start + i] = (byte) row[i / repeat];
            }
            return;
        }
        for (int i = 0; i < row.length; i++) {
            int argb = palette.getRGB(row[i]);
            for (int c = 0; c < 3; c++) {
                rgb[3 * (start + i) + c] = (byte) (argb >> (16 - 8 * c));
            }
            if (alpha.length > 0) {
                alpha[start + i] = (byte) (argb >> 24);
            }
        }
    }
}
