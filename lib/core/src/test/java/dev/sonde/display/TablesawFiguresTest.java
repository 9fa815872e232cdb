package dev.sonde.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.AreaPlot;
import tech.tablesaw.plotly.api.BoxPlot;
import tech.tablesaw.plotly.api.BubblePlot;
import tech.tablesaw.plotly.api.CandlestickPlot;
import tech.tablesaw.plotly.api.ContourPlot;
import tech.tablesaw.plotly.api.Heatmap;
import tech.tablesaw.plotly.api.Histogram;
import tech.tablesaw.plotly.api.Histogram2D;
import tech.tablesaw.plotly.api.HorizontalBarPlot;
import tech.tablesaw.plotly.api.LinePlot;
import tech.tablesaw.plotly.api.OHLCPlot;
import tech.tablesaw.plotly.api.PiePlot;
import tech.tablesaw.plotly.api.QQPlot;
import tech.tablesaw.plotly.api.Scatter3DPlot;
import tech.tablesaw.plotly.api.ScatterPlot;
import tech.tablesaw.plotly.api.TimeSeriesPlot;
import tech.tablesaw.plotly.api.VerticalBarPlot;
import tech.tablesaw.plotly.api.ViolinPlot;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.HeatmapTrace;

class TablesawFiguresTest {
    private static final String TITLE =
            "It's \"A & B\" </script>\n\\n C:\\new é \uD83D\uDE00 &amp; <b>\nvar trace9 = {}";

    private static final Table TABLE = Table.create(
            "t",
            StringColumn.create("kind", "a", "b", "a", "b"),
            StringColumn.create("other", "x", "x", "y", "y"),
            IntColumn.create("n", new Integer[] {1, 2, null, 4}),
            IntColumn.create("m", 10, 20, 30, 40),
            DoubleColumn.create("d", 0.5, Double.NaN, 1.5, 2.5),
            DoubleColumn.create("e", 4, 3, 2, 1),
            DateColumn.create("day", Stream.of(1, 2, 3, 4).map(i -> LocalDate.of(2024, 6, i))));

    static Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("bar", VerticalBarPlot.create(TITLE, TABLE, "kind", "d"));
        figures.put("grouped bar", VerticalBarPlot.create(TITLE, TABLE, "kind", Layout.BarMode.GROUP, "m", "e"));
        figures.put("horizontal bar", HorizontalBarPlot.create(TITLE, TABLE, "kind", "m"));
        figures.put("heat map", Heatmap.create(TITLE, TABLE, "kind", "other"));
        figures.put("histogram", Histogram.create(TITLE, TABLE, "d"));
        figures.put("2-D histogram", Histogram2D.create(TITLE, TABLE, "m", "e"));
        figures.put("scatter", ScatterPlot.create(TITLE, TABLE, "n", "d"));
        figures.put("grouped scatter", ScatterPlot.create(TITLE, TABLE, "m", "e", "kind"));
        figures.put("bubble", BubblePlot.create(TITLE, TABLE, "m", "e", "m"));
        figures.put("box", BoxPlot.create(TITLE, TABLE, "kind", "d"));
        figures.put("violin", ViolinPlot.create(TITLE, TABLE, "kind", "e", true, true));
        figures.put("line", LinePlot.create(TITLE, TABLE, "m", "d"));
        figures.put("area", AreaPlot.create(TITLE, TABLE, "m", "e"));
        figures.put("pie", PiePlot.create(TITLE, TABLE, "kind", "m"));
        figures.put("time series", TimeSeriesPlot.create(TITLE, TABLE, "day", "d"));
        figures.put("candlestick", CandlestickPlot.create(TITLE, TABLE, "day", "m", "m", "e", "e"));
        figures.put("OHLC", OHLCPlot.create(TITLE, TABLE, "day", "m", "m", "e", "e"));
        figures.put("contour", ContourPlot.create(TITLE, TABLE, "kind", "other"));
        figures.put("QQ", QQPlot.create(TITLE, TABLE, "m", "e"));
        figures.put("3-D scatter", Scatter3DPlot.create(TITLE, TABLE, "m", "e", "m"));
        return figures;
    }

    static Stream<String> kinds() {
        return figures().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindHasATitleAndNumbersThatAreNumbers(String kind) {
        Map<String, Object> plotly = TablesawFigures.plotly(figures().get(kind));
        assertThat(map(plotly.get("layout")).get("title")).as("title").isEqualTo(Map.of("text", TITLE));
        assertThat(traces(plotly)).isNotEmpty().allSatisfy(trace -> assertThat(trace)
                .containsKey("type"));
        assertTame(plotly, kind);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindGivesTheSameBytesAgain(String kind) {
        assertThat(Display.render(figures().get(kind)).forms().toString())
                .isEqualTo(Display.render(figures().get(kind)).forms().toString());
    }

    @Test
    void integersAreNumbersAndMissingOnesNull() {
        Map<String, Object> trace =
                traces(TablesawFigures.plotly(figures().get("scatter"))).get(0);
        assertThat(list(trace.get("y"))).contains(null, 0.5);
        assertThat((List<?>) trace.get("x")).allMatch(x -> x == null || x instanceof Number);
    }

    @Test
    void axesHaveTitles() {
        Map<String, Object> layout =
                map(TablesawFigures.plotly(figures().get("scatter")).get("layout"));
        assertThat(map(layout.get("xaxis")).get("title")).isEqualTo(Map.of("text", "n"));
        assertThat(map(layout.get("yaxis")).get("title")).isEqualTo(Map.of("text", "d"));
    }

    @Test
    void tracesOfOneNameAreAllKept() {
        Object[] xs = {"a", "b"};
        HeatmapTrace one =
                HeatmapTrace.builder(xs, xs, new double[][] {{1, 2}, {3, 4}}).build();
        HeatmapTrace two = HeatmapTrace.builder(xs, xs, new double[][] {{5, 6}, {7, Double.NaN}})
                .build();
        List<Map<String, Object>> traces = traces(TablesawFigures.plotly(new Figure(one, two)));
        assertThat(traces).hasSize(2);
        assertThat(traces.get(1).get("z").toString()).isEqualTo("[[5.0, 6.0], [7.0, null]]");
    }

    @Test
    void textOfTheDataComesThroughUnchanged() {
        Table table = Table.create(
                "t", StringColumn.create("s", TITLE, "&lt;", "True", "null"), IntColumn.create("n", 1, 2, 3, 4));
        assertThat(categories(table)).contains(TITLE, "&lt;", "True", "null");
    }

    @Test
    void textThatLooksLikeNumbersKeepsItsZeros() {
        Table table = Table.create("t", StringColumn.create("s", "007", "1"), IntColumn.create("n", 1, 2));
        assertThat(categories(table)).contains("007", "1");
    }

    @Test
    void labelsOfAPieStayText() {
        Table table = Table.create("t", StringColumn.create("s", "2019", "2020"), IntColumn.create("n", 1, 2));
        Map<String, Object> trace = traces(TablesawFigures.plotly(PiePlot.create("", table, "s", "n")))
                .get(0);
        assertThat((List<?>) trace.get("labels")).asString().isEqualTo("[2019, 2020]");
        assertThat((List<?>) trace.get("values")).allMatch(Number.class::isInstance);
    }

    @Test
    void aTitleOfATruthStaysText() {
        Figure figure = VerticalBarPlot.create("True", TABLE, "kind", "m");
        assertThat(map(TablesawFigures.plotly(figure).get("layout")).get("title"))
                .isEqualTo(Map.of("text", "True"));
    }

    @Test
    void theTextNamesTitleAndTraces() {
        assertThat(Display.text(VerticalBarPlot.create("Bars", TABLE, "kind", "m")))
                .startsWith("figure: Bars\n  bar");
    }

    private static List<Object> categories(Table table) {
        return list(traces(TablesawFigures.plotly(VerticalBarPlot.create("", table, "s", "n")))
                .get(0)
                .get("x"));
    }

    private static void assertTame(Object value, String path) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> assertTame(item, path + "." + key));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> assertTame(item, path + "[]"));
        } else if (value instanceof Double number) {
            assertThat(number).as(path).isFinite();
        } else if (value instanceof String text) {
            assertThat(text)
                    .as(path)
                    .doesNotContain("&#", "&quot;")
                    .isNotEqualTo("NaN")
                    .doesNotMatch("-?\\d+(\\.\\d+)?");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> traces(Map<String, Object> plotly) {
        return (List<Map<String, Object>>) plotly.get("data");
    }
}
