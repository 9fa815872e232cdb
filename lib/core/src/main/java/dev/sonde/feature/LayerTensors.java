package dev.sonde.feature;

import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.format.StoredTensor;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tensors of a file that hold features: {@code features} alone, or {@code features.0}, {@code features.6} and so on, one
 * for each layer.
 *
 * @param numbers of the layers, ascending; empty for {@code features}
 * @param all their tensors; alike in type and shape
 */
record LayerTensors(List<Integer> numbers, List<StoredTensor> all) {
    private static final Pattern LAYER = Pattern.compile(Pattern.quote(UserFeatures.FEATURES) + "\\.(\\d{1,4})");

    static LayerTensors single(StoredTensor tensor) {
        return new LayerTensors(List.of(), List.of(tensor));
    }

    /** @throws SondeException if there are none, both kinds, or layers that differ in type or shape */
    static LayerTensors of(SafetensorsFile file) {
        SortedMap<Integer, StoredTensor> layers = new TreeMap<>();
        file.tensors().forEach((name, tensor) -> {
            Matcher matcher = LAYER.matcher(name);
            if (matcher.matches()) {
                layers.put(Integer.valueOf(matcher.group(1)), tensor);
            }
        });
        if (layers.isEmpty()) {
            return single(file.tensor(UserFeatures.FEATURES));
        }
        if (file.tensors().containsKey(UserFeatures.FEATURES)) {
            throw new SondeException(
                    file.place() + " holds \"features\" and layers of features " + layers.keySet(),
                    "Keep one of the two: \"features\" for one layer, \"features.0\", \"features.6\" and so on for several.");
        }
        layers.values().forEach(tensor -> requireAlike(file, layers.get(layers.firstKey()), tensor));
        return new LayerTensors(List.copyOf(layers.keySet()), List.copyOf(layers.values()));
    }

    private static void requireAlike(SafetensorsFile file, StoredTensor first, StoredTensor other) {
        if (first.type() != other.type() || !first.shape().equals(other.shape())) {
            throw new SondeException(
                    file.place() + ": the layers " + first + " and " + other + " differ in type or shape",
                    "Write the same rows of the same width for each layer.");
        }
    }
}
