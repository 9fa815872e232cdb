package dev.sonde.feature;

import dev.sonde.display.SondeException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out what kind of features lie at a path. */
final class FeatureFormats {
    private FeatureFormats() {}

    static FeatureSet open(Path path) {
        if (Files.isDirectory(path)) {
            return openFolder(path);
        }
        if (path.toString().endsWith(".safetensors")) {
            return UserFeatures.openSafetensors(path);
        }
        throw unknown(path);
    }

    private static FeatureSet openFolder(Path folder) {
        if (StoreFolder.isWhole(folder)) {
            return StoreFolder.open(folder);
        }
        if (Files.exists(folder.resolve(UserFeatures.FEATURES + ".npy"))) {
            return UserFeatures.openNpy(folder);
        }
        throw unknown(folder);
    }

    private static SondeException unknown(Path path) {
        return new SondeException(
                path + (Files.exists(path) ? " holds no features that Sonde can read" : " is not there"),
                "Give a folder of the feature store, a .safetensors file with the tensor \"features\", "
                        + "or a folder with features.npy.");
    }
}
