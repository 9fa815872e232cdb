package dev.sonde.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.data.GridCell;
import dev.sonde.display.SondeException;
import dev.sonde.stats.Proportion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Four items, of which the first two match, and three raters; every number is computed by hand. */
class StudyResultTest {
    private static final StudyKey KEY = StudyItems.key();
    private static final ItemAnswer YES = ItemAnswer.of(true);
    private static final ItemAnswer NO = ItemAnswer.of(false);

    private static Rater rater(String name, boolean simulated, ItemAnswer... answers) {
        Map<String, ItemAnswer> byItem = new LinkedHashMap<>();
        for (int i = 0; i < answers.length; i++) {
            byItem.put(StudyItems.ids(KEY).get(i), answers[i]);
        }
        return new Rater(name, simulated, byItem);
    }

    private static StudyResult result(boolean firstSimulated, boolean othersSimulated) {
        return StudyResult.of(new StudyAnswers(
                KEY,
                List.of(
                        rater("a", firstSimulated, YES, YES, NO, NO),
                        rater("b", othersSimulated, YES, NO, NO, YES.withCells(GridCell.TOP, GridCell.MIDDLE)),
                        rater("c", othersSimulated, YES.withCells(GridCell.TOP), YES.asIncorrect(), YES))));
    }

    private final StudyResult result = result(false, false);

    @Test
    void accuracyLeavesOutSeveralCellsAndIncorrectPhrasesButNotASingleCell() {
        assertThat(result.accuracy()).isEqualTo(new Tally(7, 9));
        assertThat(result.accuracy().proportion()).contains(new Proportion(7, 9));
        assertThat(result.meanAccuracy()).isCloseTo((1 + 2 / 3.0 + 1 / 2.0) / 3, within(1e-15));
        assertThat(result.accuracyOfAll()).isEqualTo(new Tally(8, 11));
    }

    @Test
    void accuracyIsToldByAnswerAndByCell() {
        assertThat(result.accuracy(true)).isEqualTo(new Tally(4, 5));
        assertThat(result.accuracy(false)).isEqualTo(new Tally(3, 4));
        assertThat(result.accuracyByCell())
                .hasSize(9)
                .containsEntry(GridCell.TOP, new Tally(4, 5))
                .containsEntry(GridCell.BOTTOM, new Tally(2, 3))
                .containsEntry(GridCell.BOTTOM_LEFT, new Tally(1, 1))
                .containsEntry(GridCell.MIDDLE, new Tally(0, 0));
    }

    @Test
    void kappaIsThatOfTheItemsThatAllKept() {
        // Rows (no, yes): (0, 3) and (2, 1). P = (1 + 1/3) / 2, Pe = (1/3)^2 + (2/3)^2.
        assertThat(result.agreement().items()).isEqualTo(2);
        assertThat(kappa(result.agreement())).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void kappaOfKeptAnswersHasUnequalRaters() {
        // (0, 3), (1, 1), (2, 1); the last item has one kept answer. P = 4/9, Pe = (9 + 25) / 64.
        assertThat(result.agreementOfKept().items()).isEqualTo(3);
        assertThat(kappa(result.agreementOfKept())).isCloseTo(-5 / 27.0, within(1e-12));
    }

    @Test
    void kappaOfAllAnswersExcludesNothing() {
        // (0, 3), (1, 2), (2, 1), (1, 1). P = 5/12, Pe = (16 + 49) / 121.
        assertThat(result.agreementOfAll().items()).isEqualTo(4);
        assertThat(kappa(result.agreementOfAll())).isCloseTo(-25 / 96.0, within(1e-12));
    }

    private static double kappa(Agreement agreement) {
        return agreement.kappa().orElseThrow().kappa();
    }

    @Test
    void participantsAreCounted() {
        List<RaterResult> raters = result.raters();
        assertThat(raters.stream().map(RaterResult::kept))
                .containsExactly(new Tally(4, 4), new Tally(2, 3), new Tally(1, 2));
        assertThat(raters.stream().map(RaterResult::all))
                .containsExactly(new Tally(4, 4), new Tally(2, 4), new Tally(2, 3));
        assertThat(raters.stream().map(RaterResult::severalCells)).containsExactly(0L, 1L, 0L);
        assertThat(raters.stream().map(RaterResult::incorrect)).containsExactly(0L, 0L, 1L);
        assertThat(raters.stream().map(RaterResult::missing)).containsExactly(0L, 0L, 1L);
    }

    @Test
    void itemsComeWithTheMostDifficultFirst() {
        assertThat(result.items().stream().map(one -> one.item().image()))
                .containsExactly("b.jpg", "c.jpg", "a.jpg", "d.jpg");
        assertThat(result.items().get(0)).extracting(ItemResult::kept).isEqualTo(new Tally(1, 2));
        assertThat(result.difficultItemTable().toString())
                .contains("b.jpg", "c.jpg", "d.jpg")
                .doesNotContain("a.jpg");
    }

    @Test
    void medianTimeIsToldWhereItIsKnown() {
        ItemAnswer[] timed = Stream.of(1000, 2000, 9000, 4000)
                .map(time -> new ItemAnswer(Optional.of(true), List.of(), false, OptionalLong.of(time)))
                .toArray(ItemAnswer[]::new);
        StudyResult one = StudyResult.of(new StudyAnswers(KEY, List.of(rater("a", false, timed))));
        assertThat(one.raters().get(0).medianSeconds()).hasValue(3.0);
        assertThat(result.raters().get(0).medianSeconds()).isEmpty();
    }

    @Test
    void missingAgreementIsExplained() {
        StudyResult one = StudyResult.of(new StudyAnswers(KEY, List.of(rater("a", false, YES, NO))));
        assertThat(one.agreement().kappa()).isEmpty();
        assertThat(one.toString()).contains("no item has answers of two raters or more");
        StudyResult same = StudyResult.of(
                new StudyAnswers(KEY, List.of(rater("a", false, YES, YES), rater("b", false, YES, YES))));
        assertThat(same.agreement().problem()).isEqualTo("all answers are the same");
    }

    @Test
    void resultWithoutKeptAnswersIsRefused() {
        StudyAnswers none = new StudyAnswers(KEY, List.of(rater("a", false, YES.asIncorrect())));
        assertThatThrownBy(() -> StudyResult.of(none))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("No answer of the study " + KEY.study() + " is kept");
    }

    @Test
    void resultsOfPeopleSayNothingOfSimulation() {
        assertThat(result.simulated()).isEqualTo(Origin.PEOPLE);
        assertThat(texts(result)).noneMatch(text -> text.contains("simulated"));
    }

    @Test
    void resultsOfSimulatedRatersSaySoInEveryTable() {
        assertThat(texts(result(true, true))).allMatch(text -> text.contains("(simulated raters)"));
        assertThat(result(true, true).raterTable().toString()).contains("a (simulated)", "c (simulated)");
    }

    @Test
    void mixedResultsSaySoInEveryTable() {
        assertThat(texts(result(true, false))).allMatch(text -> text.contains("(partly simulated raters)"));
        assertThat(result(true, false).raterTable().toString()).containsOnlyOnce("a (simulated)");
    }

    private static List<String> texts(StudyResult result) {
        return Stream.of(
                        result.view(),
                        result.raterTable(),
                        result.cellTable(),
                        result.difficultItemTable(),
                        result.render().forms().get("text/html"),
                        result)
                .map(String::valueOf)
                .toList();
    }
}
