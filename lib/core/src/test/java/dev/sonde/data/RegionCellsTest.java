package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.data.RegionCellOptions.CellNames;
import dev.sonde.data.RegionCellOptions.NegativeSource;
import dev.sonde.data.RegionCellOptions.PhraseStyle;
import dev.sonde.display.SondeException;
import dev.sonde.image.ImageSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RegionCellsTest {
    private static final RegionCellOptions DEFAULTS = RegionCellOptions.defaults();

    @TestFactory
    Stream<DynamicTest> splitsHaveTheCountsOfTheReference() {
        JsonNode splits = Fixtures.json("rcm/expected.json").get("splits");
        return splits.properties().stream()
                .map(split -> DynamicTest.dynamicTest(split.getKey(), () -> {
                    RegionCells built = build(split.getKey(), DEFAULTS);
                    assertCounts(built.counts(), split.getValue());
                    assertThat(built.split().size())
                            .isEqualTo(split.getValue().get("total").asInt());
                    assertThat(built.split().labels().trueCount())
                            .isEqualTo(split.getValue().get("positives").asLong());
                }));
    }

    @TestFactory
    Stream<DynamicTest> countsFollowFromTheCells() {
        return Fixtures.rows(Fixtures.json("rcm/expected.json").get("from_counts")).stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.get("cell_counts").toString(),
                        () -> assertCounts(
                                new RegionCellCounts(Arrays.stream(Fixtures.integers(row.get("cell_counts")))
                                        .boxed()
                                        .toList()),
                                row)));
    }

    @TestFactory
    Stream<DynamicTest> everyPairOfCellsIsBalanced() {
        return Stream.of(
                        DEFAULTS,
                        DEFAULTS.withSeed(17),
                        DEFAULTS.withNegatives(NegativeSource.ALL),
                        DEFAULTS.withTie(GridTie.EARLIER))
                .map(options ->
                        DynamicTest.dynamicTest(options.toString(), () -> assertBalanced(build("val", options))));
    }

    @Test
    void sameSeedMakesTheSameExamplesAndAnotherSeedOthers() {
        assertThat(build("val", DEFAULTS)).isEqualTo(build("val", DEFAULTS));
        assertThat(new HashSet<>(build("val", DEFAULTS.withSeed(1)).split().examples()))
                .isNotEqualTo(new HashSet<>(build("val", DEFAULTS).split().examples()));
    }

    @Test
    void negativesComeFromPositivesOrFromAllPhrases() {
        Set<String> positives = phrases(build("test", DEFAULTS), true);
        assertThat(positives).containsAll(phrases(build("test", DEFAULTS), false));
        RegionCells all = build("test", DEFAULTS.withNegatives(NegativeSource.ALL));
        assertThat(phrases(all, true)).doesNotContainSequence(phrases(all, false));
        assertThat(phrases(all, true).containsAll(phrases(all, false))).isFalse();
    }

    @Test
    void textSaysPhraseAndCell() {
        assertThat(DEFAULTS.text(" A brown dog. ", GridCell.TOP))
                .isEqualTo("A brown dog in the top part of the image.");
        assertThat(DEFAULTS.withCellNames(CellNames.WITH_MIDDLE).text("a dog", GridCell.BOTTOM))
                .isEqualTo("a dog in the bottom middle part of the image.");
        assertThat(DEFAULTS.withWordingOfFigure3()
                        .text("a tan and brown donut with a thick coating of chocolate on top", GridCell.MIDDLE))
                .isEqualTo("The phrase ‘A tan and brown donut with a thick coating of chocolate on top.’ "
                        + "refers to the middle part of the image.");
        assertThat(PhraseStyle.SENTENCE.write("which DOG?")).isEqualTo("Which dog?");
        assertThat(DEFAULTS.text("a {cell} $1 \\ {phrase}", GridCell.TOP))
                .isEqualTo("a {cell} $1 \\ {phrase} in the top part of the image.");
    }

    @Test
    void templateWithoutTheCellIsRefused() {
        assertThatThrownBy(() -> DEFAULTS.withTemplate("{phrase}."))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("{cell}");
    }

    @Test
    void emptyCellAndUnknownSizeAreRefused() {
        List<ReferringExpression> expressions = new ArrayList<>(expressions("val"));
        List<ReferringExpression> withoutTop = expressions.stream()
                .filter(one -> GridCell.of(one.box(), one.size().orElseThrow()) != GridCell.TOP)
                .toList();
        assertThatThrownBy(() -> RegionCells.build("RCM", withoutTop, DEFAULTS))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("lies in the cell top:");
        ReferringExpression one = expressions.get(0);
        expressions.set(
                0,
                new ReferringExpression(
                        one.id(),
                        one.imageId(),
                        one.image(),
                        Optional.empty(),
                        one.annotationId(),
                        one.box(),
                        one.text(),
                        one.category()));
        assertThatThrownBy(() -> RegionCells.build("RCM", expressions, DEFAULTS))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(one.id())
                .hasMessageContaining(one.image());
    }

    private static void assertBalanced(RegionCells built) {
        int kept = built.counts().keptPerCell();
        Map<String, Long> pairs = built.split().examples().stream()
                .collect(Collectors.groupingBy(
                        example -> example.tag(Tag.CELL).orElseThrow() + " / "
                                + example.tag(Tag.TRUE_CELL).orElseThrow(),
                        Collectors.counting()));
        for (GridCell named : GridCell.values()) {
            for (GridCell real : GridCell.values()) {
                long expected = named == real ? kept : kept / 8;
                assertThat(pairs.get(named + " / " + real))
                        .as(named + " / " + real)
                        .isEqualTo(expected);
            }
        }
        for (Example example : built.split().examples()) {
            boolean same = example.tag(Tag.CELL).equals(example.tag(Tag.TRUE_CELL));
            assertThat(example.answer()).isEqualTo(new Answer.Truth(same));
        }
        Function<Example, String> phraseWithCell =
                example -> example.id().substring(0, example.id().indexOf('@')) + example.tag(Tag.CELL);
        assertThat(built.split().examples().stream().map(phraseWithCell)).doesNotHaveDuplicates();
    }

    private static Set<String> phrases(RegionCells built, boolean truth) {
        return built.split().examples().stream()
                .filter(example -> example.answer().equals(new Answer.Truth(truth)))
                .map(example -> example.id().substring(0, example.id().indexOf('@')))
                .collect(Collectors.toSet());
    }

    private static void assertCounts(RegionCellCounts found, JsonNode expected) {
        assertThat(found.phrases()).isEqualTo(expected.get("examples").asInt());
        assertThat(found.phrasesPerCell().stream().mapToInt(i -> i).toArray())
                .isEqualTo(Fixtures.integers(expected.get("cell_counts")));
        assertThat(found.keptPerCell()).isEqualTo(expected.get("kept_per_cell").asInt());
        assertThat(found.positives()).isEqualTo(expected.get("positives").asInt());
        assertThat(found.negativesPerPair())
                .isEqualTo(expected.get("negatives_per_label_and_true_cell").asInt());
        assertThat(found.negativesPerCell())
                .isEqualTo(expected.get("negatives_per_label_cell").asInt());
        assertThat(found.negatives()).isEqualTo(expected.get("negatives").asInt());
        assertThat(found.examples()).isEqualTo(expected.get("total").asInt());
    }

    static RegionCells build(String split, RegionCellOptions options) {
        return RegionCells.build("RCM " + split, expressions(split), options);
    }

    private static List<ReferringExpression> expressions(String split) {
        List<JsonNode> rows = Fixtures.rows("rcm/boxes_" + split + ".json");
        List<ReferringExpression> expressions = new ArrayList<>();
        for (JsonNode row : rows) {
            double[] box = Fixtures.numbers(row.get("bbox"));
            expressions.add(new ReferringExpression(
                    split + ":" + expressions.size(),
                    row.get("image_id").asLong(),
                    row.get("image_id").asText() + ".jpg",
                    Optional.of(new ImageSize(
                            row.get("width").asInt(), row.get("height").asInt())),
                    row.get("ann_id").asLong(),
                    Box.pixels(box[0], box[1], box[2], box[3]),
                    row.get("phrase").asText(),
                    Optional.empty()));
        }
        return expressions;
    }
}
