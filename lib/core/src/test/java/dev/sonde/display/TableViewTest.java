package dev.sonde.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class TableViewTest {
    private static final String NASTY = "<script>alert(1)</script> & \"it's\" 50 % _x_ {y} \\ ^ ~ # $";

    private final TableView table = TableView.titled("Accuracy")
            .column("Model", Align.LEFT)
            .column("VSR", Align.RIGHT)
            .column("RCM", Align.RIGHT)
            .group("", 1)
            .group("test", 2)
            .section("frozen")
            .row("Q-Former", Cell.strong("64.97"), 69.49)
            .row("IBLIP", "5.0", Cell.fail("fail").withHint("because"))
            .note("N = 2195");

    @Test
    void textColumnsLineUp() {
        List<String> lines = table.toString().lines().toList();
        assertThat(lines.get(0)).isEqualTo("Accuracy");
        assertThat(lines.get(2)).isEqualTo("Model       VSR    RCM");
        assertThat(lines.get(5)).isEqualTo("Q-Former  64.97  69.49");
        assertThat(lines.get(6)).isEqualTo("IBLIP       5.0   fail");
        assertThat(lines).last().isEqualTo("N = 2195");
    }

    @Test
    void htmlIsWellFormedAndHasARowForEachRow() throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(TableHtml.of(table))));
        assertThat(document.getElementsByTagName("tr").getLength()).isEqualTo(6);
        assertThat(document.getElementsByTagName("caption").item(0).getTextContent())
                .isEqualTo("Accuracy");
        assertThat(TableHtml.of(table)).contains("title=\"because\"").doesNotContain("<style", "class=");
    }

    @Test
    void latexHasBooktabsRulesAndGroups() {
        assertThat(TableLatex.of(table))
                .contains("\\begin{tabular}{lrr}", "\\toprule", "\\midrule", "\\bottomrule")
                .contains("\\multicolumn{2}{c}{test}", "\\cmidrule(lr){2-3}", "\\textbf{64.97}");
    }

    @Test
    void textFromDataIsEscapedEverywhere() throws Exception {
        TableView nasty = TableView.titled(NASTY)
                .column(NASTY, Align.LEFT)
                .group(NASTY, 1)
                .section(NASTY)
                .row(Cell.of(NASTY).withHint(NASTY))
                .note(NASTY);
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(TableHtml.of(nasty))));
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("td").item(1).getTextContent()).isEqualTo(NASTY);
        assertThat(TableLatex.of(nasty))
                .doesNotContain(" & ", "50 % ", " $", " #")
                .contains("50 \\%", "\\_x\\_", "\\{y\\}");
    }

    @Test
    void aRowOfTheWrongLengthIsRefused() {
        assertThatThrownBy(() -> table.row("one")).hasMessageContaining("1 cells in a table of 3 columns");
    }

    @Test
    void anEmptyTableStillRenders() {
        assertThat(TableView.titled("").render().forms())
                .containsKeys(MimeBundle.TEXT, MimeBundle.HTML, MimeBundle.LATEX);
    }

    @Test
    void attachedDataComesWithTheBundle() {
        assertThat(table.attach("x/y", List.of(1)).render().forms()).containsEntry("x/y", List.of(1));
        assertThat(table.render().forms()).doesNotContainKey("x/y");
    }

    @Test
    void tablesAreImmutable() {
        table.row("a", "b", "c");
        assertThat(table.rows()).hasSize(3);
    }

    @Test
    void lineBreaksInCellsDoNotBreakTheText() {
        String text =
                TableView.titled("").column("a", Align.LEFT).row("one\ntwo").toString();
        assertThat(text).contains("one two");
    }
}
