package dev.sonde.feature;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.format.StoredType;
import java.util.List;
import java.util.Objects;

/**
 * How features are made from an example: everything that changes a number in them.
 *
 * @param model its name, e.g. {@code BLIP-2 Q-Former}
 * @param weights the SHA-256 of the weights, in hexadecimal digits
 * @param preprocessing how a picture becomes numbers, e.g. {@code bicubic 224, CLIP mean and deviation}
 * @param text how the text is given to the model, e.g. {@code caption, at most 32 tokens}, or {@code none}
 * @param layers whose hidden states are kept; 0 is before the first layer; they differ
 * @param type F16 or F32
 */
public record Recipe(
        String model, String weights, String preprocessing, String text, List<Integer> layers, StoredType type) {
    /** @throws IllegalArgumentException if there is no layer, a layer occurs twice, or the type is another */
    public Recipe {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(preprocessing, "preprocessing");
        Objects.requireNonNull(text, "text");
        layers = List.copyOf(layers);
        if (layers.isEmpty() || layers.stream().distinct().count() != layers.size()) {
            throw new IllegalArgumentException("features of the layers " + layers);
        }
        if (type != StoredType.F16 && type != StoredType.F32) {
            throw new IllegalArgumentException("features of type " + type + "; expected F16 or F32");
        }
    }

    /** The same with numbers of another type. */
    public Recipe withType(StoredType other) {
        return new Recipe(model, weights, preprocessing, text, layers, other);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("model", model)
                .put("weights", weights)
                .put("preprocessing", preprocessing)
                .put("text", text);
        ArrayNode numbers = json.putArray("layers");
        layers.forEach(numbers::add);
        return json.put("type", type.name());
    }
}
