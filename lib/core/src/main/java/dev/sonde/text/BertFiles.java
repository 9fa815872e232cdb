package dev.sonde.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.display.SondeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Reads the files that describe a {@link BertTokenizer}. */
final class BertFiles {
    private static final String BUNDLED = "bert-base-uncased/vocab.txt.gz";
    private static final List<String> NEEDED =
            List.of(BertTokenizer.PADDING, BertTokenizer.UNKNOWN, BertTokenizer.START, BertTokenizer.END);
    private static final String MASK = "[MASK]";

    /** Reading takes a tenth of a second, and a tokenizer is immutable: one for all, made when first asked for. */
    private static final class Bundled {
        private static final BertTokenizer TOKENIZER = readBundled();
    }

    private BertFiles() {}

    static BertTokenizer bundled() {
        return Bundled.TOKENIZER;
    }

    static BertTokenizer read(Path path) {
        Path file = Files.isDirectory(path) ? inside(path) : path;
        byte[] bytes = VocabularyFile.bytes(file);
        return file.getFileName().toString().endsWith(".json")
                ? ofJson(file.toString(), bytes)
                : ofVocabulary(file.toString(), bytes);
    }

    private static Path inside(Path folder) {
        return List.of("tokenizer.json", "vocab.txt").stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new SondeException(
                        folder + " holds no tokenizer: expected tokenizer.json or vocab.txt",
                        "Give the folder of a model with BERT's tokenizer, or BertTokenizer.bundled()."));
    }

    private static BertTokenizer readBundled() {
        try (InputStream in = new GZIPInputStream(
                Objects.requireNonNull(BertFiles.class.getResourceAsStream(BUNDLED), "resource " + BUNDLED))) {
            return ofVocabulary(BUNDLED, VocabularyFile.bytes(BUNDLED, in));
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + BUNDLED, e);
        }
    }

    static BertTokenizer ofVocabulary(String place, byte[] bytes) {
        Vocabulary vocabulary = complete(place, VocabularyFile.parse(place, bytes));
        AddedTokens none = new AddedTokens(List.of(), BertNormalization.uncased()::apply);
        return withMarkers(new BertTokenizer(vocabulary, none), vocabulary);
    }

    private static BertTokenizer ofJson(String place, byte[] bytes) {
        TokenizerJson json = TokenizerJson.parse(
                place,
                bytes,
                "WordPiece",
                "Give the tokenizer.json of a BERT model (BLIP-2's Q-Former, ViLT), or read it as a LlamaTokenizer.");
        json.require("BertNormalizer", "normalizer", "type");
        json.require("BertPreTokenizer", "pre_tokenizer", "type");
        json.require(WordPieces.CONTINUATION, "model", "continuing_subword_prefix");
        json.require(Integer.toString(WordPieces.MAX_WORD_LENGTH), "model", "max_input_chars_per_word");
        json.require(BertTokenizer.UNKNOWN, "model", "unk_token");
        json.requirePlainAddedTokens();
        Vocabulary vocabulary = complete(place, json.vocabulary());
        return new BertTokenizer(vocabulary, new AddedTokens(json.added(), normalization(json)::apply));
    }

    private static BertNormalization normalization(TokenizerJson json) {
        boolean lowerCase = flag(json, "lowercase");
        // null means: with lower case, as in Google's code
        boolean stripAccents =
                json.at("normalizer", "strip_accents").isNull() ? lowerCase : flag(json, "strip_accents");
        return new BertNormalization(
                flag(json, "clean_text"), flag(json, "handle_chinese_chars"), stripAccents, lowerCase);
    }

    private static boolean flag(TokenizerJson json, String key) {
        JsonNode value = json.at("normalizer", key);
        if (!value.isBoolean()) {
            throw json.wrong(
                    "normalizer." + key, "true or false", value.isMissingNode() ? "nothing" : value.toString());
        }
        return value.booleanValue();
    }

    private static BertTokenizer withMarkers(BertTokenizer tokenizer, Vocabulary vocabulary) {
        BertTokenizer marked =
                vocabulary.find(MASK) == Vocabulary.ABSENT ? tokenizer : tokenizer.withSpecialToken(MASK);
        for (String marker : NEEDED) {
            marked = marked.withSpecialToken(marker);
        }
        return marked;
    }

    private static Vocabulary complete(String place, Vocabulary vocabulary) {
        for (String token : NEEDED) {
            if (vocabulary.find(token) == Vocabulary.ABSENT) {
                throw new SondeException(
                        place + " lacks the token " + token + " among its " + vocabulary.size() + " tokens",
                        "Give the vocabulary of a BERT model, unchanged; it holds " + String.join(", ", NEEDED) + ".");
            }
        }
        return vocabulary;
    }
}
