package dev.sonde.feature;

import dev.sonde.format.StoredType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the views of a feature set share: the mapped files.
 *
 * @param path the file or folder, for messages
 * @param key what made the features, if the store wrote them
 * @param shape of one row of one layer
 * @param layers their numbers; empty if there is one layer without a number
 * @param mapped the rows of each layer
 * @param files what the rows lie in
 */
record FeatureFiles(
        Path path,
        Optional<FeatureKey> key,
        StoredType type,
        List<Integer> shape,
        List<Integer> layers,
        List<MappedRows> mapped,
        List<HashedFile> files) {
    /** A file, and the hash that it had when it was written, if that is known. */
    record HashedFile(Path path, long bytes, Optional<String> sha256) {}

    FeatureFiles {
        shape = List.copyOf(shape);
        layers = List.copyOf(layers);
        mapped = List.copyOf(mapped);
        files = List.copyOf(files);
    }

    MappedRows layer(int index) {
        return mapped.get(index);
    }

    long bytes() {
        return files.stream().mapToLong(HashedFile::bytes).sum();
    }
}
