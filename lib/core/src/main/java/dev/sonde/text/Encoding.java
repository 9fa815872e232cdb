package dev.sonde.text;

import java.util.List;

/**
 * A text as a model sees it.
 *
 * @param ids the numbers of the tokens, special ones included
 * @param tokens what each number stands for, e.g. {@code surf} and {@code ##board}
 */
public record Encoding(List<Integer> ids, List<String> tokens) {
    public Encoding {
        ids = List.copyOf(ids);
        tokens = List.copyOf(tokens);
        if (ids.size() != tokens.size()) {
            throw new IllegalArgumentException(ids.size() + " ids but " + tokens.size() + " tokens");
        }
    }

    /** The number of tokens. */
    public int length() {
        return ids.size();
    }
}
