package dev.sonde.bench;

import dev.sonde.display.SondeException;
import dev.sonde.image.Bicubic;
import dev.sonde.image.ImageSize;
import dev.sonde.image.Images;
import dev.sonde.image.RgbImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Decodes all JPEG files of a folder and resizes them to 224 x 224, round after round.
 *
 * <p>{@code ImageBench FOLDER THREADS} reads a line from standard input for each round, and answers with a line of JSON:
 * the times, and a checksum of each picture. So a driver can let two programs take turns.
 */
public final class ImageBench {
    private static final ImageSize SIZE = new ImageSize(224, 224);

    private final List<Path> files;
    private final int threads;

    private ImageBench(List<Path> files, int threads) {
        this.files = files;
        this.threads = threads;
    }

    /** Rounds until the standard input ends. */
    public static void main(String[] arguments) throws Exception {
        ImageBench bench = new ImageBench(photographs(Path.of(arguments[0])), Integer.parseInt(arguments[1]));
        while (System.in.read() >= 0) {
            System.out.println(bench.round());
        }
    }

    private static List<Path> photographs(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new SondeException("There is no *.jpg in " + folder, "Name a folder of photographs.");
            }
            return files;
        }
    }

    /** The CPU time is that of the whole process: compiler and collector are part of the price. */
    private String round() throws InterruptedException, ExecutionException {
        long cpu = cpuNanos();
        long wall = System.nanoTime();
        List<RgbImage> resized = resizeAll();
        double wallSeconds = (System.nanoTime() - wall) / 1e9;
        double cpuSeconds = (cpuNanos() - cpu) / 1e9;
        List<String> checksums = resized.stream().map(ImageBench::checksum).toList();
        return String.format(
                Locale.ROOT,
                "{\"images\": %d, \"threads\": %d, \"wall_s\": %.4f, \"cpu_s\": %.4f, \"images_per_s\": %.1f, \"checksums\": [\"%s\"]}",
                files.size(),
                threads,
                wallSeconds,
                cpuSeconds,
                files.size() / wallSeconds,
                String.join("\", \"", checksums));
    }

    private List<RgbImage> resizeAll() throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<RgbImage>> pending = new ArrayList<>();
            files.forEach(file -> pending.add(pool.submit(() -> Bicubic.resize(Images.read(file), SIZE))));
            List<RgbImage> resized = new ArrayList<>();
            for (Future<RgbImage> image : pending) {
                resized.add(image.get());
            }
            return resized;
        } finally {
            pool.shutdown();
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static String checksum(RgbImage image) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(image.samples());
            return HexFormat.of().toHexDigits(ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
