package dev.sonde.plot;

import static dev.sonde.plot.Figures.NAN;
import static dev.sonde.plot.Figures.NASTY;
import static dev.sonde.plot.Figures.assertText;
import static dev.sonde.plot.Figures.at;
import static dev.sonde.plot.Figures.names;
import static dev.sonde.plot.Figures.numbers;
import static dev.sonde.plot.Figures.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlotlyTest {
    @Test
    void barsHaveTheirValuesAndDistancesToTheBounds() {
        Map<String, Object> tree = one(names("a", "b")
                        .with(Mark.bars("s", new double[] {10, 20}, new double[] {8, 19}, new double[] {11, 24})))
                .toPlotly();
        assertText("bar", tree, "data", 0, "type");
        assertEquals(List.of(10.0, 20.0), at(tree, "data", 0, "y"));
        assertEquals(List.of(1.0, 4.0), at(tree, "data", 0, "error_y", "array"));
        assertEquals(List.of(2.0, 1.0), at(tree, "data", 0, "error_y", "arrayminus"));
        assertEquals(List.of("a", "b"), at(tree, "layout", "xaxis", "ticktext"));
        assertEquals(
                List.of("<b>s</b><br>a: 10 % [8, 11]", "<b>s</b><br>b: 20 % [19, 24]"),
                at(tree, "data", 0, "hovertext"));
    }

    @Test
    void horizontalBarsSwapTheirAxes() {
        Map<String, Object> tree = one(names("a", "b")
                        .with(Mark.bars("s", new double[] {1, 2}))
                        .horizontal())
                .toPlotly();
        assertText("h", tree, "data", 0, "orientation");
        assertEquals(List.of(1.0, 2.0), at(tree, "data", 0, "x"));
        assertEquals(List.of("a", "b"), at(tree, "layout", "yaxis", "ticktext"));
        assertEquals(List.of(1.5, -0.5), at(tree, "layout", "yaxis", "range"));
    }

    @Test
    void titlesAreObjectsAndUnitsStandOnTheAxes() {
        Map<String, Object> tree =
                one(names("a").with(Mark.bars("s", new double[] {1}))).toPlotly();
        assertText("<b>title</b>", tree, "layout", "title", "text");
        assertText("accuracy (%)", tree, "layout", "yaxis", "title", "text");
        assertEquals(true, at(tree, "config", "responsive"));
        assertEquals(false, at(tree, "config", "displaylogo"));
        assertEquals(true, at(tree, "layout", "yaxis", "automargin"));
    }

    @Test
    void gapsAreNullAndNeverNanOrZero() {
        Map<String, Object> tree = one(numbers()
                        .with(Mark.line("s", new double[] {1, 2, 3}, new double[] {1, NAN, Double.NEGATIVE_INFINITY})))
                .toPlotly();
        assertEquals(Arrays.asList(1.0, null, null), at(tree, "data", 0, "y"));
        assertNoNan(Figures.everything("x").toPlotly());
    }

    @Test
    void theTreeHasOnlyJsonTypes() {
        assertJson(Figures.everything("x").toPlotly());
    }

    @Test
    void heatMapKeepsRowsAndScale() {
        Panel panel = Panel.of(Axis.categories("p", List.of("a", "b")), Axis.categories("g", List.of("c", "d")))
                .with(Mark.heatMap(new double[][] {{7, 8}, {NAN, 9}}));
        Map<String, Object> tree = one(panel).toPlotly();
        assertEquals(List.of(List.of(7.0, 8.0), Arrays.asList(null, 9.0)), at(tree, "data", 0, "z"));
        assertEquals(0.0, at(tree, "data", 0, "zmin"));
        assertEquals(9.0, at(tree, "data", 0, "zmax"));
        assertEquals(List.of(1.5, -0.5), at(tree, "layout", "yaxis", "range"), "first row on top");
    }

    @Test
    void referencesAreShapesAcrossThePanel() {
        Map<String, Object> tree = one(numbers().with(Mark.horizontal("chance", 50), Mark.vertical("best", 3)))
                .toPlotly();
        assertText("x domain", tree, "layout", "shapes", 0, "xref");
        assertEquals(50.0, at(tree, "layout", "shapes", 0, "y0"));
        assertText("y domain", tree, "layout", "shapes", 1, "yref");
        assertEquals(true, at(tree, "layout", "shapes", 1, "showlegend"));
        assertEquals(1, ((List<?>) at(tree, "data")).size(), "a trace that holds the axes");
    }

    @Test
    void picturesLieInPixelCoordinates() {
        Map<String, Object> tree = one(Panel.of(Axis.invisible(), Axis.invisible())
                        .with(Mark.picture(Figures.picture()), Mark.rectangle("box", 1, 2, 3, 4), Mark.grid(2, 3)))
                .toPlotly();
        assertEquals(40, at(tree, "layout", "images", 0, "sizex"));
        assertEquals(List.of(30.0, 0.0), at(tree, "layout", "yaxis", "range"));
        assertText("x", tree, "layout", "yaxis", "scaleanchor");
        assertTrue(((String) at(tree, "layout", "images", 0, "source")).startsWith("data:image/png;base64,"));
        assertEquals(List.of(1.0, 3.0, 3.0, 1.0, 1.0), at(tree, "data", 0, "x"));
        assertEquals(6, ((List<?>) at(tree, "layout", "shapes")).size());
    }

    @Test
    void facetsHaveAxesAndDomainsOfTheirOwn() {
        Panel panel = numbers().with(Mark.line("s", new double[] {1, 2}, new double[] {1, 2}));
        Map<String, Object> tree =
                Figure.of("f", panel.titled("one"), panel.titled("two")).toPlotly();
        assertText("x2", tree, "data", 1, "xaxis");
        assertText("y2", tree, "layout", "xaxis2", "anchor");
        double end = (double) at(tree, "layout", "xaxis", "domain", 1);
        double start = (double) at(tree, "layout", "xaxis2", "domain", 0);
        assertTrue(end < start);
        assertText("<b>two</b>", tree, "layout", "annotations", 1, "text");
        assertEquals(false, at(tree, "data", 1, "showlegend"), "one entry for a name");
    }

    @Test
    void logarithmicRangesAreExponents() {
        Map<String, Object> tree = one(Panel.of(Axis.linear("rate").log().range(0.01, 1000), Axis.linear("y")))
                .toPlotly();
        assertText("log", tree, "layout", "xaxis", "type");
        assertEquals(List.of(-2.0, 3.0), at(tree, "layout", "xaxis", "range"));
    }

    @Test
    void textFromDataNeverBecomesMarkup() {
        String escaped = PlotlyDrawing.escape(NASTY);
        assertEquals("&lt;script&gt;&amp;\"'", escaped);
        Object tree = Figures.everything(NASTY).toPlotly();
        assertNoScript(tree);
        assertText("<b>" + escaped + "</b>", tree, "layout", "title", "text");
    }

    @Test
    void geometryIsThatOfTheSvg() {
        Figure figure = Figures.everything("x");
        Frame frame = Layout.of(figure).frames().get(1);
        Object tree = figure.toPlotly();
        double left = (double) at(tree, "layout", "margin", "l");
        double right = 760 - (double) at(tree, "layout", "margin", "r");
        double start = (double) at(tree, "layout", "xaxis2", "domain", 0);
        assertEquals(frame.left(), left + start * (right - left), 0.01);
    }

    private static void assertNoScript(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            map.values().forEach(PlotlyTest::assertNoScript);
        } else if (tree instanceof List<?> list) {
            list.forEach(PlotlyTest::assertNoScript);
        } else if (tree instanceof String text) {
            assertFalse(text.contains("<script"), text);
        }
    }

    private static void assertNoNan(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            map.values().forEach(PlotlyTest::assertNoNan);
        } else if (tree instanceof List<?> list) {
            list.forEach(PlotlyTest::assertNoNan);
        } else if (tree instanceof Double number) {
            assertTrue(Double.isFinite(number));
        }
    }

    private static void assertJson(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            map.keySet().forEach(key -> assertEquals(String.class, key.getClass()));
            map.values().forEach(PlotlyTest::assertJson);
        } else if (tree instanceof List<?> list) {
            list.forEach(PlotlyTest::assertJson);
        } else if (tree == null) {
            assertNull(tree);
        } else {
            assertTrue(
                    tree instanceof String || tree instanceof Number || tree instanceof Boolean, "" + tree.getClass());
        }
    }
}
