package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class TaskTest {
    private static final Split TRAIN = split("train", 0, 100);

    @Test
    void vsrBecomesATaskWithoutLosingAStatement() {
        VsrSplits random = Vsr.bundled().random();
        Task task = random.task();
        assertThat(task.predictsBoxes()).isFalse();
        assertThat(task.test().size()).isEqualTo(random.test().size());
        assertThat(task.test().labels()).isEqualTo(random.test().counts());
        assertThat(task.test().images()).isEqualTo(random.test().imageNames());
        assertThat(task.test().by(Tag.RELATION).keySet())
                .isEqualTo(random.test().byRelation().keySet().stream().collect(Collectors.toSet()));
        assertThat(task.validation().by(Tag.RELATION_CATEGORY)).hasSize(RelationCategory.values().length);
    }

    @Test
    void leakageCountsImagesTextsAndBoth() {
        Split first = new Split("train", List.of(example("1", "a.jpg", "x"), example("2", "b.jpg", "y")));
        Split second = new Split(
                "test",
                List.of(
                        example("3", "a.jpg", "x"),
                        example("4", "a.jpg", "z"),
                        example("5", "c.jpg", "y"),
                        example("6", "d.jpg", "w")));
        Leakage.Pair pair = Leakage.Pair.between(first, second);
        assertThat(pair.images().itemsOfSecond()).isEqualTo(2);
        assertThat(pair.images().sharedValues()).isEqualTo(1);
        assertThat(pair.texts().itemsOfSecond()).isEqualTo(2);
        assertThat(pair.both().itemsOfSecond()).isEqualTo(1);
        assertThat(new Leakage("T", List.of(pair)).imagesAreApart()).isFalse();
        assertThat(new Leakage("T", List.of(pair)).toString()).contains("2 (50.0 %)", "1 (25.0 %)");
    }

    @Test
    void leakageOfVsrIsThatOfItsImages() {
        VsrSplits random = Vsr.bundled().random();
        List<Overlap> images = random.task().leakage().pairs().stream()
                .map(Leakage.Pair::images)
                .toList();
        assertThat(images).isEqualTo(random.leakage());
        assertThat(Vsr.bundled().zeroshot().task().leakage().pairs()).hasSize(3);
    }

    @Test
    void sampleIsDrawnBySeedAndGrowsWithItsSize() {
        assertThat(TRAIN.sample(10, 1)).isEqualTo(TRAIN.sample(10, 1)).isNotEqualTo(TRAIN.sample(10, 2));
        assertThat(TRAIN.sample(10, 1).size()).isEqualTo(10);
        assertThat(new HashSet<>(TRAIN.sample(20, 1).examples()))
                .containsAll(TRAIN.sample(10, 1).examples());
        assertThat(TRAIN.sample(1000, 1)).isEqualTo(TRAIN);
        assertThat(TRAIN.sample(0, 1).size()).isZero();
    }

    @Test
    void sampleKeepsTheOrder() {
        List<Example> drawn = TRAIN.sample(30, 4).examples();
        assertThat(drawn)
                .isSortedAccordingTo((a, b) -> Integer.compare(
                        TRAIN.examples().indexOf(a), TRAIN.examples().indexOf(b)));
    }

    @Test
    void everyExampleIsDrawnEquallyOften() {
        int[] drawn = new int[100];
        IntStream.range(0, 2000).forEach(seed -> TRAIN.sample(10, seed)
                .examples()
                .forEach(example -> drawn[TRAIN.examples().indexOf(example)]++));
        // Binomial(2000, 0.1): 200 +- 13.4; five standard deviations on either side.
        assertThat(Arrays.stream(drawn).boxed())
                .allSatisfy(times -> assertThat(times).isBetween(133, 267));
    }

    @Test
    void idsThatRepeatAndAnswersThatMixAreRefused() {
        assertThatThrownBy(() -> new Split("s", List.of(example("1", "a", "x"), example("1", "b", "y"))))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("the id 1");
        Split boxes = new Split(
                "boxes", List.of(new Example("b", "a", "x", new Answer.Region(Box.unit(0, 0, 1, 1)), Map.of())));
        assertThatThrownBy(() -> new Task("T", TRAIN, boxes, TRAIN))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("Region")
                .hasMessageContaining("Truth");
    }

    @Test
    void tableHasAColumnForEachTag() {
        Table table = Vsr.bundled().random().test().examples().table();
        assertThat(table.columnNames())
                .containsExactly("id", "image", "text", "answer", "relation", "relation category");
        assertThat(table.rowCount()).isEqualTo(Vsr.bundled().random().test().size());
    }

    @Test
    void splitsAreShownWithTheirBalance() {
        assertThat(Vsr.bundled().random().task().toString()).contains("random test", "1181 (53.80 %)");
        assertThat(TRAIN.toString()).isEqualTo("train: 100 examples, 50 true, 100 images");
    }

    private static Split split(String name, int from, int to) {
        return new Split(
                name,
                IntStream.range(from, to)
                        .mapToObj(i -> example(name + ":" + i, i + ".jpg", "text " + i))
                        .toList());
    }

    private static Example example(String id, String image, String text) {
        return new Example(id, image, text, new Answer.Truth(id.hashCode() % 2 == 0), Map.of());
    }
}
