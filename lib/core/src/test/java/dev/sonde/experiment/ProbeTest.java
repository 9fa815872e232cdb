package dev.sonde.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.Display;
import dev.sonde.display.SondeException;
import dev.sonde.probe.Decay;
import dev.sonde.probe.Objective;
import dev.sonde.probe.ProbeHead;
import dev.sonde.probe.TrainingOptions;
import dev.sonde.search.Parameter;
import dev.sonde.search.SearchSpace;
import dev.sonde.search.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes on features of a file: what is computed, what is read again, what names it. */
class ProbeTest {
    private static final SearchSpace SPACE =
            SearchSpace.of(Parameter.logUniform("lr", 1e-3, 1e-1), Parameter.choice("epochs", 2, 4));
    private static final TrainingOptions OPTIONS =
            TrainingOptions.defaults().withLearningRate(0.03).withEpochs(3).withBatch(16);

    @TempDir
    Path folder;

    private OwnFeatures features;
    private RunStore store;

    @BeforeEach
    void plant() {
        features = Planted.truths(folder, 400, 1.5);
        store = RunStore.in(folder.resolve("home"));
    }

    private Probe probe() {
        return Probe.linear().on(features).options(OPTIONS).space(SPACE).in(store);
    }

    @Test
    void whatIsPlantedIsFound() {
        ProbeRun run = probe().search(6).seeds(2).run();

        assertThat(run.accuracy().value()).isGreaterThan(0.85);
        assertThat(run.accuracy().examples()).isEqualTo(60);
        assertThat(run.test().seeds()).hasSize(2);
        assertThat(run.search().orElseThrow().trials()).hasSize(6).allMatch(Trial::isComplete);
        assertThat(run.chosen()).contains(run.search().orElseThrow().best().assignment());
        assertThat(run.trial().options().learningRate())
                .isEqualTo(run.chosen().orElseThrow().number("lr"));
        assertThat(run.parameters()).isEqualTo(Planted.QUERIES * Planted.WIDTH + 1);
    }

    @Test
    void whereNothingIsPlantedNothingIsFound() {
        OwnFeatures noise = Planted.truths(folder, 2000, 0);

        assertThat(probe().on(noise).run().accuracy().value()).isBetween(0.4, 0.6);
    }

    @Test
    void shuffledLabelsOfTrainingLeaveNothingToLearn() {
        ProbingTask task = features.ownTask().orElseThrow();
        ProbingTask shuffled = task.withShuffledLabels(1);

        assertThat(shuffled.task().train().labels())
                .isEqualTo(task.task().train().labels());
        assertThat(shuffled.task().test()).isEqualTo(task.task().test());
        assertThat(probe().predicting(shuffled).run().accuracy().value()).isBetween(0.25, 0.75);
        assertThat(probe().predicting(task).run().accuracy().value()).isGreaterThan(0.85);
    }

    @Test
    void theSecondTimeNothingIsTrained() throws IOException {
        ProbeRun first = probe().search(5).seeds(2).run();
        FileTime written = FileTime.fromMillis(1_000_000_000_000L);
        for (Path file : files(first.folder())) {
            Files.setLastModifiedTime(file, written);
        }

        ProbeRun second = probe().search(5).seeds(2).run();

        assertThat(second.test()).isEqualTo(first.test());
        assertThat(second.histories()).isEqualTo(first.histories());
        assertThat(second.run()).isEqualTo(first.run());
        for (Path file : files(first.folder())) {
            assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
        }
    }

    @Test
    void aRunThatWasKilledGoesOnWhereItWas() throws IOException {
        ProbeRun whole = probe().search(5).seeds(3).run();
        FileTime written = FileTime.fromMillis(1_000_000_000_000L);
        Path kept = whole.folder().resolve("seed-0.json");
        Files.setLastModifiedTime(kept, written);
        Files.delete(whole.folder().resolve("run.json"));
        Files.delete(whole.folder().resolve("seed-1.json"));
        Files.delete(whole.folder().resolve("seed-2.json"));
        Files.writeString(whole.folder().resolve("seed-2-test.jsonl"), "{\"id\": half a li");

        ProbeRun resumed = probe().search(5).seeds(3).run();

        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(written);
        assertThat(resumed.test()).isEqualTo(whole.test());
        assertThat(resumed.search().orElseThrow().trials()).hasSize(5);
    }

    @Test
    void aSearchWhoseLastLinesWereLostComesToTheSameEnd() throws IOException {
        ProbeRun whole = probe().search(12).run();
        Path journal = whole.folder().resolve("search.jsonl");
        List<String> lines = Files.readAllLines(journal);
        Files.write(journal, lines.subList(0, 12)); // head, join, five asked, five told
        Files.delete(whole.folder().resolve("run.json"));
        Files.delete(whole.folder().resolve("seed-0.json"));

        ProbeRun resumed = probe().search(12).run();

        assertThat(resumed.search().orElseThrow().trials().stream().map(Trial::assignment))
                .isEqualTo(whole.search().orElseThrow().trials().stream()
                        .map(Trial::assignment)
                        .toList());
        assertThat(resumed.test()).isEqualTo(whole.test());
    }

    @Test
    void anythingThatChangesTheResultChangesTheName() {
        Probe probe = probe().search(5);
        ProbingTask task = features.ownTask().orElseThrow();
        Set<String> names = new HashSet<>();
        List<Probe> different = List.of(
                probe,
                probe.search(6),
                probe.seeds(2),
                probe.joint(),
                probe.options(OPTIONS.withSeed(1)),
                probe.options(OPTIONS.withDecay(Decay.NONE)),
                probe.space(SearchSpace.of(Parameter.logUniform("lr", 1e-3, 1e-2))),
                probe.on(features.query(1)),
                probe.on(features.pooled()),
                probe.on(Planted.truths(folder.resolve("other"), 400, 1.4)).predicting(task),
                probe.predicting(task.withShuffledLabels(0)),
                probe.predicting(task.withRows(100)),
                Probe.swiGlu(2).on(features).options(OPTIONS).space(SPACE).search(5),
                Probe.swiGlu(4).on(features).options(OPTIONS).space(SPACE).search(5));

        different.forEach(one -> assertThat(names.add(one.hash())).isTrue());
    }

    @Test
    void whatDoesNotChangeTheResultDoesNotChangeTheName() {
        Probe probe = probe();

        assertThat(probe.named("mine").hash()).isEqualTo(probe.hash());
        assertThat(probe.in(RunStore.in(folder)).hash()).isEqualTo(probe.hash());
        assertThat(probe.options(OPTIONS.withThreads(1)).hash()).isEqualTo(probe.hash());
        assertThat(probe.space(SearchSpace.vsr()).hash())
                .as("nothing is searched")
                .isEqualTo(probe.hash());
    }

    @Test
    void noGroupIsInTwoSplits() {
        ProbingTask task = features.ownTask().orElseThrow();

        assertThat(task.task().train().images())
                .doesNotContainAnyElementsOf(task.task().test().images());
        assertThat(task.task().train().images())
                .doesNotContainAnyElementsOf(task.task().validation().images());
        assertThat(task.task().splits().stream().mapToInt(split -> split.size()).sum())
                .isEqualTo(400);
        assertThat(features.withSplit(0.15, 0.15, 1).ownTask().orElseThrow().task())
                .isNotEqualTo(task.task());
    }

    @Test
    void aSwiGluProbeIsAsWideAsAToken() {
        ProbeRun run = Probe.swiGlu(2).on(features).options(OPTIONS).in(store).run();

        assertThat(run.trial().head()).isEqualTo(new ProbeHead.SwiGlu(2, Planted.WIDTH));
        assertThat(run.accuracy().value()).isGreaterThan(0.8);
    }

    @Test
    void aRunShowsItselfWhole() {
        ProbeRun run = probe().seeds(2).named("planted").run();

        assertThat(run.toString()).contains("planted", "validation", "test, seed 1", run.hash());
        assertThat(Display.render(run.figure()).text()).contains("seed 0", "seed 1");
        assertThat(run.compare(probe().on(features.query(1)).run()).first()).isEqualTo("planted");
        assertThat(run.controls().result().seeds().get(0)).isEqualTo(run.predictions());
        assertThat(store.toString()).contains(run.hash());
        assertThat(probe().toString()).contains("planted.safetensors", "frozen");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> Probe.linear().run())
                .isInstanceOf(SondeException.class)
                .hasMessageContainingAll("nothing to read", ".on(");
        assertThatThrownBy(() -> probe().search(-1)).hasMessageContaining("-1 trials");
        assertThatThrownBy(() -> probe().seeds(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> probe().joint().run())
                .hasMessageContainingAll("cannot be trained together", ".frozen()");
        assertThatThrownBy(() -> probe().space(SearchSpace.refCocoG()).search(5).run())
                .hasMessageContainingAll("\"giou\"", "truth values");
        assertThatThrownBy(() -> features.withSplit(0.5, 0.5, 0)).hasMessageContaining("leave no split");
        assertThatThrownBy(() -> features.ownTask().orElseThrow().withObjective(Objective.boxes()))
                .hasMessageContaining("cannot be learnt");
        assertThatThrownBy(() -> Scale.of("maxi")).hasMessageContainingAll("maxi", "mini or paper");
    }

    @Test
    void aDamagedRunSaysWhichFolderToDelete() throws IOException {
        ProbeRun run = probe().run();
        Files.writeString(run.folder().resolve("run.json"), "{\"parameters\": ");

        assertThatThrownBy(() -> probe().run())
                .isInstanceOf(SondeException.class)
                .hasMessageContainingAll(run.hash(), "Delete the folder");
        assertThat(store.toString()).contains("damaged");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
