package dev.sonde.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.data.Split;
import dev.sonde.format.Sha256;
import dev.sonde.model.Blip2;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A vision transformer and a Q-Former whose process is killed as the system kills it, at random moments of the whole work:
 * among image tokens, among queries, between them and at the end. {@code -Dsonde.kills=20} kills more often.
 */
class KilledModelTest {
    private static final int KILLS = Integer.getInteger("sonde.kills", 4);
    private static final int EXAMPLES = 360;

    @TempDir
    Path folder;

    /** Extracts into the folder that is its argument. */
    public static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            try (Torch torch = Torch.open()) {
                torch.threads(1);
                System.out.println(extract(torch, Path.of(arguments[0])).path());
            }
        }
    }

    private static FeatureSet extract(Torch torch, Path folder) {
        FeatureStore store = FeatureStore.in(folder).withShardBytes(3000);
        Blip2 blip2 = TinyModels.blip2(torch, 1);
        Split split = TinyModels.split("all", 0, EXAMPLES);
        ImageTokenSet tokens =
                ImageTokenStore.of(torch, blip2.vision(), "vision", store).of(TinyModels.pictures(1), split);
        QueryEncoder encoder = QueryEncoder.of(torch, blip2.qformer(), "qformer", TextInput.blip2(), tokens);
        return new Extraction(encoder.withLayers(4, 0, 2), store).run(split);
    }

    @Test
    void killedAtAnyMomentOfTheWorkItEndsWithTheSameBytes() throws Exception {
        try (Torch torch = Torch.open()) {
            torch.threads(1);
            Path whole = folder.resolve("whole");
            extract(torch, whole);
            Map<String, String> expected = hashes(whole);
            int files = expected.size();
            assertThat(files).as("files of the whole work").isGreaterThan(50);
            Random random = new Random(17);
            int interruptedWork = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                Path store = folder.resolve("killed-" + kill);
                kill(store, 1 + random.nextInt(files - 1), random.nextInt(8));
                interruptedWork += finished(store).size() < files ? 1 : 0;

                FeatureSet resumed = extract(torch, store);

                assertThat(resumed.verify().isSound()).isTrue();
                assertThat(hashes(store)).as("after kill " + kill).isEqualTo(expected);
            }
            assertThat(interruptedWork).as("kills before the end").isGreaterThan(KILLS / 2);
        }
    }

    /** Starts a process and kills it some milliseconds after it has so many files. */
    private void kill(Path store, int files, int millis) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = Fork.start(log, "256m", Main.class, store.toString());
        try {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (process.isAlive() && finished(store).size() < files) {
                assertThat(System.nanoTime()).as(Files.readString(log)).isLessThan(end);
                Thread.sleep(1);
            }
            Thread.sleep(millis);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(finished(store)).as(Files.readString(log)).isNotEmpty();
    }

    private static Map<String, String> hashes(Path store) {
        Map<String, String> hashes = new TreeMap<>();
        files(store).forEach(file -> hashes.put(store.relativize(file).toString(), Sha256.of(file)));
        return hashes;
    }

    /** Files under their last names. */
    private static List<Path> finished(Path store) {
        return files(store).stream()
                .filter(file -> !file.toString().endsWith(".part"))
                .toList();
    }

    /** All files but the locks, which stay; the process at work may take some of them away. */
    private static List<Path> files(Path store) {
        if (!Files.isDirectory(store)) {
            return List.of();
        }
        return StoreFiles.entries(store).stream()
                .filter(home -> !home.endsWith(".locks"))
                .flatMap(KilledModelTest::list)
                .toList();
    }

    private static Stream<Path> list(Path home) {
        try (Stream<Path> files = Files.list(home)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
