package dev.sonde.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedTest {
    private final Published paper = Published.asPrinted();

    @Test
    void everyTableHasAllItsNumbers() {
        assertThat(paper.tables()).extracting(t -> t.cells().size()).containsExactly(40, 28, 18, 32, 12);
    }

    @Test
    void noCellStandsTwice() {
        for (PublishedTable table : paper.tables()) {
            assertThat(table.cells()).extracting(PublishedCell::place).doesNotHaveDuplicates();
        }
    }

    @Test
    void rowsAreAsWideAsTheirHead() {
        for (PublishedTable table : paper.tables()) {
            assertThat(table.body()).allSatisfy(row -> assertThat(row).hasSameSizeAs(table.head()));
        }
    }

    @Test
    void theHeadlineNumbersAreThere() {
        assertThat(value(1, "Q-Former", Resampler.FROZEN, "VSR random test")).isEqualTo("64.97");
        assertThat(value(1, "IBLIP Q-Former", Resampler.UNFROZEN, "RCM test")).isEqualTo("80.86");
        assertThat(value(2, "IBLIP Q-Former", Resampler.FROZEN, "Proximity")).isEqualTo("40.60");
        assertThat(value(4, "Q-Former", Resampler.FROZEN, "RefCOCOg GIoU scale"))
                .isEqualTo("6");
        assertThat(value(5, "IBLIP Q-Former", Resampler.FROZEN, "Distance (test)"))
                .isEqualTo("-0.63");
    }

    @Test
    void onlyTable5IsCut() {
        assertThat(paper.tables().stream()
                        .filter(t -> t.cells().stream().anyMatch(c -> c.value().rounding() == Rounding.TRUNCATED))
                        .map(PublishedTable::item))
                .containsExactly("table-5");
    }

    @Test
    void splitsOfTable1HaveTheirSizes() {
        List<PublishedCell> cells = paper.table(1).system("Q-Former", Resampler.FROZEN);
        assertThat(cells.stream().map(c -> c.n().orElse(-1))).containsExactly(4896L, 9602L, 1097L, 2195L, -1L, -1L);
    }

    @Test
    void aCellThatIsNotThereIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> paper.table(1).cell("Q-Former", Resampler.NONE, "VSR random test"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("table-1")
                .hasMessageContaining("Q-Former frozen, VSR random test");
    }

    @Test
    void thereIsNoTable6() {
        assertThatThrownBy(() -> paper.table(6))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("from 1 to 5");
        assertThatThrownBy(() -> paper.table(0)).isInstanceOf(SondeException.class);
    }

    @Test
    void textNumbersHaveNamesOfTheirOwn() {
        assertThat(paper.numbers()).extracting(PublishedNumber::id).doesNotHaveDuplicates();
        assertThat(paper.number("human-kappa").value().text()).isEqualTo("80.98");
    }

    @Test
    void aTablePrintsItsNumbersAsPublished() {
        assertThat(paper.table(1).toString()).contains("50.00", "56.0", "Q-Former", "unfrozen");
    }

    private String value(int table, String row, Resampler resampler, String column) {
        return paper.table(table).cell(row, resampler, column).value().text();
    }
}
