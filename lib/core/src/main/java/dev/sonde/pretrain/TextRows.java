package dev.sonde.pretrain;

import dev.sonde.model.TextTokens;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import java.util.Arrays;
import java.util.List;

/** Texts as token ids, made once; some of them become a batch quickly. */
public final class TextRows {
    private final List<int[]> rows;
    private final int padding;

    private TextRows(List<int[]> rows, int padding) {
        this.rows = rows;
        this.padding = padding;
    }

    /** The tokens of texts. */
    public static TextRows of(TextInput input, List<String> texts) {
        return new TextRows(
                texts.stream().map(text -> ids(input, text)).toList(),
                input.tokenizer().paddingId());
    }

    /** The token ids of a text. */
    static int[] ids(TextInput input, String text) {
        String processed = input.caption().map(caption -> caption.apply(text)).orElse(text);
        return input.tokenizer().ids(processed, input.truncation());
    }

    /** How many texts. */
    public int size() {
        return rows.size();
    }

    /** The ids of a text. */
    public int[] ids(int row) {
        return rows.get(row).clone();
    }

    /** The ids of some texts, not copied. */
    List<int[]> some(int... chosen) {
        return Arrays.stream(chosen).mapToObj(rows::get).toList();
    }

    /** Some of the texts, filled at the right up to the longest of them. */
    public TextTokens batch(Torch torch, int... chosen) {
        return batch(torch, some(chosen), padding);
    }

    /** Texts as rows of one length, filled at the right. */
    static TextTokens batch(Torch torch, List<int[]> texts, int padding) {
        int length = texts.stream().mapToInt(text -> text.length).max().orElse(0);
        long[] ids = new long[texts.size() * length];
        long[] mask = new long[ids.length];
        Arrays.fill(ids, padding);
        for (int i = 0; i < texts.size(); i++) {
            int[] text = texts.get(i);
            for (int j = 0; j < text.length; j++) {
                ids[i * length + j] = text[j];
                mask[i * length + j] = 1;
            }
        }
        return TextTokens.of(torch.array(ids, texts.size(), length), torch.array(mask, texts.size(), length));
    }

    /** Several batches' texts in one, each in its order. */
    static List<int[]> joined(List<List<int[]>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }
}
