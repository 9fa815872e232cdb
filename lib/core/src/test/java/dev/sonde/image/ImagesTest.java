package dev.sonde.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.format.SafetensorsFile;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImagesTest {
    private static final DecodeOptions OVER_WHITE = DecodeOptions.defaults().withAlpha(DecodeOptions.Alpha.OVER_WHITE);
    private static final DecodeOptions UPRIGHT = DecodeOptions.defaults().withExif(DecodeOptions.Exif.APPLY);

    static Stream<JsonNode> files() {
        return Pictures.files();
    }

    static Stream<String> cases() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(Pictures.cases().fieldNames(), 0), false);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyPhotographHasPillowsSamples(JsonNode expected) {
        RgbImage image = Images.read(Pictures.file(expected.get("file").textValue()));
        assertThat(image.size()).isEqualTo(size(expected, "width", "height"));
        try (SafetensorsFile decoded = Pictures.tensors("decoded")) {
            assertThat(Pictures.fourRows(image))
                    .isEqualTo(
                            Pictures.bytes(decoded.tensor(expected.get("file").textValue() + ".rows")));
        }
        assertThat(Pictures.sha256(image.samples()))
                .isEqualTo(expected.get("rgb_sha256").textValue());
    }

    @ParameterizedTest
    @MethodSource("files")
    void transparencyLiesOnWhiteWhereAskedFor(JsonNode expected) {
        RgbImage image = Images.read(Pictures.file(expected.get("file").textValue()), OVER_WHITE);
        assertThat(Pictures.sha256(image.samples()))
                .isEqualTo(expected.get("rgb_over_white_sha256").textValue());
    }

    @ParameterizedTest
    @MethodSource("files")
    void theCamerasOrientationIsAppliedWhereAskedFor(JsonNode expected) {
        RgbImage image = Images.read(Pictures.file(expected.get("file").textValue()), UPRIGHT);
        int[] upright = Fixtures.integers(expected.get("upright_size"));
        assertThat(image.size()).isEqualTo(new ImageSize(upright[0], upright[1]));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rareFormsHavePillowsSamples(String name) {
        JsonNode expected = Pictures.cases().get(name);
        RgbImage stored = Images.read(Pictures.resource("cases/" + name));
        assertThat(stored.size()).isEqualTo(size(expected, "width", "height"));
        assertThat(Pictures.sha256(stored.samples()))
                .isEqualTo(expected.get("sha256").textValue());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rareFormsAreTurnedUpright(String name) {
        JsonNode expected = Pictures.cases().get(name);
        RgbImage upright = Images.read(Pictures.resource("cases/" + name), UPRIGHT);
        assertThat(upright.size()).isEqualTo(size(expected, "upright_width", "upright_height"));
        assertThat(Pictures.sha256(upright.samples()))
                .isEqualTo(expected.get("upright_sha256").textValue());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rareFormsLieOnWhite(String name) {
        RgbImage image = Images.read(Pictures.resource("cases/" + name), OVER_WHITE);
        assertThat(Pictures.sha256(image.samples()))
                .isEqualTo(Pictures.cases().get(name).get("over_white_sha256").textValue());
    }

    @Test
    void theCasesHoldEachOrientation() {
        assertThat(cases().filter(name -> name.matches("exif[1-8]\\.jpg"))).hasSize(8);
    }

    @Test
    void aPhotographIsDecodedAsPillowDoes() {
        RgbImage decoded = Images.read(Pictures.resource("000000519208.jpg"));
        RgbImage expected = Images.read(Pictures.resource("000000519208_decoded.png"));
        assertThat(decoded.samples()).isEqualTo(expected.samples());
    }

    private static ImageSize size(JsonNode node, String width, String height) {
        return new ImageSize(node.get(width).intValue(), node.get(height).intValue());
    }
}
