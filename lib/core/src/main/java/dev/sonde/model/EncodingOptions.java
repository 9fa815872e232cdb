package dev.sonde.model;

import dev.sonde.display.SondeException;

/**
 * How much is encoded at a time.
 *
 * @param batch texts of a forward pass; more than 32 are hardly faster on a processor, graphics cards want some hundred
 * @param keyBytes memory for the keys and values of a chunk of images; a full-size image takes 9.5 MB. More memory lets
 *     more texts of one length meet
 */
public record EncodingOptions(int batch, long keyBytes) {
    public EncodingOptions {
        if (batch < 1 || keyBytes < 1) {
            throw new SondeException(
                    "Batches of " + batch + " texts and keys of " + keyBytes + " bytes cannot be planned",
                    "Give at least 1 text and 1 byte; 32 texts and 512 MB are usual.");
        }
    }

    /** Batches of 32 texts, 512 MB. */
    public static EncodingOptions defaults() {
        return new EncodingOptions(32, 512L << 20);
    }

    /** Other batches. */
    public EncodingOptions withBatch(int texts) {
        return new EncodingOptions(texts, keyBytes);
    }

    /** Other chunks of images; at least one image is held whatever it takes. */
    public EncodingOptions withKeyBytes(long bytes) {
        return new EncodingOptions(batch, bytes);
    }
}
