package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every number of the stored references, computed from the same files by another program. */
class VsrFixturesTest {
    private static final String NO_CATEGORY = "(none)";
    private static final double SHARE_TOLERANCE = 1e-12;

    private final Vsr vsr = Vsr.bundled();

    @TestFactory
    Stream<DynamicTest> splitsHaveTheReferenceCounts() {
        return vsr.variants().stream().flatMap(variant -> splitTests(variant, full().get(variant.name())));
    }

    @TestFactory
    Stream<DynamicTest> sampleSplitsHaveTheReferenceCounts() {
        return splitTests(sample(), Fixtures.json("vsr/expected_sample.json"));
    }

    @Test
    void variantsAreThoseOfTheReference() {
        assertThat(vsr.variants()).extracting(VsrSplits::name).containsExactlyElementsOf(full()::fieldNames);
    }

    @Test
    void relationsHaveTheReferenceCategories() {
        JsonNode expected = Fixtures.json("vsr/expected_full.json");
        Map<String, String> found = new LinkedHashMap<>();
        expected.get("category_of_relation")
                .fieldNames()
                .forEachRemaining(relation -> found.put(
                        relation, vsr.categories().of(relation).orElseThrow().label()));
        assertThat(found).isEqualTo(texts(expected.get("category_of_relation")));
        assertThat(vsr.categories().size())
                .isEqualTo(expected.get("relations_in_file").asInt());
    }

    @Test
    void predictionsOnASplitHaveTheReferenceScore() {
        JsonNode expected = Fixtures.json("vsr/predictions_full.json");
        VsrSplit split = vsr.variants().stream()
                .flatMap(variant -> variant.all().stream())
                .filter(one -> one.name()
                        .replace(' ', '/')
                        .equals(expected.get("split").asText()))
                .findFirst()
                .orElseThrow();
        assertScore(VsrScore.of(split, predictions(expected)), expected.get("score"));
    }

    @Test
    void predictionsOnTheSampleHaveTheReferenceScore() {
        JsonNode expected = Fixtures.json("vsr/expected_sample.json");
        assertScore(VsrScore.of(sample().test(), predictions(expected)), expected.get("score"));
    }

    @Test
    void categoriesOfTheTestSplitHaveTheSizesThatTable2Needs() {
        Map<RelationCategory, LabelCounts> found = vsr.random().test().byCategory();
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode row : Fixtures.json("vsr/published_table2.json")) {
            for (JsonNode cell : row) {
                RelationCategory category =
                        RelationCategory.ofLabel(cell.get("category").asText()).orElseThrow();
                softly.assertThat(found.get(category).count())
                        .as(category.label())
                        .isEqualTo(cell.get("n").asLong());
            }
        }
        softly.assertAll();
    }

    private static JsonNode full() {
        return Fixtures.json("vsr/expected_full.json").get("data");
    }

    private VsrSplits sample() {
        return VsrSplits.read(Fixtures.path("vsr/sample"), vsr.categories());
    }

    private static Stream<DynamicTest> splitTests(VsrSplits splits, JsonNode expected) {
        Stream<DynamicTest> counts = splits.all().stream()
                .map(split -> DynamicTest.dynamicTest(
                        split.name(),
                        () -> assertSplit(split, expected.get("splits").get(lastName(split.name())))));
        assertThat(splits.leakage()).hasSize(expected.get("image_overlap").size());
        Stream<DynamicTest> overlap = splits.leakage().stream()
                .map(pair -> DynamicTest.dynamicTest(
                        pair.first() + "-" + pair.second(), () -> assertOverlap(pair, expected.get("image_overlap"))));
        return Stream.concat(counts, overlap);
    }

    private static void assertSplit(VsrSplit split, JsonNode expected) {
        SoftAssertions softly = new SoftAssertions();
        assertCounts(softly, "all", split.counts(), expected);
        softly.assertThat(split.size()).isEqualTo(expected.get("count").asInt());
        softly.assertThat(split.images()).isEqualTo(expected.get("images").asInt());
        softly.assertThat(split.byRelation()).hasSize(expected.get("relations").asInt());
        assertAllCounts(softly, byCategory(split), expected.get("by_category"));
        assertAllCounts(softly, split.byRelation(), expected.get("by_relation"));
        Map<String, Long> histogram = byName(split.itemsPerImage(), String::valueOf);
        Map<String, Long> expectedHistogram = new LinkedHashMap<>();
        expected.get("items_per_image")
                .properties()
                .forEach(bar ->
                        expectedHistogram.put(bar.getKey(), bar.getValue().asLong()));
        softly.assertThat(histogram).isEqualTo(expectedHistogram);
        softly.assertAll();
    }

    /** The counts as the reference has them: with a row for the statements without a category. */
    private static Map<String, LabelCounts> byCategory(VsrSplit split) {
        Map<String, LabelCounts> counts = byName(split.byCategory(), RelationCategory::label);
        if (!split.uncategorised().isEmpty()) {
            counts.put(NO_CATEGORY, LabelCounts.of(split.uncategorised()));
        }
        return counts;
    }

    /** The tallies as the reference has them: what belongs to no category is the rest. */
    private static Map<String, VsrScore.Tally> byCategory(VsrScore score) {
        Map<String, VsrScore.Tally> tallies = byName(score.byCategory(), RelationCategory::label);
        long correct =
                tallies.values().stream().mapToLong(VsrScore.Tally::correct).sum();
        long count = tallies.values().stream().mapToLong(VsrScore.Tally::count).sum();
        if (count < score.overall().count()) {
            tallies.put(
                    NO_CATEGORY,
                    new VsrScore.Tally(
                            score.overall().correct() - correct, score.overall().count() - count));
        }
        return tallies;
    }

    private static void assertAllCounts(SoftAssertions softly, Map<String, LabelCounts> found, JsonNode expected) {
        softly.assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(expected::fieldNames);
        found.forEach((name, counts) -> assertCounts(softly, name, counts, expected.get(name)));
    }

    private static void assertCounts(SoftAssertions softly, String name, LabelCounts found, JsonNode expected) {
        softly.assertThat(found.count())
                .as(name)
                .isEqualTo(expected.get("count").asLong());
        softly.assertThat(found.trueCount())
                .as(name + " true")
                .isEqualTo(expected.get("true").asLong());
        softly.assertThat(found.trueShare())
                .as(name + " true share")
                .isCloseTo(expected.get("true_share").asDouble(), within(SHARE_TOLERANCE));
    }

    private static void assertOverlap(Overlap found, JsonNode expected) {
        JsonNode pair = expected.get(lastName(found.first()) + "-" + lastName(found.second()));
        assertThat(found.sharedValues()).isEqualTo(pair.get("images").asInt());
        assertThat(found.itemsOfSecond()).isEqualTo(pair.get("items").asInt());
    }

    private static void assertScore(VsrScore found, JsonNode expected) {
        SoftAssertions softly = new SoftAssertions();
        assertTally(softly, "overall", found.overall(), expected);
        assertTallies(softly, byCategory(found), expected.get("by_category"));
        assertTallies(softly, found.byRelation(), expected.get("by_relation"));
        softly.assertAll();
    }

    private static void assertTallies(SoftAssertions softly, Map<String, VsrScore.Tally> found, JsonNode expected) {
        softly.assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(expected::fieldNames);
        found.forEach((name, tally) -> assertTally(softly, name, tally, expected.get(name)));
    }

    private static void assertTally(SoftAssertions softly, String name, VsrScore.Tally found, JsonNode expected) {
        softly.assertThat(found.correct())
                .as(name)
                .isEqualTo(expected.get("correct").asLong());
        softly.assertThat(found.count())
                .as(name)
                .isEqualTo(expected.get("count").asLong());
        softly.assertThat(found.accuracy())
                .as(name)
                .isCloseTo(expected.get("accuracy").asDouble(), within(SHARE_TOLERANCE));
    }

    private static boolean[] predictions(JsonNode expected) {
        JsonNode list = expected.get("predictions");
        boolean[] predictions = new boolean[list.size()];
        for (int i = 0; i < predictions.length; i++) {
            predictions[i] = list.get(i).asInt() == 1;
        }
        return predictions;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static <K, V> Map<String, V> byName(Map<K, V> map, Function<K, String> name) {
        Map<String, V> named = new LinkedHashMap<>();
        map.forEach((key, value) -> named.put(name.apply(key), value));
        return named;
    }

    private static String lastName(String splitName) {
        return splitName.substring(splitName.lastIndexOf(' ') + 1);
    }
}
