package dev.sonde.image;

import dev.sonde.display.SondeException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Files of pictures as batches for a model: decoded and resized by several threads, given in the order of the files.
 *
 * <p>Memory holds the batch in hand and those prepared ahead, whatever the number of files. To be closed, which ends the
 * threads:
 *
 * <pre>{@code
 * try (ImageBatches batches = ImageBatches.of(files, BlipPreprocessing.defaults(), BatchOptions.defaults())) {
 *     while (batches.hasNext()) {
 *         PixelValues pixels = batches.next().pixels();   // [32, 3, 224, 224]
 *     }
 * }
 * }</pre>
 *
 * <p>One thread may read from it. When that thread is interrupted, {@link #next()} fails before the next picture.
 */
public final class ImageBatches implements Iterator<ImageBatch>, AutoCloseable {
    /** A file that was left out, and why. */
    public record Skipped(Path file, String reason) {}

    private record Pending(Path file, Future<RgbImage> image) {}

    /** A picture to come; the place is for messages. */
    private record Picture(Path file, String place, Supplier<RgbImage> read) {}

    private final Iterator<Picture> pictures;
    private final ImagePreprocessing preprocessing;
    private final BatchOptions options;
    private final ExecutorService threads;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private Optional<ImageBatch> next = Optional.empty();

    private ImageBatches(Iterator<Picture> pictures, ImagePreprocessing preprocessing, BatchOptions options) {
        this.pictures = pictures;
        this.preprocessing = Objects.requireNonNull(preprocessing, "preprocessing");
        this.options = Objects.requireNonNull(options, "options");
        this.threads = Executors.newFixedThreadPool(options.threads(), work -> {
            Thread thread = new Thread(work, "sonde-images");
            // A kernel or a JShell that ends must not wait for pictures.
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The batches of some files; nothing is read before the first is asked for. */
    public static ImageBatches of(List<Path> files, ImagePreprocessing preprocessing, BatchOptions options) {
        return new ImageBatches(
                List.copyOf(files).stream()
                        .map(file -> new Picture(
                                file, file.toAbsolutePath().toString(), () -> Images.read(file, options.decoding())))
                        .iterator(),
                preprocessing,
                options);
    }

    /** The batches of some pictures of a source, which several threads ask; {@link ImageBatch#files} are their names. */
    public static ImageBatches of(
            ImageSource source, List<String> names, ImagePreprocessing preprocessing, BatchOptions options) {
        return new ImageBatches(
                List.copyOf(names).stream()
                        .map(name -> new Picture(Path.of(name), name, () -> source.image(name)))
                        .iterator(),
                preprocessing,
                options);
    }

    /**
     * Whether there is another batch; prepares it.
     *
     * @throws SondeException as {@link #next()}
     */
    @Override
    public boolean hasNext() {
        if (next.isEmpty()) {
            next = batch();
        }
        return next.isPresent();
    }

    /**
     * The next batch.
     *
     * @throws SondeException if a file cannot be read (and is not to be skipped), or the thread is interrupted
     * @throws NoSuchElementException if there is none left
     */
    @Override
    public ImageBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no batch of images is left");
        }
        ImageBatch batch = next.orElseThrow();
        next = Optional.empty();
        return batch;
    }

    /** The files that were left out so far, in their order. */
    public List<Skipped> skipped() {
        return Collections.unmodifiableList(new ArrayList<>(skipped));
    }

    /** Pictures that are decoded or wait for it. */
    int inFlight() {
        return pending.size();
    }

    /** Ends the threads; a picture that is being decoded is given up. */
    @Override
    public void close() {
        threads.shutdownNow();
        pending.forEach(one -> one.image().cancel(true));
        pending.clear();
    }

    private Optional<ImageBatch> batch() {
        List<Path> taken = new ArrayList<>();
        List<RgbImage> images = new ArrayList<>();
        for (submit(); images.size() < options.batchSize() && !pending.isEmpty(); submit()) {
            Pending one = pending.remove();
            image(one).ifPresent(image -> {
                taken.add(one.file());
                images.add(image);
            });
        }
        return images.isEmpty() ? Optional.empty() : Optional.of(new ImageBatch(taken, preprocessing.batch(images)));
    }

    /** Keeps the threads busy, but no further ahead than allowed. */
    private void submit() {
        int most = options.batchSize() * (options.ahead() + 1);
        while (pending.size() < most && pictures.hasNext() && !threads.isShutdown()) {
            Picture picture = pictures.next();
            pending.add(new Pending(picture.file(), threads.submit(() -> prepare(picture))));
        }
    }

    private RgbImage prepare(Picture picture) {
        RgbImage image = picture.read().get();
        try {
            return preprocessing.resize(image);
        } catch (SondeException e) {
            throw new SondeException(picture.place() + ": " + problem(e), e.advice(), e);
        }
    }

    /** Empty for a file that is left out. */
    private Optional<RgbImage> image(Pending one) {
        try {
            // A picture that is ready would be given without a look at the interruption.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return Optional.of(one.image().get());
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new SondeException("The reading of images was interrupted", "Start it again.", e);
        } catch (ExecutionException e) {
            return skipOrFail(one.file(), e.getCause());
        }
    }

    private Optional<RgbImage> skipOrFail(Path file, Throwable cause) {
        if (cause instanceof SondeException told && options.onCorrupt() == BatchOptions.OnCorrupt.SKIP) {
            skipped.add(new Skipped(file, problem(told)));
            return Optional.empty();
        }
        close();
        if (cause instanceof SondeException told) {
            throw told;
        }
        throw new IllegalStateException("decoding " + file + " failed", cause);
    }

    /** Without the advice, which is the second line. */
    private static String problem(SondeException e) {
        return e.getMessage().lines().findFirst().orElse("");
    }
}
