package dev.sonde.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The tokens of a model and their numbers, from 0 on without a gap. Immutable. */
public final class Vocabulary {
    /** What {@link #find} answers for a text that is no token. */
    static final int ABSENT = -1;

    private final List<String> tokens;
    private final Map<String, Integer> ids;

    /** @throws IllegalArgumentException if a token occurs twice; readers of files have checked that */
    Vocabulary(List<String> tokens) {
        this.tokens = List.copyOf(tokens);
        this.ids = new HashMap<>(tokens.size() * 2);
        for (int id = 0; id < this.tokens.size(); id++) {
            if (ids.put(this.tokens.get(id), id) != null) {
                throw new IllegalArgumentException("token " + this.tokens.get(id) + " occurs twice");
            }
        }
    }

    /** The number of tokens. */
    public int size() {
        return tokens.size();
    }

    /** The number of a token, or empty if it is not in the vocabulary. */
    public OptionalInt id(String token) {
        int id = find(token);
        return id == ABSENT ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** The token with a number, or empty if the number is negative or too large. */
    public Optional<String> token(int id) {
        return id >= 0 && id < tokens.size() ? Optional.of(tokens.get(id)) : Optional.empty();
    }

    /** All tokens in the order of their numbers. */
    public List<String> tokens() {
        return tokens;
    }

    int find(String token) {
        return ids.getOrDefault(token, ABSENT);
    }

    /** The length of the longest token in chars. */
    int longest() {
        return tokens.stream().mapToInt(String::length).max().orElse(0);
    }

    /** This vocabulary with one more token at its end; the same one if it holds the token already. */
    Vocabulary with(String token) {
        if (find(token) != ABSENT) {
            return this;
        }
        List<String> longer = new ArrayList<>(tokens);
        longer.add(token);
        return new Vocabulary(longer);
    }
}
