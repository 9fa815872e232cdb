package dev.sonde.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.Answer;
import dev.sonde.data.Box;
import dev.sonde.data.Example;
import dev.sonde.data.GridCell;
import dev.sonde.data.ReferringExpression;
import dev.sonde.data.RegionCellOptions;
import dev.sonde.data.RegionCells;
import dev.sonde.data.Split;
import dev.sonde.data.Tag;
import dev.sonde.display.SondeException;
import dev.sonde.image.ImageSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HumanStudyTest {
    @Test
    void paperStudyHasFiftyMatchingItemsAndFiftyOthers() {
        HumanStudy study = HumanStudy.draw(StudyItems.examples(60), 1);
        assertThat(study.items()).hasSize(100).doesNotHaveDuplicates();
        assertThat(study.items().stream().filter(StudyItem::match)).hasSize(50);
        assertThat(study.practice()).hasSize(3).doesNotContainAnyElementsOf(study.items());
        assertThat(study.practice().stream().map(StudyItem::match)).contains(true, false);
    }

    @Test
    void matchingItemsAreNotInARow() {
        List<StudyItem> items = HumanStudy.draw(StudyItems.examples(60), 1).items();
        assertThat(items.subList(0, 50).stream().filter(StudyItem::match).count())
                .isBetween(10L, 40L);
    }

    @Test
    void drawDependsOnTheSeedAndNotOnTheOrderOfTheExamples() {
        List<Example> examples = StudyItems.examples(60);
        List<Example> reversed = new ArrayList<>(examples);
        Collections.reverse(reversed);
        HumanStudy study = HumanStudy.draw(examples, 5);
        assertThat(HumanStudy.draw(reversed, 5)).isEqualTo(study);
        assertThat(HumanStudy.draw(examples, 6).id()).isNotEqualTo(study.id());
    }

    @Test
    void phraseIsAskedAboutOnce() {
        List<Example> examples = new ArrayList<>();
        for (GridCell named : GridCell.values()) {
            examples.add(StudyItems.example("a.jpg", "the dog", named, GridCell.TOP));
            examples.add(StudyItems.example("b.jpg", "the cat", named, GridCell.TOP));
        }
        HumanStudy study = HumanStudy.draw(examples, 1, 1, 0, 3);
        assertThat(study.items().stream().map(StudyItem::phrase)).containsExactlyInAnyOrder("the dog", "the cat");
        assertThatThrownBy(() -> HumanStudy.draw(examples, 1, 2, 0, 3))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("needs 2 items in which the phrase does not match")
                .hasMessageContaining("there are 1");
    }

    @Test
    void practiceShowsOtherPhotographsWhereThereAreSome() {
        HumanStudy study = HumanStudy.draw(StudyItems.examples(20), 5, 5, 3, 2);
        Set<String> shown = study.items().stream().map(StudyItem::image).collect(Collectors.toSet());
        assertThat(study.practice().stream().map(StudyItem::image)).noneMatch(shown::contains);
    }

    @Test
    void tooFewExamplesAreToldWithWhatToDo() {
        assertThatThrownBy(() -> HumanStudy.draw(StudyItems.examples(49), 1))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("needs 50 items in which the phrase matches the location")
                .hasMessageContaining("98 examples there are 49")
                .hasMessageContaining("draw fewer");
        assertThatThrownBy(() -> HumanStudy.draw(StudyItems.examples(50), 1)).hasMessageContaining("2 practice items");
        assertThatThrownBy(() -> HumanStudy.draw(StudyItems.examples(50), -1, 5, 1))
                .isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> HumanStudy.draw(StudyItems.examples(50), 0, 0, 1))
                .isInstanceOf(SondeException.class);
    }

    @Test
    void examplesOfOtherTasksAreRefused() {
        Map<Tag, String> tags = Map.of(Tag.PHRASE, "p", Tag.CELL, "top", Tag.TRUE_CELL, "middle");
        Stream.of(
                        new Example("e", "i", "t", new Answer.Truth(true), Map.of()),
                        new Example("e", "i", "t", new Answer.Truth(true), tags),
                        new Example("e", "i", "t", new Answer.Region(Box.unit(0, 0, 1, 1)), tags),
                        new Example(
                                "e",
                                "i",
                                "t",
                                new Answer.Truth(false),
                                Map.of(Tag.PHRASE, "p", Tag.CELL, "atop", Tag.TRUE_CELL, "middle")))
                .forEach(example -> assertThatThrownBy(() -> StudyItem.of(example))
                        .isInstanceOf(SondeException.class)
                        .hasMessageContaining("The example e "));
    }

    @Test
    void itemsAreDrawnFromRegionCellMatching() {
        List<ReferringExpression> expressions = new ArrayList<>();
        for (int i = 0; i < 9 * 16; i++) {
            GridCell cell = GridCell.values()[i % 9];
            Box box = Box.pixels(100 * cell.column() + 10, 100 * cell.row() + 10, 50, 60);
            expressions.add(new ReferringExpression(
                    "e" + i,
                    i,
                    i + ".jpg",
                    Optional.of(new ImageSize(300, 300)),
                    i,
                    box,
                    "thing " + i,
                    Optional.empty()));
        }
        Split split = RegionCells.build("RCM test", expressions, RegionCellOptions.defaults())
                .split();
        HumanStudy study = HumanStudy.draw(split.examples(), 30, 30, 1);
        assertThat(study.items()).allSatisfy(item -> {
            int place = Integer.parseInt(item.phrase().substring("thing ".length()));
            assertThat(item.image()).isEqualTo(place + ".jpg");
            assertThat(item.match()).isEqualTo(item.cell() == GridCell.values()[place % 9]);
        });
    }

    @Test
    void idTellsNothingOfTheAnswer() {
        StudyItem right = StudyItems.item("a.jpg", GridCell.TOP, GridCell.TOP);
        StudyItem wrong = StudyItems.item("a.jpg", GridCell.TOP, GridCell.BOTTOM);
        assertThat(right.id()).isEqualTo(wrong.id()).matches("[0-9a-f]{12}");
        assertThat(StudyItems.item("a.jpg", GridCell.MIDDLE, GridCell.TOP).id()).isNotEqualTo(right.id());
    }
}
