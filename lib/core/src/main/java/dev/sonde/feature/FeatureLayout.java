package dev.sonde.feature;

import dev.sonde.format.SafetensorsFile;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each file of a stored feature set holds.
 *
 * <p>A file has the tensor {@code features} [rows, shape...], or {@code features.0}, {@code features.6} and so on where
 * several layers are kept, and {@code label} or {@code box}: it is a feature file of its own that any reader of
 * safetensors understands.
 *
 * @param shape of one row of one layer
 */
record FeatureLayout(FeatureKey key, List<Integer> shape, Optional<Targets.Kind> target, ShardPlan plan) {
    FeatureLayout {
        shape = List.copyOf(shape);
    }

    static FeatureLayout of(FeatureKey key, List<Integer> shape, FeatureRows rows, long shardBytes) {
        long width = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        int numberBytes = key.recipe().type().bytes();
        long rowBytes = width * numberBytes * key.recipe().layers().size();
        return new FeatureLayout(
                key, shape, rows.targets().map(Targets::kind), ShardPlan.of(rows.size(), rowBytes, shardBytes));
    }

    StoredType type() {
        return key.recipe().type();
    }

    List<Integer> layers() {
        return key.recipe().layers();
    }

    int width() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** The name of the tensor of a layer, by its place in {@link #layers}. */
    String tensorName(int index) {
        return layers().size() == 1 ? UserFeatures.FEATURES : UserFeatures.FEATURES + "." + layers().get(index);
    }

    /** The tensors of a file in their order: targets first, as single-precision numbers keep all aligned. */
    List<TensorShape> tensors(int shard) {
        List<TensorShape> tensors = new ArrayList<>();
        long rows = plan.rowsIn(shard);
        target.ifPresent(kind -> tensors.add(new TensorShape(
                kind.tensor(),
                StoredType.F32,
                kind == Targets.Kind.TRUTH ? List.of(rows) : List.of(rows, (long) kind.width()))));
        List<Long> axes = new ArrayList<>(List.of(rows));
        shape.forEach(length -> axes.add(length.longValue()));
        for (int i = 0; i < layers().size(); i++) {
            tensors.add(new TensorShape(tensorName(i), type(), axes));
        }
        return tensors;
    }

    /** What a file says about itself, so that one of another set or another division is recognised. */
    Map<String, String> metadata(int shard) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put("sonde.key", key.toString());
        metadata.put("sonde.first_row", Integer.toString(plan.firstRow(shard)));
        return metadata;
    }

    /** Whether a file is that part of this set. */
    boolean matches(SafetensorsFile file, int shard) {
        List<TensorShape> found = file.tensors().values().stream()
                .map(tensor -> tensor.declared())
                .toList();
        return file.metadata().equals(metadata(shard)) && found.equals(tensors(shard));
    }
}
