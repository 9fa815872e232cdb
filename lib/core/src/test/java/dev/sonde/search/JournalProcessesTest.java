package dev.sonde.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes at one journal. */
class JournalProcessesTest {
    private static final int TRIALS = 200;
    private static final int KILLS = 10;

    @TempDir
    private Path folder;

    @Test
    void twoProcessesLoseNoTrialAndRunNoneTwice() throws Exception {
        Path journal = folder.resolve("search.jsonl");
        Process first = SearchWorker.start(journal, TRIALS, 1);
        Process second = SearchWorker.start(journal, TRIALS, 1);
        List<Integer> ranFirst = numbers(first);
        List<Integer> ranSecond = numbers(second);
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(ranFirst).isNotEmpty();
        assertThat(ranSecond).isNotEmpty();
        assertThat(Stream.concat(ranFirst.stream(), ranSecond.stream()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, TRIALS).boxed().toList());
        assertThat(SearchWorker.search(journal).trials()).hasSize(TRIALS).allMatch(Trial::isComplete);
    }

    @Test
    void aSearchKilledAtRandomMomentsIsThatOfOneNeverKilled() throws Exception {
        Path journal = folder.resolve("search.jsonl");
        Random random = new Random(11);
        for (int i = 0; i < KILLS; i++) {
            Process process = SearchWorker.start(journal, TRIALS, 3);
            try (BufferedReader lines = process.inputReader()) {
                assertThat(lines.readLine()).isEqualTo("ready");
                assertThat(lines.readLine()).as("the first trial").isNotNull();
                TimeUnit.MICROSECONDS.sleep(random.nextInt(150_000));
                assertThat(process.isAlive()).isTrue();
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        Search resumed = SearchWorker.search(journal);
        assertThat(resumed.trials()).as("what the killed ones did").anyMatch(Trial::isComplete);
        assertThat(Files.readString(journal)).as("trials begun again").contains("\"event\":\"take-over\"");
        SearchWorker.run(resumed, TRIALS);
        Search whole = SearchWorker.search(folder.resolve("whole.jsonl"));
        SearchWorker.run(whole, TRIALS);
        assertThat(resumed.trials()).isEqualTo(whole.trials());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("no other file is left").hasSize(2);
        }
    }

    private static List<Integer> numbers(Process process) throws Exception {
        List<Integer> numbers = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("ready");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                numbers.add(Integer.valueOf(line));
            }
        }
        return numbers;
    }
}
