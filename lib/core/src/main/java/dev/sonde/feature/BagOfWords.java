package dev.sonde.feature;

import dev.sonde.data.Example;
import dev.sonde.format.StoredType;
import dev.sonde.text.TextInput;
import java.util.List;

/**
 * Which tokens a text has, [vocabulary] of 0 and 1: the control that says what the words alone give away. Images are not
 * seen, nor is the order of the words.
 *
 * @param text how texts become tokens; special tokens count, and are the same for all texts
 */
public record BagOfWords(TextInput text) implements Encoder {
    private static final int LAYER = 0;

    @Override
    public Recipe recipe() {
        return new Recipe("bag of words", "none", "none", text.description(), List.of(LAYER), StoredType.F16);
    }

    @Override
    public List<Integer> shape() {
        return List.of(text.tokenizer().size());
    }

    @Override
    public void encode(List<Example> chunk, RowSink sink) {
        for (int i = 0; i < chunk.size(); i++) {
            float[] row = new float[text.tokenizer().size()];
            text.encode(chunk.get(i).text()).ids().forEach(id -> row[id] = 1);
            sink.row(i, LAYER, row, 0);
        }
    }
}
