package dev.sonde.feature;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.display.TableView;
import dev.sonde.format.Sha256;
import dev.sonde.format.TextFile;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What determines a set of features, and so names it: how they are made, and from which examples.
 *
 * @param recipe how they are made
 * @param examples the SHA-256 over the examples, in their order; see {@link #of}
 */
public record FeatureKey(Recipe recipe, String examples) {
    private static final int ADDRESS_BYTES = 8;

    public FeatureKey {
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(examples, "examples");
    }

    /** The key of a split: its examples count with id, image, text and answer, in their order. */
    public static FeatureKey of(Recipe recipe, Split split) {
        Sha256 examples = new Sha256();
        split.examples().forEach(example -> add(examples, example));
        return new FeatureKey(recipe, examples.hex());
    }

    /**
     * The key of a split of which the pictures count, too.
     *
     * @param fingerprint of an image, by its name: what tells its content from others
     */
    public static FeatureKey of(Recipe recipe, Split split, UnaryOperator<String> fingerprint) {
        Sha256 examples = new Sha256();
        for (Example example : split.examples()) {
            add(examples, example);
            examples.add(fingerprint.apply(example.image()));
        }
        return new FeatureKey(recipe, examples.hex());
    }

    /** The name of the folder in the store: 16 hexadecimal digits of the SHA-256 over {@link #toString}. */
    public String address() {
        byte[] hash = TextFile.sha256Digest().digest(toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, ADDRESS_BYTES);
    }

    /** All of it as JSON in one line. */
    @Override
    public String toString() {
        return json().toString();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.setAll(recipe.json());
        return json.put("examples", examples);
    }

    TableView addTo(TableView table) {
        return table.row("model", recipe.model())
                .row("weights", recipe.weights())
                .row("preprocessing", recipe.preprocessing())
                .row("text", recipe.text())
                .row("address", address());
    }

    private static void add(Sha256 examples, Example example) {
        examples.add(example.id())
                .add(example.image())
                .add(example.text())
                .add(example.answer().toString());
    }
}
