package dev.sonde.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.sonde.display.SondeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are cut, damaged, or made to do harm: a message that names the file, and nothing else. */
class HostileImagesTest {
    private static final DecodeOptions DEFAULTS = DecodeOptions.defaults();

    @TempDir
    Path folder;

    @Test
    void aHugePngIsRefusedByItsHeader() {
        refusedAtOnce(png(60_000, 60_000, 8, 2, new byte[10]), "60000 x 60000 pixels; at most 178956970");
    }

    @Test
    void aHugeJpegIsRefusedByItsHeader() {
        byte[] file = resource("c420.jpg");
        putSize(file, 60_000, 60_000);
        refusedAtOnce(file, "60000 x 60000 pixels; at most 178956970");
    }

    @Test
    void aHugeGifAndBmpAreRefusedByTheirHeaders() {
        byte[] gif = resource("rgb.gif");
        int frame = indexOf(gif, 0x2C);
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(frame + 5, (short) 60_000)
                .putShort(frame + 7, (short) 60_000);
        refusedAtOnce(gif, "60000 x 60000 pixels");
        byte[] bmp = resource("rgb.bmp");
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 20_000).putInt(22, 20_000);
        // The platform's decoder has a limit of its own, below ours.
        refusedAtOnce(bmp, "Invalid width/height");
    }

    @Test
    void aPngWhoseDataCannotHoldItsRowsIsRefusedBeforeTheyAreAllocated() {
        refusedAtOnce(png(13_000, 13_000, 8, 2, new byte[1000]), "is a truncated PNG file");
        refusedAtOnce(png(13_000, 13_000, 16, 6, new byte[1000]), "is a truncated PNG file");
    }

    @Test
    void aJpegWhoseDataCannotHoldItsBlocksIsRefusedBeforeTheyAreAllocated() {
        byte[] baseline = resource("c420.jpg");
        putSize(baseline, 13_000, 13_000);
        refusedAtOnce(baseline, "is a truncated JPEG file");
        byte[] progressive = resource("c420_progressive.jpg");
        putSize(progressive, 13_000, 13_000);
        refusedAtOnce(progressive, "is a truncated JPEG file");
    }

    @Test
    void dataBehindTheLastRowIsNeverInflated() {
        byte[] bomb = png(2, 1, 8, 0, new byte[200 << 20]);
        RgbImage image = assertTimeout(Duration.ofSeconds(5), () -> Images.decode(bomb, "bomb.png", DEFAULTS));
        assertThat(image.samples()).containsOnly(0);
    }

    @Test
    void theLimitCanBeLoweredAndRaised() {
        byte[] file = resource("c420.jpg");
        assertThatThrownBy(() -> Images.decode(file, "x.jpg", DEFAULTS.withMaxPixels(61 * 45 - 1)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("x.jpg tells in its header that it has 61 x 45 pixels")
                .hasMessageContaining("withMaxPixels");
        assertThat(Images.decode(file, "x.jpg", DEFAULTS.withMaxPixels(61 * 45)).width())
                .isEqualTo(61);
        assertThatThrownBy(() -> DEFAULTS.withMaxPixels(1L << 40)).isInstanceOf(SondeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c420.jpg", "c444_progressive.jpg", "restart_blocks.jpg", "gray_progressive.jpg", "ycck.jpg",
                "colour2_8.png", "colour6_16_interlaced.png", "palette4.png", "rgb.gif", "rgb.bmp"
            })
    void aCutFileIsAnErrorOrAllThere(String name) {
        byte[] whole = resource(name);
        byte[] samples = Images.decode(whole, name, DEFAULTS).samples();
        for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 400)) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                // A PNG without its last chunk, a GIF without its trailer and the like are complete.
                assertThat(Images.decode(cut, name, DEFAULTS).samples())
                        .as(name + " cut at " + length)
                        .isEqualTo(samples);
            } catch (SondeException e) {
                assertThat(e).hasMessageStartingWith(name + " ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c420.jpg", "c422_9x17.jpg", "c444_progressive.jpg", "restart_progressive.jpg", "cmyk.jpg", "exif6.jpg",
                "colour2_8.png", "colour4_16_interlaced.png", "palette_alpha.png", "exif6.png", "transparent.gif",
                        "palette.bmp"
            })
    void aDamagedFileIsAPictureOrAnErrorThatNamesIt(String name) {
        byte[] whole = resource(name);
        Random random = new Random(name.hashCode());
        DecodeOptions options = DEFAULTS.withExif(DecodeOptions.Exif.APPLY)
                .withAlpha(DecodeOptions.Alpha.OVER_WHITE)
                .withMaxPixels(1 << 20);
        for (int i = 0; i < 1500; i++) {
            byte[] damaged = whole.clone();
            int changes = 1 + random.nextInt(4);
            // Half of the damage goes to the header, where it does most.
            int reach = random.nextBoolean() ? whole.length : Math.min(whole.length, 60);
            for (int k = 0; k < changes; k++) {
                damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
            }
            try {
                Images.decode(damaged, name, options);
            } catch (SondeException e) {
                assertThat(e).hasMessageStartingWith(name + " ").hasMessageContaining("What to do:");
            } catch (RuntimeException | StackOverflowError e) {
                fail(name + ", damage " + i, e);
            }
        }
    }

    @Test
    void whatIsNoPictureIsToldApart() {
        refusedAtOnce(new byte[0], "is empty");
        refusedAtOnce("<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8), "looks like a web page");
        refusedAtOnce("no picture".getBytes(StandardCharsets.UTF_8), "is no picture that is known");
        refusedAtOnce("RIFF0000WEBPVP8 ".getBytes(StandardCharsets.UTF_8), "is a WEBP file, which is not read");
        refusedAtOnce("II*\0aaaaaaaa".getBytes(StandardCharsets.UTF_8), "is a TIFF file, which is not read");
        refusedAtOnce("\0\0\0\30ftypavif".getBytes(StandardCharsets.UTF_8), "is a AVIF or HEIC file");
    }

    @Test
    void formsOfJpegThatAreNotReadAreNamed() {
        byte[] arithmetic = resource("c420.jpg");
        arithmetic[frame(arithmetic) + 1] = (byte) 0xC9;
        refusedAtOnce(arithmetic, "arithmetically coded");
        byte[] twelveBits = resource("c420.jpg");
        twelveBits[frame(twelveBits) + 4] = 12;
        refusedAtOnce(twelveBits, "12 bits a sample");
    }

    @Test
    void aWrongChecksumOfAHeaderIsDamage() {
        byte[] file = png(1, 1, 8, 2, new byte[4]);
        file[29] ^= 8;
        refusedAtOnce(file, "checksum of a header");
    }

    @Test
    void aMissingFileAndAFolderAreNamed() throws IOException {
        Path missing = folder.resolve("missing.jpg");
        assertThatThrownBy(() -> Images.read(missing))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("There is no image file " + missing);
        assertThatThrownBy(() -> Images.read(Files.createDirectory(folder.resolve("folder.jpg"))))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("folder.jpg");
    }

    private static void refusedAtOnce(byte[] file, String message) {
        assertTimeout(Duration.ofSeconds(1), () -> assertThatThrownBy(() -> Images.decode(file, "hostile", DEFAULTS))
                .isInstanceOf(SondeException.class)
                .hasMessageStartingWith("hostile ")
                .hasMessageContaining(message));
    }

    private static byte[] resource(String name) {
        return Pictures.read(Pictures.resource("cases/" + name));
    }

    private static void putSize(byte[] jpeg, int width, int height) {
        ByteBuffer.wrap(jpeg).putShort(frame(jpeg) + 5, (short) height).putShort(frame(jpeg) + 7, (short) width);
    }

    /** Where the frame header begins. */
    private static int frame(byte[] jpeg) {
        for (int at = 2; ; at += 2 + ByteBuffer.wrap(jpeg).getShort(at + 2)) {
            int marker = jpeg[at + 1] & 0xFF;
            if (marker == 0xC0 || marker == 0xC2) {
                return at;
            }
        }
    }

    private static int indexOf(byte[] file, int value) {
        // Behind the header and the table of 128 or 256 colours.
        for (int at = 13 + 3 * (2 << (file[10] & 7)); ; at++) {
            if (file[at] == value) {
                return at;
            }
        }
    }

    private static byte[] png(int width, int height, int bits, int colour, byte[] rows) {
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(width).putInt(height).put((byte) bits).put((byte) colour);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        file.writeBytes(chunk("IHDR", header.array()));
        file.writeBytes(chunk("IDAT", deflated(rows)));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static byte[] deflated(byte[] rows) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(rows);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] chunk(String name, byte[] data) {
        byte[] body = new byte[4 + data.length];
        System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, body, 0, 4);
        System.arraycopy(data, 0, body, 4, data.length);
        CRC32 crc = new CRC32();
        crc.update(body);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(body)
                .putInt((int) crc.getValue())
                .array();
    }
}
