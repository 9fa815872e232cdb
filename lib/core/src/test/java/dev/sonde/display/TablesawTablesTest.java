package dev.sonde.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesawTablesTest {
    @Test
    void longTablesAreCutAndSayHowLongTheyAre() {
        Table table = Table.create(
                "long", IntColumn.create("n", IntStream.range(0, 10_000).toArray()));
        assertThat(Display.text(table))
                .contains("… and 9970 more of 10000 rows")
                .hasLineCount(30 + 5);
    }

    @Test
    void wideTablesAreCutAndSayHowWideTheyAre() {
        Table table = Table.create("wide");
        IntStream.range(0, 50).forEach(i -> table.addColumns(IntColumn.create("c" + i, 1)));
        assertThat(Display.text(table))
                .contains("c19", "… and 30 more of 50 columns")
                .doesNotContain("c20");
    }

    @Test
    void missingValuesAreEmpty() {
        Table table = Table.create(
                "gaps",
                IntColumn.create("i", new Integer[] {1, null}),
                DoubleColumn.create("d", 0.5, Double.NaN),
                StringColumn.create("s", "a", null),
                DateColumn.create("t", new LocalDate[] {LocalDate.of(2024, 6, 1), null}));
        assertThat(Display.text(table).lines().toList().get(4)).isBlank();
        assertThat(Display.text(table)).contains("2024-06-01");
    }

    @Test
    void numbersAreShortAndPlain() {
        Table table = Table.create(
                "numbers",
                DoubleColumn.create(
                        "d",
                        1.0,
                        1 / 3.0,
                        1234567.8,
                        1e-9 / 3,
                        1e20,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY),
                FloatColumn.create("f", new float[] {0.1f, -0.0f, 2.5f, 3e-5f, 1e30f, Float.MAX_VALUE, 16777216f}));
        assertThat(Display.text(table).lines().skip(3).limit(7).map(line -> line.strip()
                        .replaceAll(" +", " ")))
                .containsExactly(
                        "1 0.1",
                        "0.333333 0",
                        "1234568 2.5",
                        "3.33333E-10 0.00003",
                        "1E+20 1E+30",
                        "∞ 3.40282E+38",
                        "-∞ 16777216");
    }

    @Test
    void markupInNamesAndValuesIsText() {
        Table table = Table.create("<b>", StringColumn.create("<script>", "</td><script>alert(1)</script>"));
        assertThat((String) Display.render(table).forms().get(MimeBundle.HTML))
                .doesNotContain("<script", "<b>")
                .contains("&lt;script&gt;");
    }

    @Test
    void anEmptyTableIsShown() {
        assertThat(Display.text(Table.create("empty"))).startsWith("empty");
        assertThat(Display.text(Table.create())).doesNotContain("could not be shown");
    }

    @Test
    void theSameTableGivesTheSameBytes() {
        Table table = Table.create("t", DoubleColumn.create("d", 0.1, 0.2));
        assertThat(Display.render(table).forms())
                .isEqualTo(Display.render(table.copy()).forms());
    }
}
