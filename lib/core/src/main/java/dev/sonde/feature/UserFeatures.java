package dev.sonde.feature;

import dev.sonde.display.SondeException;
import dev.sonde.format.NpyFile;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import dev.sonde.format.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Features that were written by others, in one file. */
final class UserFeatures {
    /** The name of the tensor. */
    static final String FEATURES = "features";

    private UserFeatures() {}

    static FeatureSet openSafetensors(Path path) {
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            Optional<StoredTensor> targets = Optional.empty();
            for (Targets.Kind kind : Targets.Kind.values()) {
                targets = targets.or(() -> Optional.ofNullable(file.tensors().get(kind.tensor())));
            }
            String stem = path.toString().substring(0, path.toString().length() - ".safetensors".length());
            return open(
                    path,
                    file.tensor(FEATURES),
                    targets.map(tensor -> TargetTensor.read(path, tensor)),
                    Path.of(stem + ".ids.txt"),
                    Path.of(stem + ".groups.txt"));
        }
    }

    static FeatureSet openNpy(Path folder) {
        Path path = folder.resolve(FEATURES + ".npy");
        try (NpyFile file = NpyFile.open(path)) {
            return open(
                    path, file.tensor(), npyTargets(folder), folder.resolve("ids.txt"), folder.resolve("groups.txt"));
        }
    }

    private static Optional<Targets> npyTargets(Path folder) {
        for (Targets.Kind kind : Targets.Kind.values()) {
            for (String ending : List.of("", kind == Targets.Kind.BOX ? "es" : "s")) {
                Path path = folder.resolve(kind.tensor() + ending + ".npy");
                if (Files.exists(path)) {
                    return Optional.of(npyTargets(kind, path));
                }
            }
        }
        return Optional.empty();
    }

    private static Targets npyTargets(Targets.Kind kind, Path path) {
        try (NpyFile file = NpyFile.open(path)) {
            return TargetTensor.read(path, file.tensor().withName(kind.tensor()));
        }
    }

    /** A feature set of one mapped tensor. */
    static FeatureSet open(Path path, StoredTensor features, Optional<Targets> targets, Path ids, Path groups) {
        check(path, features);
        MappedRows mapped = MappedRows.of(path.toString(), features);
        FeatureFiles files = new FeatureFiles(
                path,
                Optional.empty(),
                features.type(),
                rowShape(features),
                List.of(),
                List.of(mapped),
                List.of(new FeatureFiles.HashedFile(path, features.bytes(), Optional.empty())));
        List<String> names = Files.exists(ids) ? lines(ids) : new RowNumbers(mapped.rows());
        List<String> images = Files.exists(groups) ? lines(groups) : List.of();
        checkIds(path, names.size(), mapped.rows());
        return FeatureSet.of(files, Located.in(path, () -> new FeatureRows(names, images, targets)));
    }

    static List<Integer> rowShape(StoredTensor features) {
        return features.shape().stream().skip(1).map(Math::toIntExact).toList();
    }

    private static void check(Path path, StoredTensor features) {
        boolean known = features.type() == StoredType.F16 || features.type() == StoredType.F32;
        if (!known || features.shape().size() < 2 || features.shape().contains(0L)) {
            throw new SondeException(
                    path + ": " + features + " cannot be probed; expected F16 or F32 and a shape [rows, ...]",
                    "Write one row for each example, in half or single precision.");
        }
    }

    private static void checkIds(Path path, int found, int expected) {
        if (found != expected) {
            throw new SondeException(
                    path + " has " + expected + " rows, but there are " + found + " ids",
                    "Write one id a line for each row of the features, in the same order.");
        }
    }

    private static List<String> lines(Path path) {
        try {
            return TextFile.read(path.getFileName().toString(), path.toString(), Files.newInputStream(path))
                    .lines()
                    .stream()
                    .map(TextFile.Line::text)
                    .toList();
        } catch (IOException e) {
            throw new SondeException(
                    path + " cannot be read: " + e.getMessage(), "Check the file and the rights to read it.", e);
        }
    }
}
