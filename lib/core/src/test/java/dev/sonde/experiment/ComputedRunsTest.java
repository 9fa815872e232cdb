package dev.sonde.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.data.Tag;
import dev.sonde.probe.TrainingOptions;
import dev.sonde.world.World;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldSizes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The paper's requests, answered with the mini models in a small world. */
class ComputedRunsTest {
    private static final WorldData DATA =
            WorldData.of(World.defaults()).withSizes(WorldSizes.defaults().withScenes(200, 120, 120));

    @TempDir
    Path folder;

    private ComputedRuns runs;

    @BeforeEach
    void open() {
        runs = ComputedRuns.in(DATA, RunStore.in(folder));
    }

    @Test
    void aFrozenRunComesWithItsSearchAndSeeds() {
        RunRequest request =
                RunRequest.frozen(ProbedModel.BLIP2, ProbedTask.VSR).with(ControlSet.SELECTIVITY);
        RunOutcome outcome = runs.of(request).orElseThrow();

        assertThat(outcome.seeds()).isEqualTo(3);
        assertThat(outcome.search().orElseThrow().history().complete()).hasSize(10);
        assertThat(outcome.selectivity().orElseThrow().task().size())
                .isEqualTo(outcome.test().size());
        assertThat(outcome.run().weights()).isPresent();
        assertThat(ComputedRuns.in(DATA, RunStore.in(folder)).of(request)).contains(outcome);
    }

    @Test
    void theObjectAwareQFormerIsProbedWithItsOwnWeights() {
        RunRequest request = RunRequest.frozen(ProbedModel.OBJECT_AWARE, ProbedTask.VSR)
                .withHead(HeadSize.SWIGLU_2)
                .atLayer(4);
        Run run = runs.of(request).orElseThrow().run();

        assertThat(run.parameters().get("model")).isEqualTo("object-aware Q-Former");
        assertThat(run.weights())
                .isPresent()
                .isNotEqualTo(runs.of(RunRequest.frozen(ProbedModel.BLIP2, ProbedTask.VSR)
                                .withHead(HeadSize.SWIGLU_2)
                                .atLayer(4))
                        .orElseThrow()
                        .run()
                        .weights());
        assertThat(runs.shape(ProbedModel.OBJECT_AWARE)).isEqualTo(runs.shape(ProbedModel.BLIP2));
    }

    @Test
    void instructBlipIsProbedLikeBlip2() {
        RunOutcome outcome = runs.of(RunRequest.frozen(ProbedModel.INSTRUCT_BLIP, ProbedTask.VSR)
                        .withHead(HeadSize.SWIGLU_2)
                        .atLayer(3))
                .orElseThrow();

        assertThat(outcome.run().parameters().get("model")).isEqualTo("IBLIP Q-Former");
        assertThat(runs.shape(ProbedModel.INSTRUCT_BLIP)).isEqualTo(runs.shape(ProbedModel.BLIP2));
        assertThat(outcome.run().weights())
                .isNotEqualTo(runs.of(RunRequest.frozen(ProbedModel.BLIP2, ProbedTask.VSR)
                                .withHead(HeadSize.SWIGLU_2)
                                .atLayer(3))
                        .orElseThrow()
                        .run()
                        .weights());
    }

    @Test
    void aLargerHeadIsTrainedWithoutASearch() {
        RunOutcome outcome = runs.of(RunRequest.frozen(ProbedModel.BLIP2, ProbedTask.VSR)
                        .withHead(HeadSize.SWIGLU_2)
                        .atLayer(2))
                .orElseThrow();

        assertThat(outcome.search()).isEmpty();
        assertThat(outcome.parameters()).isGreaterThan(8 * 64 * 2 * 64);
    }

    @Test
    void eachQueryIsProbedAloneOnce() {
        RunRequest request = RunRequest.frozen(ProbedModel.UNTRAINED, ProbedTask.VSR);
        QueryOutcome outcome = runs.queries(request).orElseThrow();

        assertThat(outcome.test().scores())
                .hasSize(runs.shape(ProbedModel.UNTRAINED).orElseThrow().queries());
        assertThat(outcome.validation()).isNotEqualTo(outcome.test());
        assertThat(runs.queries(request)).contains(outcome);
    }

    @Test
    void thePatchesOfTheThingTellItsPlaceBetterThanItsWords() {
        Probe probe = Probe.linear()
                .predicting(TaskCatalogue.of(DATA, ProbedTask.REFCOCOG))
                .options(TrainingOptions.defaults()
                        .withLearningRate(0.02)
                        .withEpochs(60)
                        .withBatch(20))
                .in(RunStore.in(folder));
        ProbeRun patches =
                probe.on(new ThingPatches(ModelCatalogue.blip2(Scale.MINI))).run();
        ProbeRun words = probe.on(ModelCatalogue.textOnly(Scale.MINI)).run();

        assertThat(patches.meanIou().value()).isGreaterThan(words.meanIou().value() + 0.1);
        assertThat(runs.of(RunRequest.frozen(ProbedModel.PATCHES, ProbedTask.VSR)))
                .isEmpty();
    }

    @Test
    void theMiniViltIsProbedByHandAndNoRunOfThePaperYet() {
        ViltModel vilt = ModelCatalogue.vilt(Scale.MINI);
        ProbeRun frozen = Probe.linear()
                .on(vilt.pooled())
                .predicting(TaskCatalogue.of(DATA, ProbedTask.VSR))
                .options(TrainingOptions.defaults().withEpochs(1).withBatch(20))
                .in(RunStore.in(folder))
                .run();

        assertThat(frozen.parameters()).isEqualTo(64 + 1);
        assertThat(frozen.run().weights()).contains(vilt.hash());
        for (ProbedTask task : ProbedTask.values()) {
            assertThat(runs.of(RunRequest.joint(ProbedModel.VILT, task))).isEmpty();
        }
    }

    @Test
    void runsThatArePreparedTogetherAreThoseThatAreComputedAlone() {
        List<RunRequest> requests = List.of(
                RunRequest.frozen(ProbedModel.BLIP2, ProbedTask.VSR),
                RunRequest.frozen(ProbedModel.BLIP2, ProbedTask.REFCOCOG),
                RunRequest.joint(ProbedModel.BLIP2, ProbedTask.VSR),
                RunRequest.frozen(ProbedModel.VILT, ProbedTask.VSR));

        runs.prepare(requests);

        Runs alone = ComputedRuns.in(DATA, RunStore.in(folder.resolve("alone")));
        for (RunRequest request : requests.subList(0, 3)) {
            assertThat(RunStore.in(folder).toString())
                    .contains(request.training().toString());
            assertThat(runs.of(request).orElseThrow().test())
                    .isEqualTo(alone.of(request).orElseThrow().test());
        }
    }

    @Test
    void theLastLayerOfAllIsTheRunOfTheLastLayer() {
        RunRequest request = RunRequest.frozen(ProbedModel.BLIP2, ProbedTask.VSR);
        int last = runs.shape(ProbedModel.BLIP2).orElseThrow().layers();

        assertThat(runs.of(request.atLayer(last)).orElseThrow().run())
                .isEqualTo(runs.of(request).orElseThrow().run());
    }

    @Test
    void whatIsMissingIsEmpty() {
        assertThat(runs.of(RunRequest.frozen(ProbedModel.PATCHES, ProbedTask.RCM)))
                .isEmpty();
        assertThat(runs.queries(RunRequest.frozen(ProbedModel.TEXT_ONLY, ProbedTask.VSR)))
                .isEmpty();
        assertThat(runs.shape(ProbedModel.VILT)).isEmpty();
        assertThat(runs.trainingExamples(ProbedTask.VSR, Tag.RELATION_CATEGORY).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isPositive();
    }
}
