package dev.sonde.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import dev.sonde.experiment.HeadSize;
import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Scale;
import dev.sonde.experiment.Training;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Tables 2 to 5. */
class JudgedTablesTest {
    private static final ToDoubleFunction<RunRequest> NOTHING = request -> Double.NaN;

    private static SyntheticRuns runs(Scale scale, ToDoubleFunction<RunRequest> percent) {
        return SyntheticRuns.of(scale, percent);
    }

    @Test
    void everyPublishedNumberHasACell() {
        SyntheticRuns none = runs(Scale.MINI, NOTHING);
        List<Judged> tables =
                List.of(Table1.of(none), Table2.of(none), Table3.of(none), Table4.of(none), Table5.of(none));
        for (int number = 1; number <= 5; number++) {
            List<JudgedCell> cells = tables.get(number - 1).verdicts().cells();
            for (PublishedCell published : Published.asPrinted().table(number).cells()) {
                assertThat(cells)
                        .as(published.place())
                        .filteredOn(cell -> cell.item().equals(published.item())
                                && cell.row().equals(published.row())
                                && cell.resampler() == published.resampler()
                                && cell.column().equals(published.column()))
                        .hasSize(1)
                        .allSatisfy(cell -> assertThat(cell.published().getAsDouble())
                                .isEqualTo(published.value().value()));
            }
            assertThat(cells).noneMatch(cell -> cell.verdict() == Verdict.PASS || cell.verdict() == Verdict.FAIL);
            assertThat(tables.get(number - 1).render().text()).contains("ours");
        }
    }

    @Test
    void categoriesThatJointTrainingLiftsPass() {
        Table2 table = Table2.of(runs(Scale.MINI, request -> request.training() == Training.JOINT ? 95 : 30));
        assertThat(table.verdicts().cells()).hasSize(28).allSatisfy(cell -> {
            assertThat(cell.verdict()).isEqualTo(Verdict.PASS);
            assertThat(cell.n()).hasValue(40);
        });
        assertThat(table.detectable().toString()).contains("Directional", "88", "40");
        assertThat(table.figure().toText()).contains("frozen, ours", "unfrozen, paper");
    }

    @Test
    void categoriesThatJointTrainingLowersFailAndEqualOnesSayNothing() {
        Table2 lower = Table2.of(runs(Scale.MINI, request -> request.training() == Training.JOINT ? 30 : 95));
        assertThat(lower.verdicts().count(Verdict.FAIL)).isEqualTo(28);
        Table2 equal = Table2.of(runs(Scale.MINI, request -> 60));
        assertThat(equal.verdicts().count(Verdict.NOT_COMPARABLE)).isEqualTo(28);
    }

    @Test
    void categoriesAreJudgedByTheirIntervalAtPaperScale() {
        Verdicts verdicts = Table2.of(runs(Scale.PAPER, request -> 62)).verdicts();
        assertThat(find(verdicts, "Q-Former", Resampler.FROZEN, "Adjacency").verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(find(verdicts, "IBLIP Q-Former", Resampler.FROZEN, "Directional")
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void largerProbesThatStayBelowJointTrainingPass() {
        Table3 table = Table3.of(runs(Scale.MINI, PaperTables::percent));
        assertThat(table.verdicts().count(Verdict.PASS)).isEqualTo(18);
        assertThat(table.sizes().toString()).contains("1,000", "25.0");
        assertThat(table.selectivities().cells()).hasSize(18).allSatisfy(cell -> {
            assertThat(cell.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
            assertThat(cell.measured()).isPresent();
        });
        assertThat(table.figure().panels()).hasSize(3);
    }

    @Test
    void alargeProbeAsGoodAsJointTrainingFails() {
        Table3 table = Table3.of(
                runs(Scale.MINI, request -> request.head() == HeadSize.SWIGLU_4 ? 80 : PaperTables.percent(request)));
        assertThat(table.verdicts().count(Verdict.FAIL)).isEqualTo(6);
        assertThat(find(table.verdicts(), "Q-Former, 4-layer probe", Resampler.FROZEN, "RCM test")
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void probesAreJudgedByTheirNumbersAtPaperScale() {
        assertThat(Table3.of(runs(Scale.PAPER, PaperTables::percent)).verdicts().count(Verdict.PASS))
                .isEqualTo(18);
        assertThat(Table3.of(runs(Scale.PAPER, request -> PaperTables.percent(request) + 20))
                        .verdicts()
                        .count(Verdict.FAIL))
                .isEqualTo(18);
    }

    @Test
    void bestValuesAreShownAndTheBudgetIsJudged() {
        Table4 table = Table4.of(runs(Scale.PAPER, PaperTables::percent));
        Verdicts verdicts = table.verdicts();
        JudgedCell rate = find(verdicts, "Q-Former", Resampler.FROZEN, "RefCOCOg lr");
        assertThat(rate.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(rate.measured().getAsDouble()).isBetween(1e-5, 5e-4);
        assertThat(find(verdicts, "Q-Former", Resampler.FROZEN, "RefCOCOg trials")
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(table.trials(PaperSystem.QFORMER_FROZEN, ProbedTask.REFCOCOG)
                        .importances()
                        .trials())
                .isEqualTo(12);
        assertThat(table.history(PaperSystem.QFORMER_FROZEN, ProbedTask.REFCOCOG)
                        .caption())
                .contains("Q-Former frozen");
        assertThat(table.expectedPerformance(PaperSystem.QFORMER_FROZEN, ProbedTask.REFCOCOG)
                        .toText())
                .contains("expected best");
    }

    @Test
    void tooFewTrialsFailAtPaperScale() {
        SyntheticRuns runs = new SyntheticRuns(Scale.PAPER, 280, PaperTables::percent, task -> Double.NaN, 9, 0);
        assertThat(find(Table4.of(runs).verdicts(), "Q-Former", Resampler.FROZEN, "RefCOCOg trials")
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aSearchThatWasNotRunIsToldSo() {
        Table4 table = Table4.of(runs(Scale.MINI, NOTHING));
        assertThatThrownBy(() -> table.trials(PaperSystem.QFORMER_JOINT, ProbedTask.VSR))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("Q-Former unfrozen");
    }

    /** In the synthetic data later groups are larger, further out and more frequent. */
    @Test
    void signsOfTauThatAreThePapersPass() {
        Table5 table = Table5.of(new GroupedRuns(Scale.MINI, group -> 20 + 12.0 * group));
        Verdicts verdicts = table.verdicts();
        assertThat(find(verdicts, "Q-Former", Resampler.FROZEN, "Area (test)").verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(find(verdicts, "Q-Former", Resampler.FROZEN, "# examples (train)")
                        .verdict())
                .isEqualTo(Verdict.PASS);
        JudgedCell distance = find(verdicts, "Q-Former", Resampler.FROZEN, "Distance (test)");
        assertThat(distance.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(distance.p().getAsDouble()).isLessThan(0.05);
        assertThat(distance.n()).hasValue(6);
        assertThat(table.figure(PaperSystem.QFORMER_FROZEN).toText()).contains("tau 1.00");
    }

    @Test
    void aTauThatSoFewGroupsCannotTellIsNotComparable() {
        Verdicts verdicts = Table5.of(new GroupedRuns(Scale.MINI, group -> group % 2 == 0 ? 40 + group : 60 - group))
                .verdicts();
        assertThat(verdicts.count(Verdict.FAIL) + verdicts.count(Verdict.PASS)).isZero();
        JudgedCell insignificant = find(verdicts, "Q-Former", Resampler.UNFROZEN, "Distance (test)");
        assertThat(insignificant.rule()).contains("the paper's own coefficient");
        assertThat(insignificant.measured()).isPresent();
    }

    @Test
    void atPaperScaleTheIntervalOfTauDecides() {
        Verdicts rising = Table5.of(new GroupedRuns(Scale.PAPER, group -> 10 + 15.0 * group))
                .verdicts();
        assertThat(find(rising, "Q-Former", Resampler.FROZEN, "Distance (test)").verdict())
                .isEqualTo(Verdict.FAIL);
        Verdicts noisy = Table5.of(new GroupedRuns(Scale.PAPER, group -> 50 + 2.0 * (group * 5 % 6)))
                .verdicts();
        assertThat(find(noisy, "Q-Former", Resampler.FROZEN, "# examples (train)")
                        .interval()
                        .orElseThrow()
                        .width())
                .isGreaterThan(0.5);
        assertThat(find(noisy, "IBLIP Q-Former", Resampler.FROZEN, "# examples (train)")
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    static JudgedCell find(Verdicts verdicts, String row, Resampler state, String column) {
        return verdicts.cells().stream()
                .filter(cell -> cell.row().equals(row)
                        && cell.resampler() == state
                        && cell.column().equals(column))
                .findFirst()
                .orElseThrow(() -> new AssertionError(row + " " + state + ", " + column + " of "
                        + verdicts.cells().stream().map(JudgedCell::place).toList()));
    }

    @Test
    void theSystemsAreThoseOfTheTables() {
        assertThat(PaperSystem.QFORMER_JOINT.request(ProbedTask.RCM))
                .isEqualTo(RunRequest.joint(ProbedModel.BLIP2, ProbedTask.RCM));
        assertThat(Table4.space(ProbedTask.RCM).names()).containsExactly("lr", "epochs");
    }
}
