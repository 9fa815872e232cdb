package dev.sonde.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class HeatOverlayTest {
    private final BufferedImage blue = filled(new Color(40, 80, 200));

    private static BufferedImage filled(Color colour) {
        BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 24; i++) {
            image.setRGB(i % 6, i / 6, colour.getRGB());
        }
        return image;
    }

    @Test
    void eachCellCoversItsPartOfThePicture() {
        BufferedImage over = HeatOverlay.over(blue, new double[][] {{0, 0, 1}, {0, 0, 0}});
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 6; x++) {
                boolean bright = new Color(over.getRGB(x, y)).getRed() > 100;
                assertThat(bright).as(x + ", " + y).isEqualTo(x >= 4 && y < 2);
            }
        }
    }

    @Test
    void theSmallestValueIsDarkAndGrey() {
        Color dark =
                new Color(HeatOverlay.over(blue, new double[][] {{0.1, 0.2}}).getRGB(0, 0));
        assertThat(dark.getRed())
                .isEqualTo(dark.getGreen())
                .isEqualTo(dark.getBlue())
                .isLessThan(40);
    }

    @Test
    void scaleAndOffsetOfTheValuesDoNotShow() {
        BufferedImage one = HeatOverlay.over(blue, new double[][] {{0, 0.25, 1}});
        BufferedImage other = HeatOverlay.over(blue, new double[][] {{7, 7.5, 9}});
        assertThat(one.getRGB(2, 0)).isEqualTo(other.getRGB(2, 0)).isNotEqualTo(one.getRGB(0, 0));
        assertThat(one.getRGB(5, 0)).isEqualTo(other.getRGB(5, 0)).isNotEqualTo(one.getRGB(2, 0));
    }

    @Test
    void whatIsNoNumberIsDarkAndDoesNotChangeTheScale() {
        BufferedImage over = HeatOverlay.over(blue, new double[][] {{Double.NaN, 1, 0}});
        assertThat(over.getRGB(0, 0)).isEqualTo(over.getRGB(5, 0)).isNotEqualTo(over.getRGB(2, 0));
        HeatOverlay.over(blue, new double[][] {{Double.NaN}}); // does not fail
    }

    @Test
    void rowsOfDifferentLengthsAndNoneAreRefused() {
        assertThatThrownBy(() -> HeatOverlay.over(blue, new double[][] {{1, 2}, {1}}))
                .isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> HeatOverlay.over(blue, new double[0][])).isInstanceOf(SondeException.class);
    }
}
