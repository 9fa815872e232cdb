package dev.sonde.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.data.GridCell;
import dev.sonde.data.ReferringExpression;
import dev.sonde.data.RelationCategory;
import dev.sonde.data.Split;
import dev.sonde.data.Tag;
import dev.sonde.data.Task;
import dev.sonde.data.Vsr;
import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WorldDataTest {
    private static final WorldData DATA = WorldData.of(World.defaults())
            .withSizes(WorldSizes.defaults().withScenes(6000, 1000, 2000).withExpressionsPerScene(2));
    private static final Task REFERRING = DATA.refCocoG();
    private static final Task VSR = DATA.vsr();
    private static final Task RCM = DATA.rcm();

    @Test
    void everyStatementIsClearlyTrueOrFalseByTheOracle() {
        for (Split split : VSR.splits()) {
            for (Example example : split.examples()) {
                int judged = new Oracle(DATA.world().scene(example.image())).statement(example.text());
                assertThat(judged).as(example.toString()).isEqualTo(isTrue(example) ? 1 : -1);
            }
        }
    }

    @Test
    void everyStatementIsAsOftenTrueAsFalse() {
        for (Split split : VSR.splits()) {
            Map<String, Integer> balance = new HashMap<>();
            split.examples().forEach(one -> balance.merge(one.text(), isTrue(one) ? 1 : -1, Integer::sum));
            assertThat(balance.values()).containsOnly(0);
        }
    }

    @Test
    void everyRelationAndCategoryIsBalanced() {
        for (Split split : VSR.splits()) {
            assertThat(split.by(Tag.RELATION)).hasSameSizeAs(Relation.values());
            assertThat(split.by(Tag.RELATION_CATEGORY)).hasSameSizeAs(RelationCategory.values());
            split.by(Tag.RELATION)
                    .values()
                    .forEach(part -> assertThat(part.labels().trueShare()).isEqualTo(0.5));
        }
        assertThat(VSR.train().size()).isGreaterThan(5500).isLessThanOrEqualTo(6000);
    }

    @Test
    void relationsAreThoseOfVsrInItsCategories() {
        for (Relation relation : Relation.values()) {
            assertThat(Vsr.bundled().categories().of(relation.label()))
                    .as(relation.label())
                    .contains(relation.category());
        }
    }

    @Test
    void statementsCanBeMadeOfFewerRelations() {
        StatementOptions few = DATA.statements().withRelations(Relation.LEFT_OF, Relation.ABOVE, Relation.NEAR);
        Split split = DATA.withStatements(few).vsr().validation();
        assertThat(split.by(Tag.RELATION)).containsOnlyKeys("left of", "above", "near");
        assertThat(split.by(Tag.RELATION).get("above").size()).isGreaterThan(300);
        assertThatThrownBy(() -> few.withRelations()).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> few.withRelations(Relation.NEAR, Relation.NEAR))
                .isInstanceOf(SondeException.class);
    }

    @Test
    void everyExpressionRefersToOneThingOnly() {
        for (Example example : REFERRING.test().examples()) {
            Scene scene = DATA.world().scene(example.image());
            Oracle oracle = new Oracle(scene);
            String[] parts = example.text().split(" (?=left of|right of|above|below|inside|near)", 2);
            List<Thing> described = oracle.described(parts[0].replaceFirst("^an? ", ""));
            assertThat(described).as(example.toString()).hasSize(1);
            Thing thing = described.get(0);
            assertThat(example.answer()).isEqualTo(new Answer.Region(thing.box().toUnit(scene.size())));
            assertThat(example.tag(Tag.CATEGORY)).contains(thing.kind().word());
            assertThat(example.tag(Tag.SUPER_CATEGORY))
                    .contains(thing.kind().group().label());
            if (parts.length > 1) {
                String[] rest = parts[1].split(" an? ", 2);
                Thing other = oracle.described(rest[1]).get(0);
                assertThat(oracle.relation(rest[0], thing, other))
                        .as(example.toString())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void someExpressionsNameARelation() {
        long related = REFERRING.test().examples().stream()
                .filter(example -> example.text().matches(".* an? .*"))
                .count();
        assertThat((double) related / REFERRING.test().size()).isCloseTo(0.15, Offset.offset(0.03));
    }

    @Test
    void cellsAreJudgedByTheCentreOfTheBox() {
        for (Example example : RCM.test().examples()) {
            String[] parts = example.text().split(" in the ");
            Scene scene = DATA.world().scene(example.image());
            Thing thing = new Oracle(scene)
                    .described(parts[0].replaceFirst("^an? ", ""))
                    .get(0);
            int column = (int) Math.floor(thing.box().centreX() / 64 * 3);
            int row = (int) Math.floor(thing.box().centreY() / 64 * 3);
            String cell = List.of("top", "middle", "bottom").get(row)
                    + List.of(" left", "", " right").get(column);
            assertThat(parts[1].equals(cell)).as(example.toString()).isEqualTo(isTrue(example));
        }
    }

    @Test
    void cellsAreBalancedWithinEachKind() {
        for (Split split : RCM.splits()) {
            assertThat(split.labels().trueShare()).isEqualTo(0.5);
            for (Split kind : split.by(Tag.CATEGORY).values()) {
                Map<String, Split> named = kind.by(Tag.CELL);
                assertThat(named).hasSameSizeAs(GridCell.values());
                assertThat(named.values().stream().map(Split::size).distinct()).hasSize(1);
                named.values().forEach(one -> assertThat(one.labels().trueShare())
                        .as(one.name())
                        .isEqualTo(0.5));
                kind.by(Tag.TRUE_CELL).values().forEach(one -> assertThat(
                                one.labels().trueShare())
                        .as(one.name())
                        .isEqualTo(0.5));
            }
        }
        assertThat(RCM.test().size()).isGreaterThan(3000);
    }

    @Test
    void textAloneTellsNothing() {
        assertThat(accuracyOfTextAlone(VSR)).isCloseTo(0.5, Offset.offset(1e-9));
        assertThat(accuracyOfTextAlone(RCM)).isCloseTo(0.5, Offset.offset(0.03));
    }

    @Test
    void noSceneIsInTwoSplits() {
        List<Set<String>> images = Arrays.stream(WorldPart.values())
                .map(part -> DATA.scenes(part).stream().map(Scene::name).collect(Collectors.toSet()))
                .toList();
        for (Task task : List.of(REFERRING, VSR, RCM)) {
            for (int i = 0; i < images.size(); i++) {
                assertThat(images.get(i)).containsAll(task.splits().get(i).images());
                assertThat(Collections.disjoint(images.get(i), images.get((i + 1) % 3)))
                        .isTrue();
            }
            task.leakage().pairs().forEach(pair -> assertThat(pair.images().sharedValues())
                    .isZero());
        }
    }

    @Test
    void sizesOfOtherSplitsDoNotChangeTheTest() {
        WorldData small = DATA.withSizes(DATA.sizes().withScenes(50, 60, 2000));
        assertThat(small.refCocoG().test()).isEqualTo(REFERRING.test());
    }

    @Test
    void captionsAreTrueAndTheirTwinsFalse() {
        for (Scene scene : DATA.scenes(WorldPart.VALIDATION)) {
            Oracle oracle = new Oracle(scene);
            for (Caption caption : DATA.captions(scene, 4)) {
                assertThat(oracle.namesSomethingAbsent(caption.text()))
                        .as(caption.toString())
                        .isFalse();
                assertThat(oracle.namesSomethingAbsent(caption.foilText()))
                        .as(caption.toString())
                        .isTrue();
                assertThat(caption.foil().place()).isEqualTo(caption.truth().place());
                assertThat(caption.truth().of(scene)).isEqualTo(Holds.YES);
                assertThat(caption.foil().of(scene)).isEqualTo(Holds.NO);
            }
        }
    }

    @Test
    void captionsSpeakOfLocationAsOftenAsAsked() {
        assertThat(locationShare(DATA)).isCloseTo(0.10, Offset.offset(0.02));
        WorldData none = DATA.withCaptions(CaptionOptions.defaults().withLocationPercent(0));
        assertThat(locationShare(none)).isZero();
        WorldData all = DATA.withCaptions(CaptionOptions.defaults().withLocationPercent(100));
        assertThat(locationShare(all)).isEqualTo(1);
    }

    @Test
    void locationFoilsAreFalseInLocationOnly() {
        WorldData data = DATA.withCaptions(CaptionOptions.defaults().withLocationFoilPercent(5));
        int foils = 0;
        int captions = 0;
        for (Scene scene : data.scenes(WorldPart.VALIDATION)) {
            Oracle oracle = new Oracle(scene);
            for (Caption caption : data.captions(scene, 4)) {
                captions++;
                if (caption.isLocationFoil()) {
                    foils++;
                    assertThat(oracle.namesSomethingAbsent(caption.foilText())).isFalse();
                    assertThat(caption.foil().of(scene)).isEqualTo(Holds.NO);
                    if (caption.foil().place() instanceof Place.Related) {
                        assertThat(oracle.statement(caption.foilText().replaceAll("(small|large) ", "")))
                                .isEqualTo(-1);
                    }
                }
            }
        }
        assertThat((double) foils / captions).isCloseTo(0.05, Offset.offset(0.015));
    }

    @Test
    void answersAreRight() {
        for (Scene scene : DATA.scenes(WorldPart.VALIDATION)) {
            for (Question question : DATA.questions(scene, 5)) {
                assertThat(question.answer()).as(question + " of " + scene).isEqualTo(answered(scene, question.text()));
                assertThat(question.text()).doesNotContainPattern("left|right|top|bottom|middle|above|below|near");
            }
        }
    }

    @Test
    void impossibleSizesAndSharesAreRefused() {
        assertThatThrownBy(() -> DATA.sizes().withScenes(0, 1, 1)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> DATA.sizes().withScenes(1, 100_001, 1))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("validation split");
        assertThatThrownBy(() -> DATA.sizes().withExpressionsPerScene(0)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> CaptionOptions.defaults().withLocationPercent(101))
                .isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> CaptionOptions.defaults().withLocationFoilPercent(91))
                .isInstanceOf(SondeException.class);
    }

    @Test
    void phrasesOfOneSceneDescribeDifferentThings() {
        for (Scene scene : DATA.scenes(WorldPart.VALIDATION).subList(0, 100)) {
            List<Long> objects = DATA.expressions(scene).stream()
                    .map(ReferringExpression::annotationId)
                    .toList();
            assertThat(objects).hasSize(2).doesNotHaveDuplicates();
        }
    }

    /** Accuracy on the test split of the label that each text mostly has in the training split. */
    private static double accuracyOfTextAlone(Task task) {
        Map<String, Integer> balance = new HashMap<>();
        task.train().examples().forEach(one -> balance.merge(one.text(), isTrue(one) ? 1 : -1, Integer::sum));
        long right = task.test().examples().stream()
                .filter(one -> balance.getOrDefault(one.text(), 0) >= 0 == isTrue(one))
                .count();
        return (double) right / task.test().size();
    }

    private static double locationShare(WorldData data) {
        return data.scenes(WorldPart.VALIDATION).stream()
                .flatMap(scene -> data.captions(scene, 4).stream())
                .mapToInt(caption -> caption.truth().saysLocation() ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private static String answered(Scene scene, String question) {
        Oracle oracle = new Oracle(scene);
        String[] words = question.replace("?", "").split(" ");
        String last = words[words.length - 1];
        String attributes = words[words.length - 2] + " " + last;
        return switch (words[0] + " " + words[1]) {
            case "what colour" -> oracle.described(last).get(0).colour().word();
            case "what shape" -> oracle.described(attributes).get(0).kind().word();
            case "what size" -> oracle.described(attributes).get(0).size().word();
            case "is there" -> oracle.described(attributes).isEmpty() ? "no" : "yes";
            case "how many" ->
                Questions.NUMBERS.get(
                        words.length == 5
                                ? scene.things().size()
                                : oracle.described(words[2]).size());
            default -> throw new AssertionError(question);
        };
    }

    private static boolean isTrue(Example example) {
        return ((Answer.Truth) example.answer()).value();
    }
}
