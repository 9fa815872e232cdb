package dev.sonde.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/**
 * The added tokens of a tokenizer, which are cut out of a text first.
 *
 * <p>In this order, as Hugging Face tokenizers: those not normalized are found in the text; what lies between them is
 * normalized; the normalized ones are found in that.
 */
final class AddedTokens {
    private final List<AddedToken> tokens;
    private final UnaryOperator<String> normalization;
    private final Map<String, Integer> raw = new LinkedHashMap<>();
    private final Map<String, Integer> normalized = new LinkedHashMap<>();
    private final SpecialMarkers inText;
    private final SpecialMarkers inNormalized;

    AddedTokens(List<AddedToken> tokens, UnaryOperator<String> normalization) {
        this.tokens = List.copyOf(tokens);
        this.normalization = normalization;
        for (AddedToken token : tokens) {
            if (token.normalized()) {
                normalized.put(normalization.apply(token.content()), token.id());
            } else {
                raw.put(token.content(), token.id());
            }
        }
        this.inText = new SpecialMarkers(raw.keySet());
        this.inNormalized = new SpecialMarkers(normalized.keySet());
    }

    /** Hands over the normalized text between the tokens, and the tokens' ids, in the order of the text. */
    void split(String text, Consumer<String> plain, IntConsumer id) {
        inText.split(
                text,
                between -> inNormalized.split(
                        normalization.apply(between), plain, marker -> id.accept(normalized.get(marker))),
                marker -> id.accept(raw.get(marker)));
    }

    /** Whether an id belongs to the protocol of the model rather than to a text. */
    boolean isSpecial(int id) {
        return tokens.stream().anyMatch(token -> token.id() == id && token.special());
    }

    /** These and a special one; just these if they hold it already. */
    AddedTokens withSpecial(String content, int id) {
        if (raw.containsKey(content)) {
            return this;
        }
        List<AddedToken> more = new ArrayList<>(tokens);
        more.add(AddedToken.special(content, id));
        return new AddedTokens(more, normalization);
    }
}
