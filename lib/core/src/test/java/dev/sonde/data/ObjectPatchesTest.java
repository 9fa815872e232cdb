package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ObjectPatchesTest {
    private final ObjectPatches patches = ObjectPatches.bundled();

    @Test
    void eachPatchHasItsCentreInTheBoxOfAnObjectAsLargeAsAPatch() {
        assertThat(patches.all()).hasSize(2052).allSatisfy(patch -> {
            Box box = patch.box();
            Box place = patch.place();
            assertThat(place.centreX()).isBetween(box.x() - 1e-9, box.x1() + 1e-9);
            assertThat(place.centreY()).isBetween(box.y() - 1e-9, box.y1() + 1e-9);
            assertThat(patch.share()).isGreaterThanOrEqualTo(1.0 / 256 - 1e-12);
        });
    }

    @Test
    void noObjectHasMoreThanThreePatchesOrOneTwice() {
        Map<Long, List<Integer>> ofObject = patches.all().stream()
                .collect(Collectors.groupingBy(
                        patch -> patch.object().annotationId(),
                        Collectors.mapping(ObjectPatch::number, Collectors.toList())));
        assertThat(ofObject).hasSize(746);
        assertThat(ofObject.values())
                .allSatisfy(
                        numbers -> assertThat(numbers).doesNotHaveDuplicates().hasSizeBetween(1, 3));
    }

    @Test
    void everyPhotographIsAttributedUnderALicenceThatAllowsIt() throws IOException {
        List<String[]> lines = attributions();
        assertThat(lines.stream().map(cells -> cells[0]).collect(Collectors.toSet()))
                .isEqualTo(patches.all().stream()
                        .map(patch -> patch.object().image())
                        .collect(Collectors.toSet()));
        assertThat(lines).allSatisfy(cells -> assertThat(cells[1])
                .isIn("CC-BY-2.0", "CC-BY-SA-2.0", "No known copyright restrictions"));
    }

    @Test
    void aQuestionIsAnsweredOfThePatchWhoseIdTheExampleHas() {
        Task task = patches.asking("left half", patch -> patch.box().centreX() < 0.5);
        Map<String, ObjectPatch> byId = patches.all().stream()
                .collect(Collectors.toMap(patch -> patch.object().id(), patch -> patch));
        assertThat(task.splits().stream().mapToInt(Split::size).sum()).isEqualTo(2052);
        assertThat(task.test().examples()).allSatisfy(example -> assertThat(example.answer())
                .isEqualTo(new Answer.Truth(byId.get(example.id()).box().centreX() < 0.5)));
        assertThat(patches.boxes().predictsBoxes()).isTrue();
    }

    @Test
    void taskByImagesParts60To10To30WithoutSharingAnImage() {
        List<Example> examples = IntStream.range(0, 200)
                .mapToObj(i -> example(i, i % 100 + ".jpg"))
                .toList();
        Task task = Task.byImages("mine", examples, 1);
        assertThat(task.splits()).extracting(split -> split.images().size()).containsExactly(60, 10, 30);
        assertThat(task.splits()).extracting(Split::size).containsExactly(120, 20, 60);
        for (Leakage.Pair pair : task.leakage().pairs()) {
            assertThat(pair.images().sharedValues()).isZero();
        }
        assertThat(Task.byImages("mine", examples, 1)).isEqualTo(task);
        assertThat(Task.byImages("mine", examples, 2)).isNotEqualTo(task);
    }

    @Test
    void divisionDoesNotDependOnTheOrderOfTheExamples() {
        List<Example> examples = new java.util.ArrayList<>(
                IntStream.range(0, 50).mapToObj(i -> example(i, i + ".jpg")).toList());
        Set<String> test = Task.byImages("mine", examples, 1).test().images();
        Collections.reverse(examples);
        assertThat(Task.byImages("mine", examples, 1).test().images()).hasSameElementsAs(test);
    }

    @Test
    void fewImagesAreNotDivided() {
        List<Example> examples =
                IntStream.range(0, 50).mapToObj(i -> example(i, i % 9 + ".jpg")).toList();
        assertThatThrownBy(() -> Task.byImages("mine", examples, 1))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("9 images");
    }

    @Test
    void aPatchBeyondTheGridIsRefused() {
        ReferringExpression object = patches.all().get(0).object();
        assertThatThrownBy(() -> new ObjectPatch(object, 256)).isInstanceOf(SondeException.class);
        assertThat(new ObjectPatch(object, 255).place().x1()).isEqualTo(1);
        assertThat(new ObjectPatch(object, 17).place().y()).isEqualTo(1.0 / 16);
    }

    private static Example example(int number, String image) {
        return new Example(Integer.toString(number), image, "text", new Answer.Truth(number % 2 == 0), Map.of());
    }

    private static List<String[]> attributions() throws IOException {
        try (InputStream in = ObjectPatches.class.getResourceAsStream("objects/ATTRIBUTION.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .toList();
        }
    }
}
