package dev.sonde.image;

import dev.sonde.display.SondeException;
import java.util.Objects;

/**
 * How {@link ImageBatches} reads. {@link #defaults()} suits a computer that does nothing else; each {@code with…} changes
 * one thing.
 *
 * @param batchSize pictures in a batch; the last may have fewer
 * @param threads that decode and resize at once
 * @param ahead batches that are prepared before they are asked for: with the one that is being read, what memory holds
 * @param onCorrupt what becomes of a file that cannot be read
 * @param decoding how a file becomes a picture
 */
public record BatchOptions(int batchSize, int threads, int ahead, OnCorrupt onCorrupt, DecodeOptions decoding) {
    /** What becomes of a file that cannot be read. */
    public enum OnCorrupt {
        /** It is an error that names the file, and the end. */
        FAIL,
        /** It is left out and listed in {@link ImageBatches#skipped()}. */
        SKIP
    }

    /** @throws SondeException if a number is not positive (ahead: negative) */
    public BatchOptions {
        Objects.requireNonNull(onCorrupt, "onCorrupt");
        Objects.requireNonNull(decoding, "decoding");
        if (batchSize < 1 || threads < 1 || ahead < 0) {
            throw new SondeException(
                    "Batches of " + batchSize + " images by " + threads + " threads, " + ahead + " ahead, cannot be",
                    "Give a batch size and threads from 1 on, and 0 or more batches ahead.");
        }
    }

    /** Batches of 32 by as many threads as there are processors, 2 ahead; a corrupt file is an error. */
    public static BatchOptions defaults() {
        return new BatchOptions(
                32, Runtime.getRuntime().availableProcessors(), 2, OnCorrupt.FAIL, DecodeOptions.defaults());
    }

    /** With another number of pictures in a batch. */
    public BatchOptions withBatchSize(int images) {
        return new BatchOptions(images, threads, ahead, onCorrupt, decoding);
    }

    /** With another number of threads. */
    public BatchOptions withThreads(int number) {
        return new BatchOptions(batchSize, number, ahead, onCorrupt, decoding);
    }

    /** With more or fewer batches prepared ahead. */
    public BatchOptions withAhead(int batches) {
        return new BatchOptions(batchSize, threads, batches, onCorrupt, decoding);
    }

    /** With another rule for corrupt files. */
    public BatchOptions onCorrupt(OnCorrupt rule) {
        return new BatchOptions(batchSize, threads, ahead, rule, decoding);
    }

    /** With files decoded otherwise. */
    public BatchOptions withDecoding(DecodeOptions options) {
        return new BatchOptions(batchSize, threads, ahead, onCorrupt, options);
    }
}
