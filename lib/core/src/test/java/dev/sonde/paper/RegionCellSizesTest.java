package dev.sonde.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.data.RegionCellCounts;
import dev.sonde.data.RegionCellOptions;
import dev.sonde.data.RegionCells;
import dev.sonde.data.Split;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegionCellSizesTest {
    @Test
    void publishedSizesAreNotRunWithoutRefCocoG() {
        List<JudgedCell> cells = RegionCellSizes.published().cells();
        assertThat(cells).extracting(JudgedCell::verdict).containsOnly(Verdict.NOT_RUN);
        assertThat(cells).extracting(cell -> cell.published().orElseThrow()).containsExactly(46000.0, 3000.0, 5500.0);
    }

    @Test
    void sizesThatRoundToThePublishedPassAndOthersFail() {
        Map<String, RegionCells> built = Map.of("train", built(2555), "validation", built(200), "test", built(309));
        List<JudgedCell> cells = RegionCellSizes.of(built).cells();
        assertThat(cells).extracting(JudgedCell::verdict).containsExactly(Verdict.PASS, Verdict.FAIL, Verdict.PASS);
        assertThat(cells.get(2).measured()).hasValue(5517);
    }

    @Test
    void rangesEndWhereTheSizeRoundsOtherwise() {
        String text = RegionCellSizes.published().toString();
        assertThat(text).contains("2528 to 2583", "296 to 319");
        assertThat(RegionCellSizes.of(Map.of("test", built(295))).cells().get(2).verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(RegionCellSizes.of(Map.of("test", built(296))).cells().get(2).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(RegionCellSizes.of(Map.of("test", built(320))).cells().get(2).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    private static RegionCells built(int perCell) {
        return new RegionCells(
                new Split("RCM", List.of()), RegionCellCounts.even(perCell), RegionCellOptions.defaults());
    }
}
