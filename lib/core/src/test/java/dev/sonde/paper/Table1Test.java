package dev.sonde.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Scale;
import dev.sonde.experiment.Training;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class Table1Test {
    private static Table1 table(Scale scale, ToDoubleFunction<RunRequest> percent) {
        return Table1.of(SyntheticRuns.of(scale, percent));
    }

    private static List<JudgedCell> ran(Verdicts verdicts) {
        return verdicts.cells().stream().filter(cell -> !cell.run().isEmpty()).toList();
    }

    @Test
    void atPaperScaleThePapersOwnNumbersPass() {
        Verdicts verdicts = table(Scale.PAPER, PaperTables::percent).verdicts();
        assertThat(ran(verdicts)).hasSize(30);
        assertThat(ran(verdicts))
                .filteredOn(cell -> cell.column().endsWith("test"))
                .hasSize(15)
                .allSatisfy(cell -> {
                    assertThat(cell.verdict()).isEqualTo(Verdict.PASS);
                    assertThat(cell.rule()).startsWith("statistical");
                });
        table(Scale.PAPER, PaperTables::percent).contrasts().orThrow();
    }

    @Test
    void atPaperScaleOtherNumbersFail() {
        Verdicts verdicts =
                table(Scale.PAPER, request -> PaperTables.percent(request) - 12).verdicts();
        assertThat(ran(verdicts)).allSatisfy(cell -> assertThat(cell.verdict()).isEqualTo(Verdict.FAIL));
    }

    @Test
    void anotherDifferenceFailsAtPaperScale() {
        Verdicts contrasts = table(
                        Scale.PAPER, request -> PaperTables.percent(request) + (PaperTables.isFrozen(request) ? 12 : 0))
                .contrasts();
        JudgedCell lifted = cell(contrasts, "Q-Former joint − Q-Former frozen", "RefCOCOg test, difference");
        assertThat(lifted.published().getAsDouble()).isEqualTo(41.46);
        assertThat(lifted.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aMiniWorldOfThePapersShapePasses() {
        Table1 table = table(Scale.MINI, PaperTables::percent);
        table.verdicts().orThrow();
        assertThat(ran(table.verdicts()))
                .filteredOn(cell -> cell.resampler() != Resampler.NONE)
                .hasSize(24)
                .allSatisfy(cell -> {
                    assertThat(cell.verdict()).isEqualTo(Verdict.PASS);
                    assertThat(cell.rule()).startsWith("shape").contains("points above");
                });
        table.contrasts().orThrow();
    }

    @Test
    void jointTrainingThatLiftsNothingFailsInTheMiniWorld() {
        Table1 table = table(
                Scale.MINI,
                request -> request.training() == Training.JOINT && request.model() == ProbedModel.BLIP2
                        ? PaperTables.percent(RunRequest.frozen(ProbedModel.BLIP2, request.task())) + 8
                        : PaperTables.percent(request));
        assertThat(ran(table.verdicts()))
                .filteredOn(cell -> cell.row().equals("Q-Former"))
                .hasSize(12)
                .allSatisfy(cell -> assertThat(cell.verdict()).isEqualTo(Verdict.FAIL));
        assertThat(cell(table.contrasts(), "Q-Former joint − Q-Former frozen", "RCM test, difference")
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aViltBelowTheFrozenResamplersFailsInTheMiniWorld() {
        Table1 table =
                table(Scale.MINI, request -> request.model() == ProbedModel.VILT ? 10 : PaperTables.percent(request));
        assertThat(ran(table.verdicts()))
                .filteredOn(cell -> cell.row().equals("ViLT"))
                .hasSize(6)
                .allSatisfy(cell -> assertThat(cell.verdict()).isEqualTo(Verdict.FAIL));
    }

    @Test
    void patchTokensBelowTheFrozenResamplersFail() {
        Table1 table = table(
                Scale.MINI, request -> request.model() == ProbedModel.PATCHES ? 15 : PaperTables.percent(request));
        assertThat(cell(table.contrasts(), "patch tokens of the thing − Q-Former frozen", "RefCOCOg test, difference")
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    /** The joint Q-Former is above ViLT on VSR and below it on RCM, in the paper. */
    @Test
    void theOrderOfJointResamplerAndViltIsThePapers() {
        Verdicts swapped = table(
                        Scale.MINI, request -> request.model() == ProbedModel.VILT ? 99 : PaperTables.percent(request))
                .contrasts();
        assertThat(cell(swapped, "Q-Former joint − ViLT", "VSR random test, difference")
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(cell(swapped, "ViLT − Q-Former joint", "RCM test, difference")
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void whereThePaperHasNoOrderNoneIsAskedFor() {
        JudgedCell close = cell(
                table(Scale.MINI, PaperTables::percent).contrasts(),
                "IBLIP Q-Former joint − ViLT",
                "RefCOCOg test, difference");
        assertThat(close.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(close.rule()).contains("within its noise");
        assertThat(close.measured()).isPresent();
    }

    @Test
    void anOrderThatSoFewExamplesCannotTellIsNotComparable() {
        Verdicts contrasts = table(
                        Scale.MINI,
                        request -> request.model() == ProbedModel.VILT
                                ? PaperTables.percent(RunRequest.joint(ProbedModel.BLIP2, request.task()))
                                : PaperTables.percent(request))
                .contrasts();
        assertThat(cell(contrasts, "Q-Former joint − ViLT", "VSR random test, difference")
                        .verdict())
                .isEqualTo(Verdict.NOT_COMPARABLE);
    }

    @Test
    void aMissingRunIsNotRunAndKeepsItsRule() {
        Verdicts verdicts = table(Scale.MINI, request -> Double.NaN).verdicts();
        assertThat(verdicts.count(Verdict.PASS) + verdicts.count(Verdict.FAIL)).isZero();
        assertThat(find(verdicts, "ViLT", Resampler.NONE, "RCM test").verdict()).isEqualTo(Verdict.NOT_RUN);
        assertThat(find(verdicts, "ViLT", Resampler.NONE, "RCM test").rule()).contains("above");
        assertThat(table(Scale.MINI, request -> Double.NaN).toString()).contains("not run");
    }

    @Test
    void quotedRowsAreNotComparableAtAnyScale() {
        for (Scale scale : Scale.values()) {
            Verdicts verdicts = table(scale, PaperTables::percent).verdicts();
            for (String row : List.of("Random", "MDETR (Kamath et al., 2021)")) {
                assertThat(verdicts.cells())
                        .filteredOn(cell -> cell.row().startsWith(row.substring(0, 5)))
                        .isNotEmpty()
                        .allSatisfy(cell -> assertThat(cell.verdict()).isEqualTo(Verdict.NOT_COMPARABLE));
            }
            assertThat(find(verdicts, "Human", Resampler.NONE, "RCM test").verdict())
                    .isEqualTo(Verdict.NOT_RUN);
        }
    }

    @Test
    void everyNumberHasItsOwnRunAndSeeds() {
        JudgedCell cell =
                find(table(Scale.MINI, PaperTables::percent).verdicts(), "Q-Former", Resampler.FROZEN, "RCM test");
        assertThat(cell.seeds()).isEqualTo(1);
        assertThat(cell.n()).hasValue(280);
        assertThat(cell.run().orElseThrow().parameters())
                .containsEntry(
                        "computed",
                        RunRequest.frozen(ProbedModel.BLIP2, ProbedTask.RCM).toString());
        assertThat(cell.interval()).isPresent();
    }

    @Test
    void everySeedIsShown() {
        String text = table(Scale.MINI, PaperTables::percent).seeds().toString();
        assertThat(text.lines().filter(line -> line.contains("Q-Former unfrozen")))
                .hasSize(6);
        assertThat(text).contains("71.43");
        assertThat(table(Scale.MINI, request -> Double.NaN).seeds().toString()).contains("not run");
    }

    @Test
    void oursStandsBelowThePapersRow() {
        String text = table(Scale.PAPER, PaperTables::percent).toString();
        assertThat(text).contains("ours", "paper", "30.26");
        assertThat(text.lines().filter(line -> line.contains("Q-Former, frozen")))
                .hasSize(2);
    }

    private static JudgedCell find(Verdicts verdicts, String row, Resampler state, String column) {
        return verdicts.cells().stream()
                .filter(cell -> cell.row().equals(row)
                        && cell.resampler() == state
                        && cell.column().equals(column))
                .findFirst()
                .orElseThrow();
    }

    private static JudgedCell cell(Verdicts verdicts, String row, String column) {
        return find(verdicts, row, Resampler.NONE, column);
    }
}
