package dev.sonde.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.data.Task;
import dev.sonde.probe.Prediction;
import dev.sonde.world.Colour;
import dev.sonde.world.Mention;
import dev.sonde.world.Scene;
import dev.sonde.world.World;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldPart;
import dev.sonde.world.WorldSizes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mini InstructBLIP, asked in words. */
class PromptedRunTest {
    private static final WorldData DATA =
            WorldData.of(World.defaults()).withSizes(WorldSizes.defaults().withScenes(40, 40, 120));

    @Test
    void eachTestExampleGetsOneAnswerAndTheSameAnotherTime(@TempDir Path one, @TempDir Path other) {
        PromptedOutcome outcome = assertOneAnswerEach(DATA, ProbedTask.VSR, one);

        assertThat(runs(other).prompted(ProbedTask.VSR).orElseThrow().test()).isEqualTo(outcome.test());
    }

    @Test
    void cellsAreAskedForLikewise(@TempDir Path folder) {
        WorldSizes sizes = WorldSizes.defaults().withScenes(1, 1, 600); // fewer have no balanced cells
        assertOneAnswerEach(WorldData.of(World.defaults()).withSizes(sizes), ProbedTask.RCM, folder);
    }

    private static PromptedOutcome assertOneAnswerEach(WorldData data, ProbedTask task, Path folder) {
        RunStore store = RunStore.in(folder);
        PromptedOutcome outcome = ComputedRuns.in(data, store).prompted(task).orElseThrow();
        List<Example> examples = TaskCatalogue.of(data, task).task().test().examples();
        List<Prediction> rows = outcome.test().seeds().get(0).rows();

        assertThat(rows).hasSameSizeAs(examples);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).id()).isEqualTo(examples.get(i).id());
            assertThat(new Answer.Truth(((Prediction.Truth) rows.get(i)).answer()))
                    .isEqualTo(examples.get(i).answer());
        }
        assertThat(outcome.run().weights()).isPresent();
        assertThat(ComputedRuns.in(data, store).prompted(task)).contains(outcome);
        return outcome;
    }

    @Test
    void itSeesWhatItWasTunedOn(@TempDir Path folder) {
        ProbingTask task = ProbingTask.of(presence(), DATA.world());
        PromptedOutcome outcome = new PromptedRun(
                        ModelCatalogue.prompted(Scale.MINI), ProbedTask.VSR, task, RunStore.in(folder))
                .outcome();

        assertThat(outcome.test().score().value()).isGreaterThan(0.85);
    }

    @Test
    void anotherPromptIsAnotherRun(@TempDir Path folder) {
        PromptedModel model = ModelCatalogue.prompted(Scale.MINI);
        ProbingTask task = TaskCatalogue.of(DATA, ProbedTask.VSR);
        RunStore store = RunStore.in(folder);
        PromptedOutcome usual = new PromptedRun(model, ProbedTask.VSR, task, store).outcome();
        Prompt swapped = new Prompt("is there {}?", "no", "yes");
        PromptedOutcome contrary = new PromptedRun(model.withPrompt(swapped), ProbedTask.VSR, task, store).outcome();

        assertThat(contrary.run().hash()).isNotEqualTo(usual.run().hash());
        for (int i = 0; i < usual.test().size(); i++) {
            assertThat(logit(contrary, i)).isEqualTo(-logit(usual, i));
        }
    }

    @Test
    void boxesAreNotAskedFor(@TempDir Path folder) {
        assertThat(runs(folder).prompted(ProbedTask.REFCOCOG)).isEmpty();
    }

    /** Is the thing there? Half of the examples name one of a colour in which its kind is not there. */
    private static Task presence() {
        List<Example> examples = new ArrayList<>();
        for (Scene scene : DATA.scenes(WorldPart.TEST)) {
            Mention there = Mention.of(scene.things().get(0));
            Mention absent = Arrays.stream(Colour.values())
                    .map(colour -> new Mention(Optional.empty(), Optional.of(colour), there.kind()))
                    .filter(one -> one.in(scene).isEmpty())
                    .findFirst()
                    .orElseThrow();
            examples.add(example(scene, there, true));
            examples.add(example(scene, absent, false));
        }
        Split split = new Split("presence", examples);
        return new Task("presence", split, split, split);
    }

    private static Example example(Scene scene, Mention mention, boolean truth) {
        return new Example(scene.name() + " " + truth, scene.name(), mention.text(), new Answer.Truth(truth), Map.of());
    }

    private static double logit(PromptedOutcome outcome, int row) {
        return ((Prediction.Truth) outcome.test().seeds().get(0).rows().get(row)).logit();
    }

    private static Runs runs(Path folder) {
        return ComputedRuns.in(DATA, RunStore.in(folder));
    }
}
