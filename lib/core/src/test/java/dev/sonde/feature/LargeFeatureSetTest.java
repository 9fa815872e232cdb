package dev.sonde.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets that are larger than a map, and than the heap; the files are sparse and take no room on most disks. */
class LargeFeatureSetTest {
    private static final int WIDTH = 24576;
    private static final int ROW_BYTES = 2 * WIDTH;
    /** 2.4 GB: more than a map of Java 17, and than an int counts in bytes. */
    private static final int ROWS = 49_000;

    @TempDir
    Path folder;

    @BeforeEach
    void room() throws IOException {
        assumeTrue(Files.getFileStore(folder).getUsableSpace() > 4L << 30, "no room on the disk");
    }

    @Test
    void rowsBeyondTwoGigabytesAreGathered() throws IOException {
        assertThat(checkedBatches(sparse(folder.resolve("large.safetensors")))).isEqualTo(20);
    }

    @Test
    void aSetOfManyHeapsIsGatheredWithASmallHeap() throws Exception {
        Path file = sparse(folder.resolve("large.safetensors"));
        Path log = folder.resolve("log");
        Process process = Fork.start(log, "64m", Main.class, file.toString());

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();

        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).contains("20 batches");
    }

    /** Gathers batches of the file that is its argument. */
    public static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            System.out.println(checkedBatches(Path.of(arguments[0])) + " batches");
        }
    }

    private static int checkedBatches(Path file) {
        FeatureSet set = FeatureSet.open(file);
        Random random = new Random(2);
        ByteBuffer batch = ByteBuffer.allocateDirect(128 * set.rowBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int step = 0; step < 20; step++) {
            int[] rows = Samples.randomRows(random, 128, ROWS);
            rows[0] = ROWS - 1;
            set.gather(rows, batch.clear());
            for (int i = 0; i < rows.length; i++) {
                if (batch.getInt(i * ROW_BYTES) != rows[i] || batch.getInt((i + 1) * ROW_BYTES - 4) != ~rows[i]) {
                    throw new AssertionError("row " + rows[i] + " is another one");
                }
            }
        }
        return 20;
    }

    /** A file whose rows begin and end with their number, zeros between. */
    private static Path sparse(Path file) throws IOException {
        Path header = file.resolveSibling("header.safetensors");
        SafetensorsWriter writer = SafetensorsWriter.open(
                header, Map.of(), List.of(TensorShape.of("features", StoredType.F16, ROWS, WIDTH)));
        Path part = header.resolveSibling(".header.safetensors.part");
        Files.copy(part, file);
        try {
            writer.close();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("not complete");
        }
        long start = Files.size(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int row = 0; row < ROWS; row++) {
                channel.write(number(row), start + (long) row * ROW_BYTES);
                channel.write(number(~row), start + (row + 1L) * ROW_BYTES - 4);
            }
        }
        return file;
    }

    private static ByteBuffer number(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, value);
    }
}
