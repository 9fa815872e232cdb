package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.torch.Torch;
import java.util.Arrays;
import java.util.Optional;

/**
 * The texts of a batch as token ids.
 *
 * @param ids [batch, tokens], whole numbers, short texts filled at the right
 * @param mask [batch, tokens], 1 for a token and 0 for filling; empty if nothing is filled
 */
public record TextTokens(NDArray ids, Optional<NDArray> mask) {
    /** Ids and mask as a tokenizer gives them; rows of equal length. A mask without zeros is left out. */
    public static TextTokens of(Torch torch, long[][] ids, long[][] mask) {
        boolean full = Arrays.stream(mask).flatMapToLong(Arrays::stream).allMatch(value -> value == 1);
        return new TextTokens(array(torch, ids), full ? Optional.empty() : Optional.of(array(torch, mask)));
    }

    /** Ids and mask as arrays. */
    public static TextTokens of(NDArray ids, NDArray mask) {
        return new TextTokens(ids, Optional.of(mask));
    }

    /** How many texts. */
    public long batch() {
        return ids.getShape().get(0);
    }

    /** Tokens of a row, filling included. */
    public long tokens() {
        return ids.getShape().get(1);
    }

    void checkLength(int positions) {
        if (tokens() > positions) {
            throw new SondeException(
                    "A text has " + tokens() + " tokens; the model has positions for " + positions,
                    "Truncate the texts to " + positions + " tokens.");
        }
    }

    private static NDArray array(Torch torch, long[][] rows) {
        int tokens = rows.length == 0 ? 0 : rows[0].length;
        if (Arrays.stream(rows).anyMatch(row -> row.length != tokens)) {
            throw new SondeException("The texts of a batch have different lengths", "Fill them to the longest first.");
        }
        return torch.array(Arrays.stream(rows).flatMapToLong(Arrays::stream).toArray(), rows.length, tokens);
    }
}
