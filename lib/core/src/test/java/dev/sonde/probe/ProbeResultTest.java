package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.data.Box;
import dev.sonde.data.Frame;
import dev.sonde.data.Tag;
import dev.sonde.display.SondeException;
import dev.sonde.stats.McNemarTest;
import dev.sonde.stats.Proportion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class ProbeResultTest {
    private static final Tag KIND = new Tag("kind");

    @TempDir
    Path folder;

    @Test
    void boxesAreWhatDetrMakesOfLogits() {
        for (JsonNode node : Fixtures.rows("losses/detr.json")) {
            List<JsonNode> logits = Fixtures.rows(node.get("logits"));
            double[] expected = Fixtures.numbers(node.get("iou"));
            int found = 0;
            for (int i = 0; i < expected.length; i++) {
                double[] z = Fixtures.numbers(logits.get(i));
                float[] single = {(float) z[0], (float) z[1], (float) z[2], (float) z[3]};
                double[] t = Fixtures.numbers(node.get("target_cxcywh").get(i));
                Prediction.Region row = new Prediction.Region(
                        "id",
                        "image",
                        Map.of(),
                        Box.centred(t[0], t[1], t[2], t[3], Frame.UNIT),
                        Answers.box(single, 0));
                assertThat(row.iou()).isCloseTo(expected[i], within(2e-6));
                found += row.right() ? 1 : 0;
            }
            assertThat(found / (double) expected.length)
                    .isCloseTo(node.get("accuracy_at_50").asDouble(), within(1e-12));
        }
    }

    @Test
    void aLogitAboveZeroSaysTrue() {
        for (JsonNode node : Fixtures.rows("losses/bce.json")) {
            double[] logits = Fixtures.numbers(node.get("logits"));
            double[] labels = Fixtures.numbers(node.get("labels"));
            double[] each = Fixtures.numbers(node.get("each"));
            List<Prediction> rows = new ArrayList<>();
            for (int i = 0; i < logits.length; i++) {
                Prediction.Truth row = truth(i, labels[i] > 0.5, logits[i]);
                double said = labels[i] > 0.5 ? row.probability() : Answers.sigmoid(-row.logit());
                assertThat(-Math.log(said)).isCloseTo(each[i], within(1e-12 * Math.max(1, each[i])));
                rows.add(row);
            }
            assertThat(new Predictions(rows).right().value())
                    .isCloseTo(node.get("accuracy").asDouble(), within(1e-12));
        }
    }

    @Test
    void predictionsAreReadAsTheyWereWritten() throws IOException {
        Path file = folder.resolve("deep/predictions.jsonl");
        Predictions truths = random(1, 50, 0.7);
        truths.save(file);
        assertThat(Predictions.read(file)).isEqualTo(truths);
        Box box = Box.unit(0.1, 0.2, 1 / 3.0, 0.4);
        Predictions boxes = new Predictions(
                List.of(new Prediction.Region("a\"<b>", "i.jpg", Map.of(KIND, "x\ny"), box, Box.unit(0, 0, 0.5, 0.5))));
        boxes.save(file);
        assertThat(Predictions.read(file)).isEqualTo(boxes);
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aBrokenLineIsNamed() throws IOException {
        Path file = folder.resolve("broken.jsonl");
        random(1, 2, 0.5).save(file);
        Files.writeString(file, Files.readString(file) + "{\"id\": \"x\", \"image\": \"y\", \"answer\": true}\n");
        assertThatThrownBy(() -> Predictions.read(file))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("broken.jsonl, line 3");
        Files.writeString(file, "{\"id\": 7}\n");
        assertThatThrownBy(() -> Predictions.read(file))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> Predictions.read(folder.resolve("absent.jsonl")))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("absent.jsonl");
    }

    @Test
    void theScoreHasTheIntervalsOfItsCounts() {
        Predictions one = random(3, 400, 0.8);
        ProbeResult result = one.result("probe");
        Proportion right = one.right();
        assertThat(result.score().value()).isEqualTo(right.value());
        assertThat(result.score().wilson()).contains(right.wilson());
        assertThat(result.score().byImage().orElseThrow().contains(right.value()))
                .isTrue();
        assertThat(result.toString()).contains("probe", "400");
        assertThatThrownBy(result::meanIou).isInstanceOf(SondeException.class);
    }

    @Test
    void severalSeedsArePooledByExample() {
        List<Predictions> seeds = List.of(random(1, 300, 0.6), random(2, 300, 0.8), random(3, 300, 0.7));
        ProbeResult result = ProbeResult.of("probe", seeds);
        double mean =
                seeds.stream().mapToDouble(one -> one.right().value()).average().orElseThrow();
        assertThat(result.score().value()).isCloseTo(mean, within(1e-12));
        assertThat(result.score().examples()).isEqualTo(300);
        assertThat(result.perSeed()).hasSize(3);
        assertThat(result.toString()).contains("seed 3", "mean");
        assertThatThrownBy(() -> ProbeResult.of("probe", List.of(seeds.get(0), random(1, 299, 0.5))))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("different examples");
    }

    @Test
    void partsAddUpToTheWhole() {
        ProbeResult result = random(3, 400, 0.8).result("probe");
        Breakdown parts = result.by(KIND);
        Table table = parts.table();
        assertThat(table.intColumn("N").sum()).isEqualTo(400);
        double right = IntStream.range(0, table.rowCount())
                .mapToDouble(i -> table.intColumn("N").get(i)
                        * table.doubleColumn("percent").get(i)
                        / 100)
                .sum();
        assertThat(right / 400).isCloseTo(result.score().value(), within(1e-9));
        assertThat(parts.toString()).contains("kind 0", "kind 1", "kind 2");
        assertThatThrownBy(() -> result.by(Tag.CELL))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("cell");
    }

    @Test
    void twoTruthProbesAreComparedByMcNemarsTestWhateverTheirOrder() {
        Predictions first = eachOnItsOwnImage(random(1, 500, 0.8));
        Predictions second = eachOnItsOwnImage(random(2, 500, 0.7));
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int i = 0; i < 500; i++) {
            boolean a = first.rows().get(i).right();
            boolean b = second.rows().get(i).right();
            onlyFirst += a && !b ? 1 : 0;
            onlySecond += b && !a ? 1 : 0;
        }
        List<Prediction> moved = new ArrayList<>(second.rows());
        Collections.shuffle(moved, new Random(1));
        Comparison comparison = first.result("a").compare(new Predictions(moved).result("b"));
        assertThat(comparison.pValue())
                .isEqualTo(
                        McNemarTest.withDefaults().test(onlyFirst, onlySecond).pValue());
        assertThat(comparison.difference()).isCloseTo((onlyFirst - onlySecond) / 500.0, within(1e-12));
        assertThat(comparison.interval().orElseThrow().contains(comparison.difference()))
                .isTrue();
        assertThatThrownBy(() -> first.result("a").compare(random(1, 400, 0.5).result("b")))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("same examples");
    }

    @Test
    void examplesOfAnImageAreNotTakenForIndependent() {
        // The same 60 of 300 examples are right in one of two only: spread over images, or all of an image together.
        Predictions all = answered(300, i -> true);
        Predictions spread = answered(300, i -> i % 5 > 0);
        Predictions together = answered(300, i -> i / 3 % 5 > 0);
        Comparison alone = all.result("a").compare(spread.result("b"));
        Comparison clustered = all.result("a").compare(together.result("b"));
        assertThat(List.of(alone.test(), clustered.test())).containsOnly("paired permutation");
        assertThat(clustered.difference()).isEqualTo(alone.difference());
        Comparison independent = eachOnItsOwnImage(all)
                .result("a")
                .compare(eachOnItsOwnImage(together).result("b"));
        assertThat(independent.test()).isEqualTo("McNemar, exact");
        assertThat(clustered.interval().orElseThrow().high()
                        - clustered.interval().orElseThrow().low())
                .isGreaterThan(1.4
                        * (independent.interval().orElseThrow().high()
                                - independent.interval().orElseThrow().low()));
    }

    @Test
    void aFamilyShowsCorrectedPValues() {
        Comparison weak = new Comparison("a", "b", 0.01, Optional.empty(), 0.04, "t");
        Comparison strong = new Comparison("a", "c", 0.02, Optional.empty(), 0.001, "t");
        assertThat(Comparison.family(List.of(weak, strong, weak)).toString()).contains("0.08", "0.003");
    }

    @Test
    void baselinesSayTheSameOrGuessByTheShare() {
        ProbeData train = SyntheticData.truths("train", 1000, 1, 2, 0, 5);
        ProbeData test = SyntheticData.truths("test", 2000, 1, 2, 0, 6);
        Predictions majority = Baselines.majority(train, test);
        boolean said = ((Prediction.Truth) majority.rows().get(0)).logit() > 0;
        assertThat(majority.rows()).allMatch(row -> ((Prediction.Truth) row).logit() > 0 == said);
        Predictions prior = Baselines.prior(train, test, 1);
        assertThat(prior.right().value()).isBetween(0.45, 0.55);
        assertThat(Baselines.prior(train, test, 1)).isEqualTo(prior);
        assertThat(Baselines.prior(train, test, 2)).isNotEqualTo(prior);
    }

    private static Predictions eachOnItsOwnImage(Predictions predictions) {
        return new Predictions(predictions.rows().stream()
                .map(Prediction.Truth.class::cast)
                .<Prediction>map(row ->
                        new Prediction.Truth(row.id(), "image of " + row.id(), row.tags(), row.answer(), row.logit()))
                .toList());
    }

    private static Predictions answered(int rows, IntPredicate right) {
        return new Predictions(IntStream.range(0, rows)
                .<Prediction>mapToObj(i -> truth(i, true, right.test(i) ? 1 : -1))
                .toList());
    }

    private static Predictions random(long seed, int rows, double right) {
        Random random = new Random(seed);
        List<Prediction> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            boolean answer = i % 2 == 0;
            double size = Math.abs(random.nextGaussian()) + 0.01;
            all.add(truth(i, answer, random.nextDouble() < right == answer ? size : -size));
        }
        return new Predictions(all);
    }

    private static Prediction.Truth truth(int i, boolean answer, double logit) {
        return new Prediction.Truth("id " + i, "image " + i / 3, Map.of(KIND, "kind " + i % 3), answer, logit);
    }
}
