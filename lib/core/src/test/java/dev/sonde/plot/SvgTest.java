package dev.sonde.plot;

import static dev.sonde.plot.Figures.NAN;
import static dev.sonde.plot.Figures.NASTY;
import static dev.sonde.plot.Figures.inside;
import static dev.sonde.plot.Figures.names;
import static dev.sonde.plot.Figures.number;
import static dev.sonde.plot.Figures.numbers;
import static dev.sonde.plot.Figures.one;
import static dev.sonde.plot.Figures.svg;
import static dev.sonde.plot.Figures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SvgTest {
    @Test
    void barHeightsAreProportionalToValues() {
        List<Element> bars =
                inside(svg(one(names("a", "b", "c").with(Mark.bars("s", new double[] {10, 20, 40})))), "bars", "rect");
        assertEquals(3, bars.size());
        assertEquals(2, number(bars.get(1), "height") / number(bars.get(0), "height"), 0.01);
        assertEquals(4, number(bars.get(2), "height") / number(bars.get(0), "height"), 0.01);
    }

    @Test
    void allBarsStandOnZeroAlsoNegativeOnes() {
        List<Element> bars =
                inside(svg(one(names("a", "b").with(Mark.bars("s", new double[] {10, -20})))), "bars", "rect");
        double zero = number(bars.get(0), "y") + number(bars.get(0), "height");
        assertEquals(zero, number(bars.get(1), "y"), 0.02);
        assertEquals(2, number(bars.get(1), "height") / number(bars.get(0), "height"), 0.01);
    }

    @Test
    void seriesOfBarsStandSideBySide() {
        Panel panel = names("a", "b").with(Mark.bars("s", new double[] {1, 2}), Mark.bars("t", new double[] {3, 4}));
        List<Element> bars = inside(svg(one(panel)), "bars", "rect");
        assertEquals(4, bars.size());
        Element first = bars.get(0);
        Element second = bars.get(2);
        assertEquals(number(first, "x") + number(first, "width"), number(second, "x"), 0.02);
    }

    @Test
    void horizontalBarsGrowToTheRightWithTheFirstOnTop() {
        List<Element> bars = inside(
                svg(one(names("a", "b")
                        .with(Mark.bars("s", new double[] {1, 2}))
                        .horizontal())),
                "bars",
                "rect");
        assertEquals(number(bars.get(0), "x"), number(bars.get(1), "x"), 0.02);
        assertEquals(2, number(bars.get(1), "width") / number(bars.get(0), "width"), 0.01);
        assertTrue(number(bars.get(0), "y") < number(bars.get(1), "y"));
    }

    @Test
    void nanIsAGapAndNotAZero() {
        double[] values = {1, NAN, Double.POSITIVE_INFINITY, 4};
        double[] bounds = {1, NAN, NAN, 4};
        Document bars = svg(one(names("a", "b", "c", "d").with(Mark.bars("s", values, bounds, bounds))));
        assertEquals(2, inside(bars, "bars", "rect").size());
        assertEquals(2, inside(bars, "bars", "g").size(), "error bars");
        double[] x = {1, 2, 3, 4, 5, 6};
        double[] y = {1, 2, NAN, 4, 5, 6};
        Document line = svg(one(numbers().with(Mark.line("s", x, y))));
        assertEquals(2, inside(line, "line", "path").size());
        assertEquals(5, inside(line, "line", "circle").size());
        assertEquals(
                5,
                inside(svg(one(numbers().with(Mark.points("s", x, y)))), "points", "circle")
                        .size());
    }

    @Test
    void aPointBetweenTwoGapsIsSeenInALongLine() {
        double[] x = new double[100];
        double[] y = new double[100];
        Arrays.setAll(x, i -> i);
        y[49] = NAN;
        y[51] = NAN;
        assertEquals(
                98,
                inside(svg(one(numbers().with(Mark.line("s", x, y)))), "line", "circle")
                        .size());
        Arrays.fill(y, 1);
        assertEquals(
                0,
                inside(svg(one(numbers().with(Mark.line("s", x, y)))), "line", "circle")
                        .size());
    }

    @Test
    void errorBarsReachFromBoundToBound() {
        Panel panel = Panel.of(Axis.linear("x").range(0, 2), Axis.linear("y").range(0, 10))
                .with(
                        Mark.points("s", new double[] {1}, new double[] {5}, new double[] {0}, new double[] {10}),
                        Mark.points("t", new double[] {1}, new double[] {5}, new double[] {5}, new double[] {10}));
        List<Element> lines = inside(svg(one(panel)), "error", "line");
        double whole = number(lines.get(0), "y1") - number(lines.get(0), "y2");
        double half = number(lines.get(3), "y1") - number(lines.get(3), "y2");
        assertEquals(2, whole / half, 0.01);
    }

    @Test
    void valuesOutsideAGivenRangeAreCutOff() {
        Panel panel = Panel.of(
                        Axis.categories("m", List.of("a", "b")),
                        Axis.linear("y").range(50, 100))
                .with(Mark.bars("s", new double[] {40, 120}));
        List<Element> bars = inside(svg(one(panel)), "bars", "rect");
        assertEquals(0, number(bars.get(0), "height"), 1e-9);
        Frame frame = Layout.of(one(panel)).frames().get(0);
        assertEquals(frame.height(), number(bars.get(1), "height"), 0.02);
    }

    @Test
    void heatMapHasACellForEachPairAndItsNumbers() {
        Panel panel = Panel.of(Axis.categories("p", List.of("a", "b")), Axis.categories("g", List.of("c", "d")))
                .with(Mark.heatMap(new double[][] {{7, 8}, {NAN, 9}}));
        Document document = svg(one(panel));
        List<Element> cells = inside(document, "heatmap", "rect");
        assertEquals(4, cells.size());
        assertTrue(number(cells.get(0), "y") < number(cells.get(2), "y"), "first row on top");
        assertEquals(Palette.GAP, cells.get(2).getAttribute("fill"));
        assertTrue(texts(document).containsAll(List.of("7", "8", "9", "–")));
    }

    @Test
    void histogramCountsEachValueOnce() {
        double[] values = {0, 0.1, 0.2, 0.9, 1, NAN};
        Bins bins = Bins.of(numbers().with(Mark.histogram("s", values, 4)));
        assertEquals(List.of(3.0, 0.0, 0.0, 2.0), bins.counts((Mark.Histogram) Mark.histogram("s", values, 4)));
        Document document = svg(one(numbers().with(Mark.histogram("s", values, 4))));
        assertEquals(2, inside(document, "histogram", "rect").size());
    }

    @Test
    void picturesKeepTheirProportionsAndBoxesTheirPlace() {
        Figure figure = one(Panel.of(Axis.invisible(), Axis.invisible())
                .with(Mark.picture(Figures.picture()), Mark.rectangle("box", 10, 5, 20, 25), Mark.grid(3, 3)));
        Document document = svg(figure);
        Element image = inside(document, "picture", "image").get(0);
        assertEquals(40.0 / 30, number(image, "width") / number(image, "height"), 0.001);
        Element box = inside(document, "rectangle", "rect").get(1);
        double scale = number(image, "width") / 40;
        assertEquals(number(image, "x") + 10 * scale, number(box, "x"), 0.02);
        assertEquals(number(image, "y") + 5 * scale, number(box, "y"), 0.02);
        assertEquals(20 * scale, number(box, "height"), 0.02);
        assertEquals(8, inside(document, "grid", "line").size());
    }

    @Test
    void textFromDataNeverBecomesMarkup() {
        Figure figure = Figures.everything(NASTY);
        Document document = svg(figure);
        assertEquals(0, document.getElementsByTagName("script").getLength());
        assertFalse(figure.toSvg().contains("<script"));
        assertTrue(texts(document).contains(NASTY));
        Figures.parse(Figures.everything("a\u0000\u0008\uD800b").toSvg());
    }

    @Test
    void emptyAndSingleAndEqualSeriesAreDrawn() {
        double[] none = {};
        double[] same = {5, 5, 5};
        svg(one(numbers()));
        svg(one(numbers().with(Mark.line("s", none, none), Mark.points("t", none, none))));
        svg(one(numbers().with(Mark.histogram("s", none, 5), Mark.histogram("t", same, 5))));
        svg(one(numbers().with(Mark.points("s", new double[] {NAN}, new double[] {NAN}))));
        assertEquals(
                1,
                inside(
                                svg(one(numbers().with(Mark.points("s", new double[] {3}, new double[] {7})))),
                                "points",
                                "circle")
                        .size());
        assertEquals(
                1,
                inside(svg(one(numbers().with(Mark.line("s", same, same)))), "line", "path")
                        .size());
        svg(one(names("a", "b").with(Mark.bars("s", new double[] {0, 0}))));
        svg(one(names("a", "b").with(Mark.bars("s", new double[] {NAN, NAN}))));
    }

    @Test
    void hugeAndSmallNumbersAreDrawnWithFiniteCoordinates() {
        double[][] series = {
            {1e-300, 2e-300}, {1e299, -1e299}, {1e16, 1e16 + 2}, {Double.MIN_VALUE, 0}, {1e6, 1e6 + 1e-6}, {-3, -3.5}
        };
        for (double[] values : series) {
            String svg = one(numbers().with(Mark.line("s", values, values))).toSvg();
            assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
        }
    }

    @Test
    void eachNameStandsOnceInTheLegendWithOneColour() {
        Panel panel = names("a", "b").with(Mark.bars("s", new double[] {1, 2}), Mark.bars("t", new double[] {1, 2}));
        Document document = svg(Figure.of("f", panel, names("a", "b").with(Mark.bars("t", new double[] {3, 4}))));
        assertEquals(
                List.of("s", "t"),
                inside(document, "legend", "text").stream()
                        .map(Element::getTextContent)
                        .toList());
        List<Element> bars = inside(document, "bars", "rect");
        assertEquals(bars.get(2).getAttribute("fill"), bars.get(4).getAttribute("fill"));
    }

    @Test
    void noLabelOfManyLongCategoriesLiesOnItsNeighbour() {
        String[] sixty = new String[60];
        Arrays.setAll(sixty, i -> "a rather long relation " + i);
        for (String[] labels : List.of(sixty, Arrays.copyOf(sixty, 9), Arrays.copyOf(sixty, 3))) {
            Panel panel = names(labels).with(Mark.bars("s", new double[labels.length]));
            Frame frame = Layout.of(one(panel)).frames().get(0);
            AxisLabels below = AxisLabels.below(frame);
            double slot = frame.width()
                    * (below.ticks().get(1).value() - below.ticks().get(0).value())
                    / labels.length;
            double need = below.angle() == 0
                    ? below.lines().get(0).stream()
                            .mapToDouble(l -> Lettering.width(l, Lettering.TICK))
                            .max()
                            .orElse(0)
                    : Lettering.TICK;
            assertTrue(slot >= need, labels.length + " labels: " + slot + " < " + need);
        }
    }

    @Test
    void marksStayInsideTheFigure() {
        for (int[] size : new int[][] {{760, 400}, {300, 200}, {120, 120}}) {
            for (Frame frame :
                    Layout.of(Figures.everything("name").size(size[0], size[1])).frames()) {
                assertTrue(frame.left() >= 0 && frame.width() > 0 && frame.height() > 0, frame.toString());
            }
        }
        Layout layout = Layout.of(Figures.everything("name"));
        layout.frames().forEach(f -> assertTrue(f.right() <= 760 && f.bottom() <= layout.height()));
    }

    @Test
    void longHeadingOfAPanelStandsInLinesAboveIt() {
        String words = "a very long sentence about two things in a photograph that no line can hold ".repeat(2);
        Panel narrow = Panel.of(Axis.linear("x"), Axis.linear("y"))
                .titled(words)
                .with(Mark.line("a", new double[] {0, 1}, new double[] {0, 1}));
        Layout one = Layout.of(Figure.of("", narrow.titled("short"), narrow.titled("short"), narrow.titled("short")));
        Layout wrapped = Layout.of(Figure.of("", narrow, narrow, narrow));
        List<String> heading = wrapped.frames().get(0).heading();
        assertThat(heading).hasSize(4);
        assertThat(heading.get(3)).endsWith("…");
        assertThat(wrapped.frames().get(0).top() - one.frames().get(0).top()).isEqualTo(3 * Layout.HEADING_LINE);
    }

    @Test
    void photographIsEmbeddedAsJpegAndASmallPictureExactly() {
        BufferedImage noise = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 200 * 200; i++) {
            noise.setRGB(i % 200, i / 200, random.nextInt());
        }
        assertThat(PictureDrawing.dataUri(new Mark.Picture(noise))).startsWith("data:image/jpeg;base64,/9j/");
        BufferedImage plain = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        assertThat(PictureDrawing.dataUri(new Mark.Picture(plain))).startsWith("data:image/png;base64,");
    }
}
