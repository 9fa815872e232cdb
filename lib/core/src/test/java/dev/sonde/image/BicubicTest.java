package dev.sonde.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.format.SafetensorsFile;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BicubicTest {
    private static final ImageSize BLIP = new ImageSize(224, 224);

    static Stream<JsonNode> resizes() {
        return Fixtures.rows(Pictures.json().get("resize")).stream();
    }

    @ParameterizedTest
    @MethodSource("resizes")
    void resizingGivesPillowsBytes(JsonNode resize) {
        ImageSize from = size(resize.get("input"));
        ImageSize to = size(resize.get("output"));
        int channels = resize.get("channels").intValue();
        String name = resize.get("name").textValue();
        try (SafetensorsFile tensors = Pictures.tensors("resize")) {
            byte[] in = rgb(Pictures.bytes(tensors.tensor(name + ".in")), channels);
            byte[] out = rgb(Pictures.bytes(tensors.tensor(name + ".out")), channels);
            RgbImage resized = Bicubic.resize(RgbImage.of(from, in), to);
            assertThat(resized.size()).isEqualTo(to);
            assertThat(resized.samples()).isEqualTo(out);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000000309", "000000000529", "000000519208"})
    void aPhotographBecomesPillowsPicture(String name) {
        RgbImage resized = Bicubic.resize(Images.read(Pictures.resource(name + ".jpg")), BLIP);
        RgbImage expected = Images.read(Pictures.resource(name + "_224_bicubic.png"));
        assertThat(resized.samples()).isEqualTo(expected.samples());
    }

    /** The plain double loop of Pillow's C code, against the arithmetic over bands of columns. */
    @Test
    void bandsOfRowsAgreeWithThePlainLoop() {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            ImageSize from = new ImageSize(1 + random.nextInt(90), 1 + random.nextInt(300));
            ImageSize to = new ImageSize(1 + random.nextInt(90), 1 + random.nextInt(200));
            byte[] noise = new byte[(int) from.pixels() * 3];
            random.nextBytes(noise);
            RgbImage image = RgbImage.of(from, noise);
            assertThat(Bicubic.resize(image, to).samples())
                    .as(from + " to " + to)
                    .isEqualTo(plain(plain(image, to.width()), to).samples());
        }
    }

    @Test
    void aConstantPictureStaysConstant() {
        byte[] samples = new byte[50 * 40 * 3];
        Arrays.fill(samples, (byte) 201);
        RgbImage resized = Bicubic.resize(RgbImage.of(new ImageSize(50, 40), samples), new ImageSize(31, 77));
        assertThat(resized.samples()).containsOnly((byte) 201);
    }

    @Test
    void theSameSizeGivesTheSamePicture() {
        RgbImage image = RgbImage.of(new ImageSize(2, 1), new byte[] {1, 2, 3, 4, 5, 6});
        assertThat(Bicubic.resize(image, new ImageSize(2, 1))).isSameAs(image);
    }

    private static ImageSize size(JsonNode sides) {
        return new ImageSize(sides.get(0).intValue(), sides.get(1).intValue());
    }

    private static byte[] rgb(byte[] samples, int channels) {
        byte[] rgb = new byte[samples.length / channels * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = channels == 3 ? samples[i] : samples[i / 3];
        }
        return rgb;
    }

    /** Rows at another width. */
    private static RgbImage plain(RgbImage image, int width) {
        byte[] out = new byte[width * image.height() * 3];
        ResizeTable table = ResizeTable.of(image.width(), width);
        for (int i = 0; i < out.length; i++) {
            int x = i / 3 % width;
            long sum = 1 << 21;
            for (int k = 0; k < table.weights()[x].length; k++) {
                sum += (long) table.weights()[x][k] * image.sample(table.first()[x] + k, i / 3 / width, i % 3);
            }
            out[i] = (byte) Math.min(Math.max(sum >> 22, 0), 255);
        }
        return RgbImage.of(new ImageSize(width, image.height()), out);
    }

    /** Columns at another height. */
    private static RgbImage plain(RgbImage image, ImageSize size) {
        byte[] out = new byte[(int) size.pixels() * 3];
        ResizeTable table = ResizeTable.of(image.height(), size.height());
        for (int i = 0; i < out.length; i++) {
            int y = i / 3 / size.width();
            long sum = 1 << 21;
            for (int k = 0; k < table.weights()[y].length; k++) {
                sum += (long) table.weights()[y][k] * image.sample(i / 3 % size.width(), table.first()[y] + k, i % 3);
            }
            out[i] = (byte) Math.min(Math.max(sum >> 22, 0), 255);
        }
        return RgbImage.of(size, out);
    }
}
