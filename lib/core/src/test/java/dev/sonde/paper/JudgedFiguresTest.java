package dev.sonde.paper;

import static dev.sonde.paper.JudgedTablesTest.find;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.RelationCategory;
import dev.sonde.display.SondeException;
import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Scale;
import dev.sonde.experiment.Training;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Figures 2, 4 and 5, appendix C, and what goes beyond the paper. */
class JudgedFiguresTest {
    private static SyntheticRuns runs(Scale scale, ToDoubleFunction<RunRequest> percent) {
        return SyntheticRuns.of(scale, percent);
    }

    private static double layered(RunRequest request) {
        return request.layer().isPresent() ? 20 + 2.0 * request.layer().getAsInt() : PaperTables.percent(request);
    }

    @Test
    void layersFarBelowJointTrainingPass() {
        LayerFigure figure = LayerFigure.figure4(runs(Scale.MINI, JudgedFiguresTest::layered));
        Verdicts verdicts = figure.verdicts();
        assertThat(verdicts.cells())
                .filteredOn(cell -> cell.column().contains("test, layer"))
                .hasSize(8)
                .allSatisfy(cell -> assertThat(cell.verdict()).isEqualTo(Verdict.PASS));
        assertThat(verdicts.cells()).allSatisfy(cell -> assertThat(cell.item()).isEqualTo("figure-4"));
        assertThat(figure.figure().toText()).contains("Q-Former frozen", "IBLIP Q-Former joint");
    }

    @Test
    void anEarlyLayerAsGoodAsJointTrainingFails() {
        Verdicts verdicts = LayerFigure.figure2a(
                        runs(Scale.MINI, request -> request.layer().equals(OptionalInt.of(2)) ? 79 : layered(request)))
                .verdicts();
        assertThat(find(verdicts, "Q-Former", Resampler.FROZEN, "VSR random test, layer 2")
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(find(verdicts, "Q-Former", Resampler.FROZEN, "VSR random test, layer 1")
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    /** With four layers the smallest exact p is 1/12. */
    @Test
    void fourLayersCannotShowATrend() {
        Verdicts verdicts = LayerFigure.figure2a(runs(Scale.MINI, JudgedFiguresTest::layered))
                .verdicts();
        JudgedCell trend = find(verdicts, "Q-Former", Resampler.FROZEN, "VSR random, tau of layer and accuracy");
        assertThat(trend.measured()).hasValue(1);
        assertThat(trend.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
    }

    @Test
    void twelveLayersCan() {
        DeepRuns rising = new DeepRuns(runs(Scale.PAPER, JudgedFiguresTest::layered), 12);
        DeepRuns falling = new DeepRuns(
                runs(
                        Scale.PAPER,
                        request -> request.layer().isPresent()
                                ? 70 - 3.0 * request.layer().getAsInt()
                                : PaperTables.percent(request)),
                12);
        String column = "VSR random, tau of layer and accuracy";
        assertThat(find(LayerFigure.figure2a(rising).verdicts(), "Q-Former", Resampler.FROZEN, column)
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(find(LayerFigure.figure2a(falling).verdicts(), "Q-Former", Resampler.FROZEN, column)
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        String gain = "VSR random, best earlier layer less the last";
        assertThat(find(LayerFigure.figure2a(rising).verdicts(), "Q-Former", Resampler.FROZEN, gain)
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(find(LayerFigure.figure2a(falling).verdicts(), "Q-Former", Resampler.FROZEN, gain)
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aMissingResamplerIsNotRun() {
        LayerFigure figure = LayerFigure.figure4(runs(Scale.MINI, request -> Double.NaN));
        assertThat(figure.verdicts().cells())
                .filteredOn(cell -> cell.verdict() == Verdict.NOT_RUN)
                .isNotEmpty();
        assertThat(figure.verdicts().count(Verdict.PASS)).isZero();
        assertThat(figure.render().text()).contains("layer");
    }

    @Test
    void superCategoriesAreJudgedByWhatJointTrainingDoes() {
        SuperCategoryFigure lifted = SuperCategoryFigure.figure5(
                runs(Scale.MINI, request -> request.training() == Training.JOINT ? 90 : 20));
        assertThat(lifted.verdicts().cells()).hasSize(12).allSatisfy(cell -> {
            assertThat(cell.verdict()).isEqualTo(Verdict.PASS);
            assertThat(cell.row()).isEqualTo("IBLIP Q-Former");
        });
        assertThat(lifted.figure().toText()).contains("curved", "joint");
        SuperCategoryFigure lowered = SuperCategoryFigure.figure2b(
                runs(Scale.MINI, request -> request.training() == Training.JOINT ? 20 : 90));
        assertThat(lowered.verdicts().count(Verdict.FAIL)).isEqualTo(12);
    }

    @Test
    void thePromptedModelIsHeldAgainstThePapersNumbers() {
        Verdicts paper = AppendixC.of(
                        runs(Scale.PAPER, PaperTables::percent).prompting(task -> task == ProbedTask.VSR ? 61 : 51))
                .verdicts();
        paper.orThrow();
        assertThat(paper.count(Verdict.PASS)).isEqualTo(4);
        Verdicts other = AppendixC.of(runs(Scale.PAPER, PaperTables::percent).prompting(task -> 75))
                .verdicts();
        assertThat(other.count(Verdict.FAIL)).isEqualTo(4);
    }

    @Test
    void inTheMiniWorldThePromptedModelStaysBelowJointTraining() {
        AppendixC below = AppendixC.of(runs(Scale.MINI, PaperTables::percent).prompting(task -> 52));
        assertThat(below.verdicts().count(Verdict.PASS)).isEqualTo(2);
        assertThat(below.view().toString()).contains("Is it true that {}?", "yes / no");
        AppendixC above = AppendixC.of(runs(Scale.MINI, PaperTables::percent).prompting(task -> 79));
        assertThat(above.verdicts().count(Verdict.FAIL)).isEqualTo(2);
        AppendixC missing = AppendixC.of(runs(Scale.MINI, PaperTables::percent));
        assertThat(missing.verdicts().count(Verdict.NOT_RUN)).isEqualTo(4);
        assertThat(missing.figure().panels()).hasSize(2);
    }

    @Test
    void aQueryMayNotKnowMoreThanAllOfThem() {
        QueryMap map = QueryMap.of(runs(Scale.MINI, request -> 60));
        assertThat(map.verdicts().count(Verdict.PASS)).isEqualTo(3L * SyntheticRuns.LAYERS);
        assertThat(map.verdicts().cells()).hasSize(3 * SyntheticRuns.LAYERS * (1 + SyntheticRuns.QUERIES));
        assertThat(map.figure().panels()).hasSize(3);
        assertThat(map.best().toString()).contains("Query");
        SyntheticRuns worse = new SyntheticRuns(Scale.MINI, 280, request -> 50, task -> Double.NaN, 12, 30);
        assertThat(QueryMap.of(worse).verdicts().count(Verdict.FAIL)).isEqualTo(3L * SyntheticRuns.LAYERS);
    }

    @Test
    void wordsThatKnowTheAnswerFailTheControl() {
        ControlTables clean = ControlTables.of(runs(Scale.MINI, PaperTables::percent));
        assertThat(find(clean.verdicts(), "text only", Resampler.NONE, "RCM test")
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(find(clean.verdicts(), "patch tokens of the thing", Resampler.NONE, "RefCOCOg test")
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(find(clean.verdicts(), "Q-Former", Resampler.FROZEN, "RCM test, selectivity")
                        .measured())
                .isPresent();
        assertThat(clean.view().toString()).contains("random features", "48.");
        assertThat(clean.report(PaperSystem.QFORMER_FROZEN, ProbedTask.VSR)
                        .control()
                        .seen())
                .isEqualTo(0.25);
        ControlTables leaking = ControlTables.of(runs(
                Scale.MINI,
                request -> request.model() == ProbedModel.TEXT_ONLY
                        ? 58
                        : request.model() == ProbedModel.PATCHES ? 20 : PaperTables.percent(request)));
        assertThat(find(leaking.verdicts(), "text only", Resampler.NONE, "RCM test")
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(find(leaking.verdicts(), "patch tokens of the thing", Resampler.NONE, "RefCOCOg test")
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(leaking.figure().panels()).hasSize(3);
    }

    @Test
    void controlsThatWereNotRunAreToldSo() {
        ControlTables none = ControlTables.of(runs(Scale.MINI, request -> Double.NaN));
        assertThat(none.verdicts().count(Verdict.PASS)).isZero();
        assertThatThrownBy(() -> none.report(PaperSystem.QFORMER_FROZEN, ProbedTask.VSR))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("VSR");
    }

    /** In the synthetic data larger boxes lie further out, so both cannot pass at once. */
    @Test
    void sizeAndPlaceOfMissedBoxesAreJudged() {
        ImagePlane large = ImagePlane.of(new GroupedRuns(Scale.MINI, group -> 15.0 * group));
        assertThat(find(large.verdicts(), "Q-Former", Resampler.FROZEN, "tau of IoU and area")
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(find(large.verdicts(), "Q-Former", Resampler.FROZEN, "tau of IoU and distance")
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        ImagePlane small = ImagePlane.of(new GroupedRuns(Scale.MINI, group -> 90 - 15.0 * group));
        assertThat(find(small.verdicts(), "Q-Former", Resampler.FROZEN, "tau of IoU and area")
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(find(small.verdicts(), "Q-Former", Resampler.FROZEN, "tau of IoU and distance")
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(find(small.verdicts(), "Q-Former", Resampler.UNFROZEN, "tau of IoU and distance")
                        .verdict())
                .isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(large.figure().panels()).hasSize(4);
        assertThat(large.curves().toText()).contains("distance from the centre");
        assertThat(large.verdicts().cells())
                .filteredOn(cell -> cell.column().startsWith("found"))
                .allSatisfy(cell -> assertThat(cell.k().getAsLong())
                        .isLessThanOrEqualTo(cell.n().getAsLong()));
    }

    @Test
    void anObjectiveThatHelpsPassesAndOneThatDoesNotFails() {
        ObjectAware helping = ObjectAware.of(runs(Scale.MINI, PaperTables::percent));
        assertThat(helping.verdicts().cells().get(0).verdict()).isEqualTo(Verdict.PASS);
        assertThat(helping.view().toString()).contains("p (Holm)");
        assertThat(helping.relations().toString())
                .contains(Arrays.stream(RelationCategory.values())
                        .map(RelationCategory::label)
                        .toList());
        ObjectAware idle = ObjectAware.of(runs(Scale.MINI, request -> 40));
        assertThat(idle.verdicts().cells().get(0).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(ObjectAware.of(runs(Scale.MINI, request -> Double.NaN))
                        .view()
                        .toString())
                .contains("not run");
    }

    @Test
    void verdictsOfEveryItemCarryTheRunsOfTheirCells() {
        List<Judged> items = List.of(
                LayerFigure.figure4(runs(Scale.MINI, JudgedFiguresTest::layered)),
                SuperCategoryFigure.figure2b(runs(Scale.MINI, PaperTables::percent)),
                ObjectAware.of(runs(Scale.MINI, PaperTables::percent)));
        for (Judged item : items) {
            Verdicts verdicts = item.verdicts();
            for (JudgedCell cell : verdicts.cells()) {
                String hash =
                        cell.run().map(run -> run.hash()).orElse(verdicts.run().hash());
                assertThat(verdicts.json().get("runs").toString()).contains(hash);
            }
        }
    }
}
