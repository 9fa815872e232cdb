package dev.sonde.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged and hostile files: each is read or refused with a {@link SondeException}, quickly and in little memory.
 *
 * <p>The system property {@code sonde.mutations} gives their number, {@code sonde.mutations.seed} another seed.
 */
class HostileTensorsTest {
    private static final int MUTATIONS = Integer.getInteger("sonde.mutations", 200_000);
    private static final long SEED = Long.getLong("sonde.mutations.seed", 20_240_613);
    private static final Path PLACE = Path.of("hostile");
    /** Buffers of the parsers, the stack trace of an error, and now and then a class that is loaded. */
    private static final long FREE_BYTES = 1 << 20;

    private static final int WARM_UP = 2_000;
    private static final long WARM_UP_BYTES = 16 << 20;
    /** Objects of a tensor for the text that describes it; numbers of eight bytes for elements of one. */
    private static final long BYTES_FOR_EACH = 64;

    private static final long MOST_NANOS = 1_000_000_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    static Stream<String> attacks() {
        return HostileHeaders.refused().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void anAttackIsRefusedWithTheFilesName(String attack) {
        Path file = SafetensorsBytes.write(folder, HostileHeaders.refused().get(attack));
        SondeException e = assertThrows(SondeException.class, () -> SafetensorsFile.open(file));
        assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
        assertTrue(e.getMessage().length() < 1500, "the file does not fill the message: " + e.getMessage());
    }

    @Test
    void theValidNeighboursOfTheAttacksAreRead() {
        for (byte[] bytes : HostileHeaders.valid()) {
            try (SafetensorsFile file = SafetensorsFile.open(SafetensorsBytes.write(folder, bytes))) {
                file.tensors().values().forEach(HostileTensorsTest::readElements);
            }
        }
    }

    @Test
    void manyTensorsAreReadAndTooManyRefused() {
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i < 140_000; i++) {
            header.append(i == 0 ? "" : ",").append(HostileHeaders.tensor("t" + i, "U8", "0", 0, 0));
            if (i == 99_999) {
                Path file = SafetensorsBytes.write(folder, SafetensorsBytes.of(header + "}", 0));
                assertEquals(100_000, SafetensorsFile.open(file).names().size());
            }
        }
        Path file = SafetensorsBytes.write(folder, SafetensorsBytes.of(header + "}", 0));
        assertThrows(SondeException.class, () -> SafetensorsFile.open(file));
    }

    @Test
    void mutatedSafetensorsAreReadOrRefused() {
        List<byte[]> seeds = new ArrayList<>();
        HostileHeaders.refused().values().stream()
                .filter(bytes -> bytes.length < 1000)
                .forEach(seeds::add);
        while (seeds.size() < 1000) { // mostly valid ones: most changes break them, few mend the others
            seeds.addAll(HostileHeaders.valid());
        }
        Mutation mutation = new Mutation(SEED);
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = mutation.ofSafetensors(seeds);
            boolean valid = isRead(bytes, i, file -> {
                Map<String, StoredTensor> tensors = SafetensorsFile.open(file).tensors();
                assertTensorsFillTheFile(bytes, tensors);
                return tensors;
            });
            read += valid ? 1 : 0;
        }
        assertBothHappen(read);
    }

    @Test
    void mutatedCheckpointsOfPyTorchAreReadOrRefused() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(Files.readAllBytes(Fixtures.path("qformer-blip2/lavis/pickle_shapes.pth")));
        String tensor = TorchFiles.tensor("0", "torch\nFloatStorage", 4, 0, "2, 2", "1, 2");
        for (String pickle : List.of("}(Vw\n" + tensor + "u.", "}(Vmodel\n}(Va\n" + tensor + "Vb\n" + tensor + "uu.")) {
            seeds.add(Files.readAllBytes(TorchFiles.write(folder, pickle, 16)));
        }
        Mutation mutation = new Mutation(SEED);
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            read += isRead(mutation.of(seeds), i, file -> PthFile.open(file).tensors()) ? 1 : 0;
        }
        assertBothHappen(read);
    }

    @Test
    void mutatedFilesOnDiskFareAsThoseInMemory() {
        Mutation mutation = new Mutation(SEED + 1);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = mutation.ofSafetensors(HostileHeaders.valid());
            boolean inMemory =
                    isRead(bytes, i, file -> SafetensorsFile.open(file).tensors());
            Path onDisk = SafetensorsBytes.write(folder, bytes);
            boolean read = true;
            try (SafetensorsFile file = SafetensorsFile.open(onDisk)) {
                file.tensors().values().forEach(HostileTensorsTest::readElements);
            } catch (SondeException e) {
                read = false;
            }
            assertEquals(inMemory, read, "mutation " + i);
        }
    }

    /** Whether the file is read; any other end than a SondeException fails the test, as do slowness and greed. */
    private static boolean isRead(byte[] bytes, int number, Function<MappedFile, Map<String, StoredTensor>> reader) {
        long limit = (number < WARM_UP ? WARM_UP_BYTES : FREE_BYTES) + BYTES_FOR_EACH * bytes.length;
        long start = THREADS.getCurrentThreadCpuTime(); // on a busy machine a second passes without work
        long before = THREADS.getCurrentThreadAllocatedBytes();
        boolean read = true;
        try {
            Map<String, StoredTensor> tensors = reader.apply(MappedFile.inMemory(PLACE, ByteBuffer.wrap(bytes)));
            assertLittleMemory(before, limit, number);
            for (StoredTensor tensor : tensors.values()) {
                long beforeTensor = THREADS.getCurrentThreadAllocatedBytes();
                readElements(tensor);
                assertLittleMemory(beforeTensor, limit, number);
            }
        } catch (SondeException e) {
            assertLittleMemory(before, limit, number);
            read = false;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("mutation " + number + " of seed " + SEED, e);
        }
        assertTrue(
                THREADS.getCurrentThreadCpuTime() - start < MOST_NANOS, "mutation " + number + " takes over a second");
        return read;
    }

    private static void assertLittleMemory(long before, long limit, int number) {
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(taken < limit, "mutation " + number + " takes " + taken + " bytes, more than " + limit);
    }

    private static void readElements(StoredTensor tensor) {
        int read = tensor.type().isFloating() ? tensor.floats().length : tensor.longs().length;
        assertEquals(tensor.elements(), read);
    }

    private static void assertTensorsFillTheFile(byte[] bytes, Map<String, StoredTensor> tensors) {
        long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        long data = tensors.values().stream().mapToLong(StoredTensor::bytes).sum();
        assertEquals(bytes.length, 8 + header + data);
    }

    private static void assertBothHappen(int read) {
        assertTrue(read > MUTATIONS / 100 && read < MUTATIONS, read + " of " + MUTATIONS + " mutations are read");
    }
}
