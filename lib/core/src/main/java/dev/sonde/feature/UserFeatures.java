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
                    LayerTensors.of(file),
                    targets.map(tensor -> TargetTensor.read(path, tensor)),
                    Path.of(stem + ".ids.txt"),
                    Path.of(stem + ".groups.txt"));
        }
    }

    static FeatureSet openNpy(Path path) {
        try (NpyFile file = NpyFile.open(path)) {
            return open(
                    path,
                    LayerTensors.single(file.tensor()),
                    npyTargets(path),
                    path.resolveSibling("ids.txt"),
                    path.resolveSibling("groups.txt"));
        }
    }

    private static Optional<Targets> npyTargets(Path features) {
        for (Targets.Kind kind : Targets.Kind.values()) {
            for (String ending : List.of("", kind == Targets.Kind.BOX ? "es" : "s")) {
                Path path = features.resolveSibling(kind.tensor() + ending + ".npy");
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

    /** A feature set of mapped tensors. */
    static FeatureSet open(Path path, LayerTensors tensors, Optional<Targets> targets, Path ids, Path groups) {
        tensors.all().forEach(tensor -> check(path, tensor));
        StoredTensor first = tensors.all().get(0);
        List<MappedRows> mapped = tensors.all().stream()
                .map(tensor -> MappedRows.of(path.toString(), tensor))
                .toList();
        long bytes = tensors.all().stream().mapToLong(StoredTensor::bytes).sum();
        FeatureFiles files = new FeatureFiles(
                path,
                Optional.empty(),
                first.type(),
                rowShape(first),
                tensors.numbers(),
                mapped,
                List.of(new FeatureFiles.HashedFile(path, bytes, Optional.empty())));
        int rows = mapped.get(0).rows();
        List<String> names = Files.exists(ids) ? lines(ids) : new RowNumbers(rows);
        List<String> images = Files.exists(groups) ? lines(groups) : List.of();
        checkIds(path, names.size(), rows);
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
