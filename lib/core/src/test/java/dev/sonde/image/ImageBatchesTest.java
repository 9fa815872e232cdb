package dev.sonde.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageBatchesTest {
    private static final BlipPreprocessing SMALL = new BlipPreprocessing(16);
    private static final BatchOptions OPTIONS =
            BatchOptions.defaults().withBatchSize(4).withThreads(3).withAhead(1);

    @TempDir
    Path folder;

    private List<Path> files;

    @BeforeEach
    void copyPictures() throws IOException {
        List<String> names =
                List.of("c444.jpg", "colour2_8.png", "gray.jpg", "rgb.gif", "exif1.jpg", "q5.jpg", "cmyk.jpg");
        files = new ArrayList<>();
        for (int i = 0; i < 3 * names.size(); i++) {
            String name = names.get(i % names.size());
            files.add(Files.copy(Pictures.resource("cases/" + name), folder.resolve(i + "-" + name)));
        }
    }

    @Test
    void picturesOfASourceComeInTheOrderOfTheirNames() {
        List<String> names =
                files.stream().map(file -> file.getFileName().toString()).toList();
        ImageSource source = name -> Images.read(folder.resolve(name));
        List<String> seen = new ArrayList<>();
        try (ImageBatches batches = ImageBatches.of(source, names, SMALL, OPTIONS);
                ImageBatches same = ImageBatches.of(files, SMALL, OPTIONS)) {
            while (batches.hasNext()) {
                ImageBatch batch = batches.next();
                assertThat(batch.pixels().values())
                        .isEqualTo(same.next().pixels().values());
                batch.files().forEach(file -> seen.add(file.toString()));
            }
        }
        assertThat(seen).isEqualTo(names);
    }

    @Test
    void batchesComeInTheOrderOfTheFilesWhateverTheThreads() {
        List<Path> seen = new ArrayList<>();
        try (ImageBatches batches = ImageBatches.of(files, SMALL, OPTIONS)) {
            while (batches.hasNext()) {
                ImageBatch batch = batches.next();
                assertThat(batch.pixels().batch()).isEqualTo(batch.files().size());
                for (int i = 0; i < batch.files().size(); i++) {
                    assertThat(picture(batch.pixels(), i))
                            .isEqualTo(SMALL.prepare(Images.read(batch.files().get(i)))
                                    .values());
                }
                seen.addAll(batch.files());
            }
            assertThat(batches.skipped()).isEmpty();
            assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(seen).isEqualTo(files);
    }

    @Test
    void aCorruptFileIsAnErrorThatNamesIt() throws IOException {
        Path broken = cut(5);
        try (ImageBatches batches = ImageBatches.of(files, SMALL, OPTIONS)) {
            assertThat(batches.next().files()).hasSize(4);
            assertThatThrownBy(batches::next)
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining(broken.toString())
                    .hasMessageContaining("truncated");
        }
    }

    @Test
    void corruptFilesAreSkippedAndListedWhereAskedFor() throws IOException {
        Path first = cut(1);
        Path second = cut(20);
        List<Path> seen = new ArrayList<>();
        try (ImageBatches batches = ImageBatches.of(files, SMALL, OPTIONS.onCorrupt(BatchOptions.OnCorrupt.SKIP))) {
            batches.forEachRemaining(batch -> seen.addAll(batch.files()));
            assertThat(batches.skipped()).extracting(ImageBatches.Skipped::file).containsExactly(first, second);
            assertThat(batches.skipped().get(0).reason()).contains("truncated").doesNotContain("What to do");
        }
        assertThat(seen).hasSize(files.size() - 2).doesNotContain(first, second);
    }

    @Test
    void aPictureThatTheModelCannotTakeIsNamedToo() {
        Path wide = Pictures.file("very_wide.png");
        try (ImageBatches batches = ImageBatches.of(List.of(wide), ViltPreprocessing.defaults(), OPTIONS)) {
            assertThatThrownBy(batches::next)
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("very_wide.png")
                    .hasMessageContaining("too long for ViLT");
        }
    }

    @Test
    void aFewPicturesAreInFlightWhateverTheNumberOfFiles() throws IOException {
        // Files far behind are not touched: the first batch comes though they are missing.
        List<Path> many = new ArrayList<>(files.subList(0, 8));
        IntStream.range(0, 1000).forEach(i -> many.add(folder.resolve("missing" + i)));
        try (ImageBatches batches =
                ImageBatches.of(many, SMALL, OPTIONS.withAhead(0).onCorrupt(BatchOptions.OnCorrupt.SKIP))) {
            batches.next();
            batches.next();
            assertThat(batches.skipped()).isEmpty();
            assertThat(batches.inFlight()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void anInterruptedReaderStopsBeforeTheNextPicture() {
        try (ImageBatches batches = ImageBatches.of(files, SMALL, OPTIONS)) {
            batches.next();
            Thread.currentThread().interrupt();
            assertThatThrownBy(batches::next).isInstanceOf(SondeException.class).hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void threadsAreDaemonsAndEndWithClose() throws InterruptedException {
        List<Thread> workers;
        try (ImageBatches batches = ImageBatches.of(files, SMALL, OPTIONS)) {
            batches.next();
            workers = workers();
            assertThat(workers).hasSizeBetween(1, 3).allMatch(Thread::isDaemon);
        }
        for (Thread worker : workers) {
            worker.join(Duration.ofSeconds(10).toMillis());
            assertThat(worker.isAlive()).isFalse();
        }
    }

    @Test
    void noFilesAreNoBatches() {
        try (ImageBatches batches = ImageBatches.of(List.of(), SMALL, OPTIONS)) {
            assertThat(batches.hasNext()).isFalse();
        }
    }

    @Test
    void optionsThatCannotBeAreTold() {
        assertThatThrownBy(() -> OPTIONS.withThreads(0))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("0 threads");
    }

    private Path cut(int index) throws IOException {
        byte[] bytes = Files.readAllBytes(files.get(index));
        Files.write(files.get(index), Arrays.copyOf(bytes, bytes.length / 2));
        return files.get(index);
    }

    private static float[] picture(PixelValues pixels, int index) {
        int length = 3 * pixels.height() * pixels.width();
        return Arrays.copyOfRange(pixels.values(), index * length, (index + 1) * length);
    }

    private static List<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("sonde-images"))
                .toList();
    }
}
