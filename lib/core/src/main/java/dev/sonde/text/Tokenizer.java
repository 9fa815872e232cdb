package dev.sonde.text;

import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text to the numbers that a model takes, and back. Safe for many threads. */
public sealed interface Tokenizer permits BertTokenizer, LlamaTokenizer {
    /** The ids of a text with the special tokens that frame it. */
    int[] ids(String text, Truncation truncation);

    /** The text of some ids, for people to read: without special tokens, and without claim to be the text that was. */
    String decode(int... ids);

    /** The token with a number. An unknown number is a {@link SondeException}. */
    String token(int id);

    /** The number of tokens, special ones included: the rows of the model's table of embeddings. */
    int size();

    /** The token that fills the rows of a batch. */
    int paddingId();

    /** The ids and tokens of a text, uncut. */
    default Encoding encode(String text) {
        return encode(text, Truncation.none());
    }

    /** The ids and tokens of a text. */
    default Encoding encode(String text, Truncation truncation) {
        List<Integer> ids = Arrays.stream(ids(text, truncation)).boxed().toList();
        return new Encoding(ids, ids.stream().map(this::token).toList());
    }

    /** The ids of several texts as rows of one length. */
    default TokenBatch batch(List<String> texts, Truncation truncation, Padding padding) {
        List<int[]> rows = new ArrayList<>();
        for (String text : texts) {
            int[] row = ids(text, truncation);
            if (row.length > padding.length().orElse(Integer.MAX_VALUE)) {
                throw new SondeException(
                        "Text " + rows.size() + " of the batch, \"" + Shown.text(text) + "\", has " + row.length
                                + " tokens, but the padding is to "
                                + padding.length().getAsInt(),
                        "Truncate to the length of the padding, or pad with Padding.longest().");
            }
            rows.add(row);
        }
        return TokenBatch.pad(rows, padding, paddingId());
    }

    /** The error of an id that no token has. */
    static SondeException noToken(int id, int size) {
        return new SondeException(
                "No token has the id " + id + ": expected 0 to " + (size - 1),
                "Decode ids with the tokenizer that made them; a special token may have to be added first.");
    }
}
