package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.text.TokenBatch;
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
    /** A tokenizer's batch, filled at the right. A mask without zeros is left out. */
    public static TextTokens of(Torch torch, TokenBatch texts) {
        return of(torch, texts.ids(), texts.mask(), texts.batch());
    }

    /** Ids and mask, row after row. */
    static TextTokens of(Torch torch, int[] ids, int[] mask, int batch) {
        boolean full = Arrays.stream(mask).allMatch(value -> value == 1);
        return new TextTokens(
                array(torch, ids, batch), full ? Optional.empty() : Optional.of(array(torch, mask, batch)));
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

    private static NDArray array(Torch torch, int[] values, int batch) {
        long[] wide = Arrays.stream(values).asLongStream().toArray();
        return torch.array(wide, batch, batch == 0 ? 0 : values.length / batch);
    }
}
