package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import dev.sonde.image.ImageSize;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BoxTest {
    private static final double TOLERANCE = 1e-12;

    @TestFactory
    Stream<DynamicTest> conversionsEqualTheReference() {
        return Fixtures.rows("losses/conversions.json").stream()
                .map(row -> DynamicTest.dynamicTest(row.get("xywh").toString(), () -> assertConversions(row)));
    }

    @TestFactory
    Stream<DynamicTest> iouAndGiouEqualTheReference() {
        return Fixtures.rows("losses/iou.json").stream()
                .map(row -> DynamicTest.dynamicTest(row.get("name").asText(), () -> {
                    Box prediction = corners(row.get("prediction"));
                    Box target = corners(row.get("target"));
                    assertClose(prediction.iou(target), Fixtures.number(row.get("iou")));
                    assertClose(prediction.giou(target), Fixtures.number(row.get("giou")));
                }));
    }

    @Test
    void iouAndGiouDoNotDependOnTheOrderOfTheBoxes() {
        Box first = Box.pixels(10, 20, 30, 40);
        Box second = Box.pixels(25, 10, 30, 40);
        assertThat(first.iou(second)).isEqualTo(second.iou(first));
        assertThat(first.giou(second)).isEqualTo(second.giou(first));
        assertThat(first.iou(second))
                .isEqualTo(
                        first.toUnit(new ImageSize(90, 70)).iou(second.toUnit(new ImageSize(90, 70))),
                        within(TOLERANCE));
    }

    @Test
    void boxesOfDifferentFramesAreNotCompared() {
        assertThatThrownBy(() -> Box.pixels(0, 0, 1, 1).iou(Box.unit(0, 0, 1, 1)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("PIXELS")
                .hasMessageContaining("toUnit");
    }

    @Test
    void boxesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> Box.pixels(10, 10, -1, 5))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("-1.0 x 5.0");
        assertThatThrownBy(() -> Box.unit(Double.NaN, 0, 1, 1)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> Box.corners(0, 0, Double.POSITIVE_INFINITY, 1, Frame.UNIT))
                .isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> Box.corners(5, 0, 4, 1, Frame.PIXELS)).isInstanceOf(SondeException.class);
    }

    @Test
    void distanceIsZeroInTheCentreAndOneInACorner() {
        ImageSize image = new ImageSize(640, 480);
        assertThat(Box.pixels(310, 230, 20, 20).distanceToCentre(image)).isZero();
        assertThat(Box.pixels(0, 0, 0, 0).distanceToCentre(image)).isEqualTo(1);
        // 160 of 400 pixels, and the same from a box given as shares
        assertThat(Box.pixels(150, 230, 20, 20).distanceToCentre(image)).isEqualTo(0.4, within(TOLERANCE));
        assertThat(Box.centred(0.25, 0.5, 0.1, 0.1, Frame.UNIT).distanceToCentre(image))
                .isEqualTo(0.4, within(TOLERANCE));
    }

    @Test
    void boxIsInsideUpToTheSlack() {
        ImageSize image = new ImageSize(100, 50);
        assertThat(Box.pixels(0, 0, 100, 50).isInside(image, 0)).isTrue();
        assertThat(Box.pixels(0.4, 0, 100, 50).isInside(image, 0)).isFalse();
        assertThat(Box.pixels(0.4, 0, 100, 50).isInside(image, 0.5)).isTrue();
        assertThat(Box.pixels(-1, 0, 10, 10).isInside(image, 0.5)).isFalse();
        assertThat(Box.unit(0.5, 0.5, 0.5, 0.52).isInside(image, 0.5)).isFalse();
    }

    private static void assertConversions(JsonNode row) {
        double[] size = Fixtures.numbers(row.get("image"));
        ImageSize image = new ImageSize((int) size[0], (int) size[1]);
        double[] xywh = Fixtures.numbers(row.get("xywh"));
        Box box = Box.pixels(xywh[0], xywh[1], xywh[2], xywh[3]);
        Box unit = box.toUnit(image);
        assertThat(new double[] {box.x(), box.y(), box.x1(), box.y1()})
                .containsExactly(Fixtures.numbers(row.get("xyxy")), within(TOLERANCE));
        assertThat(new double[] {unit.x(), unit.y(), unit.x1(), unit.y1()})
                .containsExactly(Fixtures.numbers(row.get("normalised_xyxy")), within(TOLERANCE));
        assertThat(new double[] {unit.centreX(), unit.centreY(), unit.width(), unit.height()})
                .containsExactly(Fixtures.numbers(row.get("normalised_cxcywh")), within(TOLERANCE));
        Box back = Box.centred(unit.centreX(), unit.centreY(), unit.width(), unit.height(), Frame.UNIT)
                .toPixels(image);
        assertThat(new double[] {back.x(), back.y(), back.width(), back.height()})
                .containsExactly(xywh, within(1e-9));
    }

    private static Box corners(JsonNode corners) {
        double[] c = Fixtures.numbers(corners);
        return Box.corners(c[0], c[1], c[2], c[3], Frame.UNIT);
    }

    private static void assertClose(double found, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(found).isNaN();
        } else {
            assertThat(found).isEqualTo(expected, within(TOLERANCE));
        }
    }
}
