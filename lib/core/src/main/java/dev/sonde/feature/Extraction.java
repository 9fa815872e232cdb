package dev.sonde.feature;

import dev.sonde.data.Split;
import dev.sonde.display.Progress;
import java.util.Objects;

/**
 * Makes the features of a split, or finds them in the store.
 *
 * <p>It shows progress, stops when its thread is interrupted, and goes on where an earlier run stopped or was killed.
 *
 * @param encoder the model
 * @param store where the features are kept
 */
public record Extraction(Encoder encoder, FeatureStore store) {
    public Extraction {
        Objects.requireNonNull(encoder, "encoder");
        Objects.requireNonNull(store, "store");
    }

    /** The features of a split; row i belongs to its example i. */
    public FeatureSet run(Split split) {
        FeatureKey key = encoder.key(split);
        return store.find(key).orElseGet(() -> extract(key, split));
    }

    private FeatureSet extract(FeatureKey key, Split split) {
        try (FeatureWriter writer = store.write(key, FeatureRows.of(split), encoder.shape());
                Progress progress = Progress.of("Features of " + split.name(), split.size())) {
            while (writer.firstMissing() < split.size()) {
                encodeChunk(writer, progress, split);
            }
            return writer.finish();
        }
    }

    private void encodeChunk(FeatureWriter writer, Progress progress, Split split) {
        int first = writer.firstMissing();
        int end = writer.chunkEnd();
        encoder.encode(split.examples().subList(first, end), (index, layer, values, offset) -> {
            Interruption.check();
            writer.add(first + index, layer, values, offset);
            progress.at(writer.rowsDone());
        });
        if (writer.firstMissing() != end) {
            throw new IllegalStateException(encoder.recipe().model() + " left out some of the examples " + first
                    + " to before " + end + " of " + split.name());
        }
    }
}
