package dev.sonde.model;

import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What BLIP-2 makes of a photograph and a text, as plain numbers.
 *
 * @param tokens of the text, special ones included
 * @param image the image tokens, 257 rows of 1408 numbers; row 0 is the class token
 * @param layers of the Q-Former, each with a row of 768 numbers for each query and then for each token of the text;
 *     element 0 is what goes into the first layer, i what layer i - 1 gives
 * @param queryCount how many rows of a layer are queries
 */
public record Encoded(List<String> tokens, float[][] image, List<float[][]> layers, int queryCount) implements Tabular {
    public Encoded {
        tokens = List.copyOf(tokens);
        layers = List.copyOf(layers);
    }

    /** The queries, 32 rows of 768 numbers, as they are before a layer; the last index is after the last layer. */
    public float[][] queries(int layer) {
        return Arrays.copyOf(layer(layer), queryCount);
    }

    /** The text, a row of 768 numbers for each token, at the same places. */
    public float[][] text(int layer) {
        return Arrays.copyOfRange(layer(layer), queryCount, layers.get(0).length);
    }

    /** The queries after the last layer: what the paper's probes read. */
    public float[][] lastQueries() {
        return queries(layers.size() - 1);
    }

    private float[][] layer(int layer) {
        if (layer < 0 || layer >= layers.size()) {
            throw new SondeException(
                    "There are no hidden states " + layer,
                    "Give 0 (what goes into the first layer) to " + (layers.size() - 1)
                            + " (what the last one gives).");
        }
        return layers.get(layer);
    }

    /** How similar the queries are to those of another encoding, for each element of {@link #layers}: the mean cosine. */
    public double[] similarity(Encoded other) {
        return IntStream.range(0, layers.size())
                .mapToDouble(i -> meanCosine(queries(i), other.queries(i)))
                .toArray();
    }

    private static double meanCosine(float[][] a, float[][] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> dot(a[i], b[i]) / Math.sqrt(dot(a[i], a[i]) * dot(b[i], b[i])))
                .average()
                .orElse(Double.NaN);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Override
    public TableView view() {
        TableView table = TableView.titled("Encoded: " + String.join(" ", tokens))
                .column("What", Align.LEFT)
                .column("Shape", Align.RIGHT)
                .row("image tokens", shape(image))
                .row("queries before layer 0", shape(queries(0)))
                .row("words before layer 0", shape(text(0)));
        for (int i = 1; i < layers.size(); i++) {
            table = table.row("queries after layer " + (i - 1), shape(queries(i)));
        }
        return table;
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private static String shape(float[][] rows) {
        return rows.length + " × " + (rows.length == 0 ? 0 : rows[0].length);
    }
}
