package dev.sonde.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.Tag;
import dev.sonde.display.SondeException;
import dev.sonde.image.ImageSize;
import dev.sonde.model.Blip2Config;
import dev.sonde.model.RandomCheckpoint;
import dev.sonde.model.ViltConfig;
import dev.sonde.pretrain.MiniConfigs;
import dev.sonde.probe.TrainingOptions;
import dev.sonde.world.World;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldSizes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From scenes and a small random model to a result. */
class ModelRunTest {
    private static final WorldData DATA = WorldData.of(World.defaults())
            .withSizes(WorldSizes.defaults().withScenes(200, 120, 120).withStatementsPerThousandScenes(1000));
    private static final TrainingOptions OPTIONS =
            TrainingOptions.defaults().withLearningRate(1e-3).withEpochs(2).withBatch(16);

    @TempDir
    Path folder;

    private static QFormerModel blip2(long seed) {
        Blip2Config config = MiniConfigs.blip2();
        return ModelCatalogue.blip2(
                config,
                ModelWeights.of(
                        () -> RandomCheckpoint.blip2(config, seed).withDeviation(0.08),
                        other -> RandomCheckpoint.blip2(config, other).withDeviation(0.08)),
                MiniConfigs.text());
    }

    private static ViltModel vilt() {
        ViltConfig config = MiniConfigs.vilt();
        return new ViltModel(
                "ViLT",
                config,
                MiniConfigs.viltPreprocessing(),
                MiniConfigs.text(),
                ModelWeights.of(
                        () -> RandomCheckpoint.vilt(config, 1).withDeviation(0.08),
                        seed -> RandomCheckpoint.vilt(config, seed).withDeviation(0.08)));
    }

    private static ProbingTask vsr() {
        return TaskCatalogue.of(DATA, ProbedTask.VSR);
    }

    private Probe probe(Representation on) {
        return Probe.linear().on(on).predicting(vsr()).options(OPTIONS).in(RunStore.in(folder));
    }

    @Test
    void queriesOfALayerAreProbed() {
        QueryTokens queries = blip2(1).queries();
        ProbeRun last = probe(queries).run();
        ProbeRun first = probe(queries.layer(1)).run();

        assertThat(last.test().size()).isEqualTo(vsr().task().test().size());
        assertThat(last.parameters()).isEqualTo(8 * 64 + 1);
        assertThat(last.by(Tag.RELATION_CATEGORY).parts()).isNotEmpty();
        assertThat(first.name()).isEqualTo("Q-Former, layer 1, VSR");
        assertThat(first.predictions()).isNotEqualTo(last.predictions());
        assertThat(probe(queries.layers().get(0)).hash())
                .as("stored with others")
                .isEqualTo(first.hash());
    }

    @Test
    void shuffledLabelsNeedNoFeaturesOfTheirOwn() {
        RunStore store = RunStore.in(folder);
        probe(blip2(1).queries()).run();
        int sets = store.features().list().size();

        probe(blip2(1).queries()).predicting(vsr().withShuffledLabels(3)).run();

        assertThat(store.features().list()).hasSize(sets);
    }

    @Test
    void controlsReadPatchesWordsAndAnUntrainedTwin() {
        QFormerModel blip2 = blip2(1);

        assertThat(probe(blip2.patches().pooled()).run().parameters())
                .isEqualTo(MiniConfigs.vision().width() + 1);
        assertThat(probe(new TextOnly(MiniConfigs.text())).run().test().size())
                .isEqualTo(vsr().task().test().size());
        ProbeRun twin = probe(blip2.untrained(7).queries()).run();
        assertThat(twin.name()).startsWith("untrained Q-Former");
        assertThat(twin.predictions()).isNotEqualTo(probe(blip2.queries()).run().predictions());
    }

    @Test
    void weightsPicturesAndLayersNameTheRun() {
        Probe probe = probe(blip2(1).queries());
        ProbingTask elsewhere = TaskCatalogue.of(
                new WorldData(World.defaults().withSeed(12), DATA.sizes(), DATA.statements(), DATA.captions()),
                ProbedTask.VSR);

        assertThat(List.of(
                        probe.hash(),
                        probe(blip2(2).queries()).hash(),
                        probe(blip2(1).untrained(2).queries()).hash(),
                        probe(blip2(1).queries().layer(2)).hash(),
                        probe(blip2(1).queries().withoutText()).hash(),
                        probe(blip2(1).patches()).hash(),
                        probe.predicting(elsewhere).hash()))
                .doesNotHaveDuplicates();
        assertThat(probe(blip2(1).queries()).hash()).isEqualTo(probe.hash());
    }

    @Test
    void aJointRunTrainsTheModelAndIsReadAgain() {
        Probe joint = probe(blip2(1).queries()).joint();
        ProbeRun run = joint.run();

        assertThat(run.name()).isEqualTo("Q-Former, joint, VSR");
        assertThat(run.histories().get(0).epochs()).hasSize(2);
        assertThat(run.predictions())
                .isNotEqualTo(probe(blip2(1).queries()).run().predictions());
        assertThat(joint.run().test()).isEqualTo(run.test());
        assertThatThrownBy(() -> probe(blip2(1).queries().layer(1)).joint().run())
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("layer 1");
        assertThatThrownBy(run::controls).hasMessageContaining("frozen run");
    }

    @Test
    void viltIsProbedFrozenAndJoint() {
        ProbeRun frozen = probe(vilt().pooled()).run();
        ProbeRun joint = probe(vilt().pooled()).joint().run();

        assertThat(frozen.parameters()).isEqualTo(64 + 1);
        assertThat(joint.predictions()).isNotEqualTo(frozen.predictions());
        ImageSize largest = vilt().preprocessing().largest();
        long patches = (long) (largest.width() / 8) * (largest.height() / 8);
        assertThat(probe(vilt().patches()).run().parameters()).isEqualTo((1 + patches) * 64 + 1);
    }

    @Test
    void boxesAreSearchedWithTheScalesOfTheirLoss() {
        ProbingTask boxes = TaskCatalogue.of(DATA, ProbedTask.REFCOCOG);
        ProbeRun run = Probe.linear()
                .on(blip2(1).queries())
                .predicting(boxes)
                .options(OPTIONS)
                .in(RunStore.in(folder))
                .search(2)
                .run();

        assertThat(run.chosen().orElseThrow().values()).containsKeys("giou", "l1");
        assertThat(run.meanIou().value()).isBetween(0.0, 1.0);
    }
}
