package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.search.Assignment;
import dev.sonde.search.Search;
import dev.sonde.search.SearchSpace;
import dev.sonde.search.TpeSampler;
import dev.sonde.search.Trial;
import dev.sonde.torch.Torch;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches whose trials are trained probes, in processes that share a journal and are killed. */
class SharedSearchTest {
    private static final int KILLS = Integer.getInteger("sonde.kills", 4);
    private static final int TRIALS = 36;
    private static final int AT_ONCE = 3;

    @TempDir
    Path folder;

    /** Takes part in the search of the journal that is its argument; prints the number of each trial that it begins. */
    public static void main(String[] arguments) {
        try (Torch torch = Torch.open()) {
            run(torch, search(Path.of(arguments[0])), System.out::println);
        }
    }

    private static Search search(Path journal) {
        return Search.in(SearchSpace.vsr())
                .with(TpeSampler.hyperopt().withStartup(9).withSeed(5))
                .journal(journal);
    }

    private static void run(Torch torch, Search search, IntConsumer begun) {
        torch.threads(1);
        ProbeData train = SyntheticData.truths("train", 200, 4, 16, 0.5, 1);
        ProbeData held = SyntheticData.truths("held", 100, 4, 16, 0.5, 2);
        for (List<Trial> some = search.ask(AT_ONCE, TRIALS); !some.isEmpty(); some = search.ask(AT_ONCE, TRIALS)) {
            some.forEach(trial -> begun.accept(trial.number()));
            List<TrainedProbe> probes = FrozenTrainer.on(torch)
                    .trainAll(some.stream().map(SharedSearchTest::probe).toList(), train, held);
            for (int i = 0; i < probes.size(); i++) {
                try (TrainedProbe probe = probes.get(i)) {
                    search.tell(some.get(i), probe.history().best().score());
                }
            }
        }
    }

    private static ProbeTrial probe(Trial trial) {
        Assignment point = trial.assignment();
        return ProbeTrial.linear(Objective.truth())
                .withOptions(TrainingOptions.vsr()
                        .withBatch(20)
                        .withLearningRate(point.number(SearchSpace.LEARNING_RATE))
                        .withEpochs(point.whole(SearchSpace.EPOCHS)));
    }

    @Test
    void killedAtRandomMomentsTheSearchIsThatOfOneNeverKilled() throws Exception {
        Path journal = folder.resolve("killed.jsonl");
        Random random = new Random(23);
        int lines = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            // Each process gets some trials further, and not to the end: a trial has two lines and more.
            lines += 1 + random.nextInt(2 * TRIALS / (KILLS + 1));
            kill(journal, lines, random.nextInt(20));
        }
        try (Torch torch = Torch.open()) {
            List<Integer> left = new ArrayList<>();
            run(torch, search(journal), left::add);
            Search whole = search(folder.resolve("whole.jsonl"));
            run(torch, whole, number -> {});

            assertThat(left).as("trials after the last kill").isNotEmpty().doesNotHaveDuplicates();
            assertThat(search(journal).trials()).isEqualTo(whole.trials()).hasSize(TRIALS);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("killed.jsonl", "whole.jsonl");
        }
    }

    @Test
    void twoProcessesTrainEachTrialOnce() throws Exception {
        Path journal = folder.resolve("shared.jsonl");
        Process first = start(journal);
        Process second = start(journal);
        List<Integer> trained = new ArrayList<>(numbers(first));
        trained.addAll(numbers(second));

        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(trained)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, TRIALS).boxed().toList());
        assertThat(search(journal).trials()).hasSize(TRIALS).allMatch(Trial::isComplete);
    }

    /** Starts a process and kills it some milliseconds after the journal has so many lines. */
    private static void kill(Path journal, int lines, int millis) throws IOException, InterruptedException {
        Process process = start(journal);
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).as("the first trial").isNotNull();
            while (process.isAlive() && lines(journal) < lines) {
                Thread.sleep(1);
            }
            Thread.sleep(millis);
            assertThat(process.isAlive()).as("killed before the end").isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static long lines(Path journal) throws IOException {
        return Files.exists(journal) ? Files.readString(journal).lines().count() : 0;
    }

    private static List<Integer> numbers(Process process) throws IOException {
        try (BufferedReader output = process.inputReader()) {
            return output.lines().map(Integer::valueOf).toList();
        }
    }

    private static Process start(Path journal) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SharedSearchTest.class.getName(),
                        journal.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
