package dev.sonde.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is read of a {@code tokenizer.json} of Hugging Face: its vocabulary, its added tokens, its settings. */
final class TokenizerJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String place;
    private final JsonNode root;
    private final List<AddedToken> added;
    private final Vocabulary vocabulary;

    private TokenizerJson(String place, JsonNode root) {
        this.place = place;
        this.root = root;
        this.added = readAdded();
        this.vocabulary = readVocabulary();
    }

    /**
     * @param type the model that is expected, e.g. {@code WordPiece}; another one is an error
     * @param otherwise what to do with a file of another model, as a sentence
     */
    static TokenizerJson parse(String place, byte[] bytes, String type, String otherwise) {
        JsonNode root = tree(place, bytes);
        String found = root.path("model").path("type").asText("none");
        if (!found.equals(type)) {
            throw new SondeException(
                    place + " has \"model\" of type \"" + Shown.text(found) + "\": expected \"" + type + "\"",
                    otherwise);
        }
        return new TokenizerJson(place, root);
    }

    /** All tokens, the added ones included. */
    Vocabulary vocabulary() {
        return vocabulary;
    }

    List<AddedToken> added() {
        return added;
    }

    /** The member at a path of keys; a missing one answers as {@link JsonNode#isMissingNode()}. */
    JsonNode at(String... keys) {
        JsonNode node = root;
        for (String key : keys) {
            node = node.path(key);
        }
        return node;
    }

    /** Fails unless a member has the value that Sonde implements. */
    void require(String expected, String... keys) {
        String found = at(keys).isMissingNode() ? "nothing" : at(keys).asText();
        if (!found.equals(expected)) {
            throw wrong(String.join(".", keys), "\"" + expected + "\"", found);
        }
    }

    /** Fails if an added token takes the white space around it, or stands for whole words only. */
    void requirePlainAddedTokens() {
        for (JsonNode token : at("added_tokens")) {
            for (String flag : List.of("lstrip", "rstrip", "single_word")) {
                if (token.path(flag).asBoolean()) {
                    throw wrong("added_tokens", "no token with \"" + flag + "\": true", token.toString());
                }
            }
        }
    }

    SondeException wrong(String key, String expected, String found) {
        return new SondeException(
                place + " has a wrong \"" + key + "\": expected " + expected + ", found " + Shown.text(found),
                "Give the tokenizer.json of the model, unchanged; other tokenizers are not supported.");
    }

    private static JsonNode tree(String place, byte[] bytes) {
        try {
            return JSON.readTree(VocabularyFile.text(place, bytes));
        } catch (JsonProcessingException e) {
            throw new SondeException(
                    place + " is not valid JSON: " + Shown.text(e.getOriginalMessage()),
                    "Fetch the file again: it may be damaged or cut off.",
                    e);
        }
    }

    private List<AddedToken> readAdded() {
        List<AddedToken> tokens = new ArrayList<>();
        for (JsonNode token : at("added_tokens")) {
            String content = token.path("content").asText();
            if (content.isEmpty() || !token.path("id").isInt()) {
                throw wrong("added_tokens", "a content and an id", token.toString());
            }
            tokens.add(new AddedToken(
                    content,
                    token.path("id").intValue(),
                    token.path("normalized").asBoolean(),
                    token.path("special").asBoolean()));
        }
        return List.copyOf(tokens);
    }

    private Vocabulary readVocabulary() {
        JsonNode vocab = at("model", "vocab");
        if (!vocab.isObject() || vocab.isEmpty()) {
            throw wrong(
                    "model.vocab",
                    "an object of tokens and their numbers",
                    vocab.getNodeType().name());
        }
        String[] tokens = new String[vocab.size() + added.size()];
        vocab.properties().forEach(entry -> put(tokens, entry.getKey(), entry.getValue()));
        added.forEach(token -> put(tokens, token.content(), token.id()));
        int size = tokens.length;
        while (tokens[size - 1] == null) {
            size--;
        }
        int gap = Arrays.asList(tokens).subList(0, size).indexOf(null);
        if (gap >= 0) {
            throw wrong("model.vocab", "numbers without a gap", "no token " + gap);
        }
        return unique(Arrays.asList(tokens).subList(0, size));
    }

    private void put(String[] tokens, String token, JsonNode id) {
        if (!id.isInt()) {
            throw wrong("model.vocab", "a number for \"" + Shown.text(token) + "\"", id.toString());
        }
        put(tokens, token, id.intValue());
    }

    private void put(String[] tokens, String token, int id) {
        boolean fits = id >= 0 && id < tokens.length && (tokens[id] == null || tokens[id].equals(token));
        if (!fits) {
            throw wrong("model.vocab", "each number below " + tokens.length + " once", token + " with number " + id);
        }
        tokens[id] = token;
    }

    private Vocabulary unique(List<String> tokens) {
        try {
            return new Vocabulary(tokens);
        } catch (IllegalArgumentException e) {
            throw wrong("added_tokens", "each token once", e.getMessage());
        }
    }
}
