package dev.sonde.feature;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An entry of the store.
 *
 * @param folder its folder, named by the key's address
 * @param key what made the features; empty while they are not whole, or if their index is damaged
 * @param rows how many rows; 0 while they are not whole
 * @param bytes on the disk
 */
public record StoredFeatures(Path folder, Optional<FeatureKey> key, int rows, long bytes) {
    /** Whether all rows are there. */
    public boolean isWhole() {
        return key.isPresent();
    }
}
