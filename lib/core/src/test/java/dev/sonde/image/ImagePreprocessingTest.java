package dev.sonde.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.format.StoredTensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImagePreprocessingTest {
    private static final BlipPreprocessing BLIP = BlipPreprocessing.defaults();
    private static final ViltPreprocessing VILT = ViltPreprocessing.defaults();

    static Stream<JsonNode> files() {
        return Pictures.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void blipResizesAsTransformersDoes(JsonNode expected) {
        String name = expected.get("file").textValue();
        RgbImage resized = BLIP.resize(Images.read(Pictures.file(name)));
        try (SafetensorsFile tensors = Pictures.tensors("blip")) {
            assertThat(Pictures.fourRows(resized)).isEqualTo(Pictures.bytes(tensors.tensor(name + ".rows")));
            if (tensors.names().contains(name + ".uint8")) {
                assertThat(Pictures.planes(resized)).isEqualTo(Pictures.bytes(tensors.tensor(name + ".uint8")));
            }
        }
        assertThat(Pictures.sha256(Pictures.planes(resized)))
                .isEqualTo(expected.get("blip_uint8_sha256").textValue());
    }

    @ParameterizedTest
    @MethodSource("files")
    void blipOverWhiteIsWhatTransformersDoes(JsonNode expected) {
        DecodeOptions overWhite = DecodeOptions.defaults().withAlpha(DecodeOptions.Alpha.OVER_WHITE);
        RgbImage image = Images.read(Pictures.file(expected.get("file").textValue()), overWhite);
        assertThat(Pictures.sha256(Pictures.planes(BLIP.resize(image))))
                .isEqualTo(expected.get("blip_over_white_uint8_sha256").textValue());
    }

    @Test
    void blipNormalisesAsTransformersDoes() {
        String name = Pictures.json().get("full").get(0).textValue();
        PixelValues pixels = BLIP.prepare(Images.read(Pictures.file(name)));
        assertThat(pixels).hasToString("pixel values [1, 3, 224, 224]");
        try (SafetensorsFile tensors = Pictures.tensors("blip")) {
            StoredTensor rows = tensors.tensor(name + ".pixel_values.rows");
            assertThat(rows(pixels, 0, 0, 1, 112, 223)).isEqualTo(rows.floats());
        }
        assertThat(pixels.mask()).hasSize(224 * 224).containsOnly((byte) 1);
    }

    @ParameterizedTest
    @MethodSource("files")
    void viltResizesAsTransformersDoes(JsonNode expected) {
        RgbImage image = Images.read(Pictures.file(expected.get("file").textValue()));
        if (expected.get("vilt_size").isNull()) {
            assertThatThrownBy(() -> VILT.resize(image))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining(image.size() + " pixels is too long for ViLT");
            return;
        }
        int[] size = Fixtures.integers(expected.get("vilt_size"));
        RgbImage resized = VILT.resize(image);
        assertThat(resized.size()).isEqualTo(new ImageSize(size[0], size[1]));
        assertThat(Pictures.sha256(Pictures.planes(resized)))
                .isEqualTo(expected.get("vilt_uint8_sha256").textValue());
    }

    @Test
    void viltBatchIsPaddedAndMasked() {
        JsonNode expected = Pictures.json().get("vilt_batch");
        List<RgbImage> images = Fixtures.rows(expected.get("files")).stream()
                .map(file -> VILT.resize(Images.read(Pictures.file(file.textValue()))))
                .toList();
        PixelValues pixels = VILT.batch(images);
        int[] shape = Fixtures.integers(expected.get("shape"));
        assertThat(new int[] {pixels.batch(), 3, pixels.height(), pixels.width()})
                .isEqualTo(new int[] {
                    images.size(), shape[shape.length - 3], shape[shape.length - 2], shape[shape.length - 1]
                });
        int[] rows = Fixtures.integers(expected.get("rows"));
        try (SafetensorsFile tensors = Pictures.tensors("vilt")) {
            float[] stored = tensors.tensor("batch.pixel_values.rows").floats();
            int perImage = stored.length / images.size();
            for (int i = 0; i < images.size(); i++) {
                float[] part = Arrays.copyOfRange(stored, i * perImage, (i + 1) * perImage);
                assertThat(rows(pixels, i, rows)).isEqualTo(part);
            }
        }
        for (int i = 0; i < images.size(); i++) {
            int[] valid = Fixtures.integers(expected.get("valid").get(i));
            int from = i * pixels.height() * pixels.width();
            int sum = IntStream.range(from, from + pixels.height() * pixels.width())
                    .map(at -> pixels.mask()[at])
                    .sum();
            assertThat(sum).isEqualTo(valid[0] * valid[1]);
            assertThat(pixels.mask()[from + (valid[1] - 1) * pixels.width() + valid[0] - 1])
                    .isEqualTo((byte) 1);
        }
    }

    @Test
    void aCocoPhotographBecomes512By384ForVilt() {
        assertThat(VILT.size(new ImageSize(640, 480))).isEqualTo(new ImageSize(512, 384));
        assertThat(VILT.size(new ImageSize(480, 640))).isEqualTo(new ImageSize(384, 512));
        assertThat(VILT.size(new ImageSize(1000, 300))).isEqualTo(new ImageSize(608, 192));
    }

    @Test
    void normalisedValuesReturnToSamples() {
        RgbImage image = RgbImage.of(new ImageSize(1, 1), new byte[] {0, (byte) 128, (byte) 255});
        float[] values = VILT.batch(List.of(image)).values();
        assertThat(values[0]).isEqualTo(-1f);
        assertThat(values[1]).isCloseTo(128 / 255f * 2 - 1, within(1e-6f));
        assertThat(values[2]).isEqualTo(1f);
    }

    @Test
    void aBatchTellsWhatIsWrongWithIt() {
        assertThatThrownBy(() -> BLIP.batch(List.of()))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("no images");
        RgbImage small = RgbImage.of(new ImageSize(1, 1), new byte[3]);
        assertThatThrownBy(() -> BLIP.batch(List.of(small)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("224 x 224 pixels got one of 1 x 1");
    }

    private static float[] rows(PixelValues pixels, int image, int... rows) {
        float[] picked = new float[3 * rows.length * pixels.width()];
        int to = 0;
        for (int c = 0; c < 3; c++) {
            for (int row : rows) {
                int from = ((image * 3 + c) * pixels.height() + row) * pixels.width();
                System.arraycopy(pixels.values(), from, picked, to, pixels.width());
                to += pixels.width();
            }
        }
        return picked;
    }
}
