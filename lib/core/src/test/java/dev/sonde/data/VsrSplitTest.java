package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class VsrSplitTest {
    private static final String[] TEXTS = {
        "cat", "<b>&amp;</b>", "caf\u00e9 \ud83d\ude00", "say \"yes\"\\", "a\tb\nc", "\u2028"
    };
    private static final String[] RELATIONS = {"on", "among", "astride", "far away from"};

    @RepeatedTest(20)
    void whatIsWrittenIsReadBack(RepetitionInfo repetition, @TempDir Path folder) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<VsrStatement> written = IntStream.rangeClosed(1, 1 + random.nextInt(30))
                .mapToObj(line -> statement(random, "mine/train:" + line))
                .toList();
        VsrLines.variant(
                folder.resolve("mine"), written.stream().map(VsrLines::of).toArray(String[]::new));
        VsrSplits read = VsrSplits.read(folder.resolve("mine"), Vsr.bundled().categories());
        assertThat(read.train().statements()).isEqualTo(written);
        assertSums(read.train());
    }

    @Test
    void everyPublishedStatementSurvivesWritingAndReading(@TempDir Path folder) {
        Vsr vsr = Vsr.bundled();
        for (VsrSplits variant : vsr.variants()) {
            for (VsrSplit split : variant.all()) {
                String[] lines = split.statements().stream().map(VsrLines::of).toArray(String[]::new);
                VsrLines.write(folder.resolve(split.name().replace(' ', '/') + ".jsonl"), lines);
            }
        }
        assertThat(Vsr.read(folder).variants()).isEqualTo(vsr.variants());
    }

    @Test
    void countsOfPartsAddUpToTheWhole() {
        Vsr.bundled().variants().forEach(variant -> variant.all().forEach(VsrSplitTest::assertSums));
    }

    @Test
    void publishedFilesRepeatNoStatement() {
        Vsr.bundled().variants().forEach(variant -> variant.all()
                .forEach(split -> assertThat(split.duplicates()).isEmpty()));
    }

    @Test
    void captionsWithBothLabelsAreCounted() {
        // Counted by another program; 260 captions of the test split are true of one image and false of another.
        assertThat(Vsr.bundled().random().test().captionsWithBothLabels()).hasSize(260);
        assertThat(Vsr.bundled().zeroshot().dev().captionsWithBothLabels()).hasSize(116);
    }

    @Test
    void congruentIsTheOnlyUncategorisedRelation() {
        VsrSplits random = Vsr.bundled().random();
        assertThat(random.dev().uncategorised())
                .extracting(VsrStatement::relation)
                .containsExactly("congruent");
        assertThat(random.train().uncategorised()).isEmpty();
        assertThat(random.test().uncategorised()).isEmpty();
    }

    @Test
    void firstStatementHoldsWhatTheFileSays() {
        VsrStatement first = Vsr.bundled().random().test().statements().get(0);
        assertThat(first)
                .isEqualTo(new VsrStatement(
                        "random/test:1",
                        "000000451431.jpg",
                        Optional.of("http://images.cocodataset.org/train2017/000000451431.jpg"),
                        "The person is inside the refrigerator.",
                        true,
                        "inside",
                        Optional.of(RelationCategory.TOPOLOGICAL),
                        Optional.empty(),
                        List.of(2, 9),
                        List.of(3),
                        Optional.empty(),
                        Optional.empty(),
                        29));
        VsrStatement zeroshot = Vsr.bundled().zeroshot().test().statements().get(0);
        assertThat(zeroshot.subject()).contains("car");
        assertThat(zeroshot.object()).contains("suitcase");
    }

    @Test
    void referenceFramesAreTheCodesOfTheFile() {
        List<VsrStatement> test = Vsr.bundled().random().test().statements();
        assertThat(test.stream().filter(s -> s.referenceFrame().equals(Optional.of("0"))))
                .hasSize(13);
        assertThat(test.stream().filter(s -> s.referenceFrame().equals(Optional.of("1"))))
                .hasSize(107);
        assertThat(test.stream().filter(s -> s.referenceFrame().equals(Optional.of("2"))))
                .hasSize(7);
    }

    @Test
    void tableHasARowForEachStatementAndMissesTheUnknownCategory() {
        VsrSplit dev = Vsr.bundled().random().dev();
        Table table = dev.table();
        assertThat(table.columnNames()).containsExactly("id", "image", "caption", "label", "relation", "category");
        assertThat(table.rowCount()).isEqualTo(1097);
        assertThat(table.booleanColumn("label").countTrue()).isEqualTo(564);
        assertThat(table.stringColumn("category").countMissing()).isEqualTo(1);
        assertThat(table.stringColumn("caption").get(5))
                .isEqualTo(dev.statements().get(5).caption());
    }

    @Test
    void filterKeepsOrderAndName() {
        VsrSplit test = Vsr.bundled().random().test();
        VsrSplit inside = test.filter(statement -> statement.relation().equals("inside"));
        assertThat(inside.counts()).isEqualTo(test.byRelation().get("inside"));
        assertThat(inside.name()).isEqualTo("random test");
        assertThat(inside.statements()).isSubsetOf(test.statements());
    }

    @Test
    void majorityIsTheMoreFrequentLabel() {
        LabelCounts test = Vsr.bundled().random().test().counts();
        assertThat(test.majority()).isTrue();
        assertThat(test.majorityCount()).isEqualTo(1181);
        assertThat(test.falseCount()).isEqualTo(1014);
        assertThat(new LabelCounts(5, 1).majority()).isFalse();
        assertThat(new LabelCounts(5, 1).majorityCount()).isEqualTo(4);
        assertThat(new LabelCounts(5, 1).majorityShare()).isEqualTo(0.8);
    }

    @Test
    void alwaysTrueScoresTheTrueShare() {
        VsrSplit test = Vsr.bundled().random().test();
        boolean[] always = new boolean[test.size()];
        Arrays.fill(always, true);
        VsrScore score = VsrScore.of(test, always);
        assertThat(score.overall().accuracy()).isEqualTo(test.counts().trueShare());
        assertThat(score.byCategory().get(RelationCategory.PROXIMITY)).isEqualTo(new VsrScore.Tally(80, 133));
    }

    @Test
    void tooFewPredictionsAreAnError() {
        assertThatThrownBy(() -> VsrScore.of(Vsr.bundled().random().test(), new boolean[7]))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("7 predictions for the 2195 statements of random test");
    }

    @Test
    void overlapSharesAreOfTheSecondSplit() {
        VsrSplits random = Vsr.bundled().random();
        Overlap overlap = random.train().imagesSharedWith(random.test());
        assertThat(overlap.itemsShare()).isEqualTo(1226.0 / 2195);
        assertThat(overlap.valuesShare()).isEqualTo(978.0 / 1874);
        assertThat(random.test().imagesSharedWith(random.test()).itemsShare()).isEqualTo(1);
    }

    @Test
    void relationListedTwiceBelongsToTheLastCategory() {
        RelationCategories categories = Vsr.bundled().categories();
        assertThat(categories.listedTwice()).containsExactly("among");
        assertThat(categories.of("among")).contains(RelationCategory.UNALLOCATED);
        assertThat(categories.relations(RelationCategory.TOPOLOGICAL)).doesNotContain("among");
        assertThat(categories.relations(RelationCategory.ORIENTATION))
                .containsExactly("facing", "facing away from", "parallel to", "perpendicular to");
        assertThat(categories.of("congruent")).isEmpty();
    }

    private static void assertSums(VsrSplit split) {
        long categorised = split.byCategory().values().stream()
                .mapToLong(LabelCounts::count)
                .sum();
        assertThat(categorised + split.uncategorised().size()).isEqualTo(split.size());
        assertThat(split.byRelation().values().stream()
                        .mapToLong(LabelCounts::trueCount)
                        .sum())
                .isEqualTo(split.counts().trueCount());
        assertThat(split.itemsPerImage().entrySet().stream()
                        .mapToLong(bar -> bar.getKey() * bar.getValue())
                        .sum())
                .isEqualTo(split.size());
    }

    private static VsrStatement statement(Random random, String id) {
        String relation = RELATIONS[random.nextInt(RELATIONS.length)];
        return new VsrStatement(
                id,
                random.nextInt(4) + ".jpg",
                optional(random, "http://example.org"),
                "The " + TEXTS[random.nextInt(TEXTS.length)] + " is " + random.nextInt(),
                random.nextBoolean(),
                relation,
                Vsr.bundled().categories().of(relation),
                optional(random, String.valueOf(random.nextInt(3))),
                votes(random),
                votes(random),
                optional(random, "x" + TEXTS[random.nextInt(TEXTS.length)]),
                optional(random, "y"),
                random.nextInt());
    }

    private static Optional<String> optional(Random random, String value) {
        return Optional.of(value).filter(any -> random.nextBoolean());
    }

    private static List<Integer> votes(Random random) {
        return random.ints(random.nextInt(4), 0, 80).boxed().toList();
    }
}
