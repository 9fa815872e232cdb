package dev.sonde.feature;

import dev.sonde.model.Vilt;
import java.util.List;

/**
 * Cuts the rows of a batch out of ViLT's states [B, words + class token + patches, H].
 *
 * @param shape of a row
 * @param words tokens of a text, filling included
 */
record ViltRows(ViltPart part, List<Integer> layers, List<Integer> shape, long words, Vilt.States states) {
    void give(List<ViltPair> pairs, RowSink sink) {
        long[] seen = states.seen().toLongArray(); // (B, S)
        int tokens = seen.length / pairs.size();
        for (int layer : layers) {
            float[] values = part == ViltPart.POOLED
                    ? states.pooled().toFloatArray()
                    : states.layers().get(layer).toFloatArray();
            for (int i = 0; i < pairs.size(); i++) {
                sink.row(pairs.get(i).place(), layer, row(values, seen, i, tokens), 0);
            }
        }
    }

    private float[] row(float[] values, long[] seen, int pair, int tokens) {
        int width = shape.get(shape.size() - 1);
        float[] row = new float[shape.stream().reduce(1, Math::multiplyExact)];
        if (part == ViltPart.POOLED) {
            System.arraycopy(values, pair * width, row, 0, width);
            return row;
        }
        int first = pair * tokens + (part == ViltPart.TEXT ? 0 : (int) words);
        int end = part == ViltPart.TEXT ? pair * tokens + (int) words : (pair + 1) * tokens;
        int count = 0; // filling stands behind what is seen
        while (first + count < end && seen[first + count] == 1) {
            count++;
        }
        System.arraycopy(values, first * width, row, 0, count * width);
        return row;
    }
}
