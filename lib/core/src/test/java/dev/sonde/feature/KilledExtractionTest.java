package dev.sonde.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.format.StoredType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An extraction in another process that is killed as the system kills it, without a chance to clean up. */
class KilledExtractionTest {
    private static final int ROWS = 3000;
    private static final int KILLS = 10;

    @TempDir
    Path folder;

    /** Extracts into the folder that is its argument. */
    public static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            System.out.println(extract(Path.of(arguments[0])).path());
        }
    }

    private static FeatureSet extract(Path folder) {
        FeatureStore store = FeatureStore.in(folder).withShardBytes(1 << 20);
        Samples.CountingEncoder encoder = new Samples.CountingEncoder(Samples.recipe(StoredType.F16, 5, 6), 16, 256);
        return new Extraction(encoder, store).run(Samples.split(ROWS));
    }

    @Test
    void killedAtAnyMomentItEndsWithTheSameFiles() throws Exception {
        Path whole = folder.resolve("whole");
        Map<String, String> expected = Samples.hashes(extract(whole).path());
        Path store = folder.resolve("killed");
        Path features = store.resolve(Files.list(whole)
                .filter(path -> !path.endsWith(".locks"))
                .findFirst()
                .orElseThrow()
                .getFileName());
        Random random = new Random(11);
        int killedInTheMiddle = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int files = StoreFiles.entries(features).size();
            Process process = Fork.start(folder.resolve("log"), "256m", Main.class, store.toString());
            waitForFile(process, features, files + 1 + random.nextInt(2));
            Thread.sleep(random.nextInt(8));
            process.destroyForcibly().waitFor();
            killedInTheMiddle += StoreFolder.isWhole(features) ? 0 : 1;
        }
        assertThat(killedInTheMiddle).as("kills before the end").isGreaterThanOrEqualTo(KILLS / 2);

        FeatureSet resumed = extract(store);

        assertThat(Samples.hashes(resumed.path())).isEqualTo(expected);
        assertThat(resumed.verify().isSound()).isTrue();
    }

    @Test
    void twoProcessesMakeOneSet() throws Exception {
        Path store = folder.resolve("shared");
        Process first = Fork.start(folder.resolve("first"), "256m", Main.class, store.toString());
        Process second = Fork.start(folder.resolve("second"), "256m", Main.class, store.toString());

        assertThat(first.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(second.waitFor(2, TimeUnit.MINUTES)).isTrue();

        assertThat(first.exitValue())
                .as(Files.readString(folder.resolve("first")))
                .isZero();
        assertThat(second.exitValue())
                .as(Files.readString(folder.resolve("second")))
                .isZero();
        Map<String, String> once =
                Samples.hashes(extract(folder.resolve("alone")).path());
        assertThat(Samples.hashes(extract(store).path())).isEqualTo(once);
    }

    private static void waitForFile(Process process, Path features, int files)
            throws IOException, InterruptedException {
        while (process.isAlive() && StoreFiles.entries(features).size() < files) {
            Thread.sleep(1);
        }
    }
}
