package dev.sonde.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.data.Vsr;
import dev.sonde.display.MimeBundle;
import dev.sonde.display.SondeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTest {
    private static final Vsr VSR = Vsr.bundled();
    private final Audit audit = Audit.of(VSR);

    @Test
    void everyFindingHoldsForThePaperAsPrinted() {
        assertThat(audit.findings()).allSatisfy(f -> f.verdicts().orThrow());
    }

    @Test
    void table2CountsAreThoseOfTheFixture() {
        JsonNode fixture = Fixtures.json("vsr/published_table2.json");
        Map<String, String> names = Map.of("Q-Former", "Q-Former", "IBLIP Q-Former", "InstructBLIP");
        for (JudgedCell cell : audit.finding("table-2-counts").cells()) {
            String system = names.get(cell.row()) + " " + cell.resampler().label();
            JsonNode expected = StreamSupport.stream(fixture.get(system).spliterator(), false)
                    .filter(c -> cell.column().endsWith(c.get("category").asText()))
                    .findFirst()
                    .orElseThrow();
            assertThat(cell.k().orElseThrow())
                    .as(cell.place())
                    .isEqualTo(expected.get("k").get(0).asLong());
            assertThat(cell.n().orElseThrow()).isEqualTo(expected.get("n").asLong());
        }
    }

    @Test
    void sumsOfTable2AreNotTable1() {
        assertThat(audit.finding("tables-1-2-one-run").cells().stream().map(c -> c.k().orElseThrow()))
                .containsExactly(1425L, 1709L, 1247L, 1651L);
    }

    @Test
    void exactPValuesOfTable5AreThoseOfTheNullDistribution() {
        Optional<JsonNode> found = StreamSupport.stream(
                        Fixtures.json("statistics/kendall_null.json").spliterator(), false)
                .filter(n -> n.get("n").asInt() == 12)
                .findFirst();
        assumeThat(found)
                .as("the fixture set has a null distribution for 12 items")
                .isPresent();
        JsonNode twelve = found.orElseThrow();
        List<JudgedCell> cells = audit.finding("table-5-truncated").cells().subList(0, 12);
        for (JudgedCell cell : cells) {
            long s = Math.round(cell.measured().orElseThrow() * 66);
            double expected = StreamSupport.stream(twelve.get("rows").spliterator(), false)
                    .filter(r -> r.get("S").asLong() == s)
                    .findFirst()
                    .orElseThrow()
                    .get("p_two_sided")
                    .asDouble();
            assertThat(cell.p().orElseThrow())
                    .as(cell.place())
                    .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-12));
        }
    }

    /** A misprint in the paper, or a typing mistake of ours, must not pass unseen. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2; Q-Former; FROZEN; Directional; 42.10; table-2-counts",
                "2; Q-Former; FROZEN; Directional; 99.00; claim-directional",
                "2; IBLIP Q-Former; FROZEN; Topological; 90.00; claim-blip2-better",
                "2; IBLIP Q-Former; FROZEN; Topological; 61.05; vsr-majority",
                "2; Q-Former; FROZEN; Topological; 42.13; claim-topological",
                "2; IBLIP Q-Former; UNFROZEN; Adjacency; 99.31; claim-hard-categories",
                "2; IBLIP Q-Former; FROZEN; Proximity; 60.15; vsr-categories-majority",
                "1; Q-Former; FROZEN; VSR random test; 64.95; tables-1-3-counts",
                "1; Q-Former; FROZEN; VSR random test; 64.92; tables-1-2-one-run",
                "1; IBLIP Q-Former; FROZEN; VSR random test; 60.00; vsr-majority",
                "1; IBLIP Q-Former; FROZEN; RefCOCOg test; 90.00; claim-blip2-better",
                "1; Q-Former; FROZEN; RCM test; 69.48; table-3-first-row",
                "1; Q-Former; UNFROZEN; RCM test; 81.36; rcm-sizes",
                "3; IBLIP Q-Former, 4-layer probe; FROZEN; RefCOCOg test; 34.50; table-3-repeated",
                "3; Q-Former, 2-layer probe; FROZEN; RCM test; 60.00; claim-deeper-probes",
                "4; Q-Former; FROZEN; RefCOCOg lr; 5.85e-4; table-4-space",
                "4; Q-Former; FROZEN; VSR epochs; 4; table-4-space",
                "5; Q-Former; FROZEN; Area (test); 0.85; table-5-truncated",
                "5; Q-Former; UNFROZEN; Area (test); 0.42; table-5-significance",
                "5; Q-Former; UNFROZEN; Area (test); 0.48; table-5-equal-columns",
                "1; Human; NONE; RCM test; 92.30; human-accuracy"
            })
    void anAlteredNumberMakesItsFindingFail(
            int table, String row, Resampler resampler, String column, String text, String finding) {
        PublishedTable printed = Published.asPrinted().table(table);
        PublishedTable altered = printed.with(printed.cell(row, resampler, column), text);
        Audit other = Audit.of(Published.asPrinted().with(altered), VSR);
        assertThat(other.finding(finding).verdict()).isEqualTo(Verdict.FAIL);
        assertThatThrownBy(() -> other.finding(finding).verdicts().orThrow())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("rule:");
    }

    @Test
    void judgedCellsTravelWithTheTable() {
        MimeBundle bundle = audit.finding("table-2-counts").render();
        assertThat(bundle.forms()).containsKeys(MimeBundle.TEXT, MimeBundle.HTML, MimeBundle.LATEX, MimeBundle.CELLS);
        Map<?, ?> json = (Map<?, ?>) bundle.forms().get(MimeBundle.CELLS);
        List<?> cells = (List<?>) json.get("cells");
        Map<?, ?> cell = (Map<?, ?>) cells.get(0);
        assertThat(cells).hasSize(28);
        assertThat(cell.get("item")).isEqualTo("audit");
        assertThat(cell.get("verdict")).isEqualTo("pass");
        assertThat(((Map<?, ?>) json.get("runs")).containsKey(cell.get("run"))).isTrue();
    }

    @Test
    void twoAuditsPrintTheSameBytes() {
        Audit again = Audit.of(Vsr.bundled());
        for (int i = 0; i < audit.findings().size(); i++) {
            assertThat(again.findings().get(i).render().forms())
                    .isEqualTo(audit.findings().get(i).render().forms());
        }
    }

    @Test
    void aFindingThatDoesNotHoldSaysSoFirst() {
        PublishedTable table = Published.asPrinted().table(2);
        PublishedTable altered = table.with(table.cell("Q-Former", Resampler.FROZEN, "Directional"), "42.10");
        Finding failed = Audit.of(Published.asPrinted().with(altered), VSR).finding("table-2-counts");
        assertThat(failed.headline()).startsWith("Not confirmed here: ");
        assertThat(failed.run().hash())
                .as("another digit is another run")
                .isNotEqualTo(audit.finding("table-2-counts").run().hash());
    }

    @Test
    void noCellClaimsToHaveComputedWhatItOnlyCopied() {
        assertThat(audit.findings().stream().flatMap(f -> f.cells().stream()))
                .filteredOn(c -> c.measured().isPresent() && c.measured().equals(c.published()))
                .allSatisfy(c -> assertThat(c.k()).as(c.place()).isPresent());
    }

    @Test
    void anUnknownFindingNamesThoseThatThereAre() {
        assertThatThrownBy(() -> audit.finding("nope"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("table-2-counts");
    }
}
