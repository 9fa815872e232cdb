package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.image.ImageSize;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GridCellTest {
    @Test
    void cellsAreNamedAsInTheReference() {
        List<String> expected = Fixtures.rows(
                        Fixtures.json("rcm/edge_cases.json").get("cell_names"))
                .stream()
                .map(JsonNode::asText)
                .toList();
        assertThat(Arrays.stream(GridCell.values()).map(GridCell::label)).containsExactlyElementsOf(expected);
    }

    @TestFactory
    Stream<DynamicTest> edgeCasesEqualTheReference() {
        return Fixtures.rows(Fixtures.json("rcm/edge_cases.json").get("cases")).stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.get("what").asText(), () -> assertThat(cell(row).ordinal())
                                .isEqualTo(row.get("cell").asInt())));
    }

    @TestFactory
    Stream<DynamicTest> everyBoxOfTheReferenceLiesInItsCell() {
        return Stream.of("train", "val", "test")
                .map(split -> DynamicTest.dynamicTest(split, () -> {
                    SoftAssertions softly = new SoftAssertions();
                    for (JsonNode row : Fixtures.rows("rcm/boxes_" + split + ".json")) {
                        softly.assertThat(cell(row).ordinal())
                                .as(row.toString())
                                .isEqualTo(row.get("cell").asInt());
                    }
                    softly.assertAll();
                }));
    }

    @Test
    void centreOnALineGoesWhereTheRuleSays() {
        Box onBothLines = Box.pixels(90, 90, 20, 20);
        ImageSize image = new ImageSize(300, 300);
        assertThat(GridCell.of(onBothLines, image, GridTie.LATER)).isEqualTo(GridCell.MIDDLE);
        assertThat(GridCell.of(onBothLines, image, GridTie.EARLIER)).isEqualTo(GridCell.TOP_LEFT);
    }

    @Test
    void centreBeyondTheImageLiesInTheNearestCell() {
        ImageSize image = new ImageSize(300, 300);
        assertThat(GridCell.of(Box.pixels(-50, 400, 10, 10), image)).isEqualTo(GridCell.BOTTOM_LEFT);
    }

    @Test
    void rowsAndColumnsGiveTheCellAgain() {
        for (GridCell cell : GridCell.values()) {
            assertThat(GridCell.at(cell.row(), cell.column())).isEqualTo(cell);
        }
    }

    static GridCell cell(JsonNode row) {
        double[] box = Fixtures.numbers(row.get("bbox"));
        ImageSize image =
                new ImageSize(row.get("width").asInt(), row.get("height").asInt());
        return GridCell.of(Box.pixels(box[0], box[1], box[2], box[3]), image);
    }
}
