package dev.sonde.text;

import dev.sonde.display.SondeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * BERT's tokenizer: normalization, words, and the WordPiece parts of each word between {@code [CLS]} and {@code [SEP]}.
 *
 * <p>Gives the ids of {@code BertTokenizer} of Hugging Face transformers 5.23, which BLIP-2, InstructBLIP and ViLT use.
 * A special token that is written out in a text, such as {@code [SEP]}, becomes that token; {@code [sep]} does not.
 *
 * <pre>{@code
 * jshell> BertTokenizer.bundled().encode("A surfboard.").tokens()
 * $1 ==> [[CLS], a, surf, ##board, ., [SEP]]
 * }</pre>
 *
 * <p>Immutable and safe for many threads.
 */
public final class BertTokenizer implements Tokenizer {
    static final String PADDING = "[PAD]";
    static final String UNKNOWN = "[UNK]";
    static final String START = "[CLS]";
    static final String END = "[SEP]";

    private final Vocabulary vocabulary;
    private final AddedTokens added;
    private final WordPieces pieces;
    private final Frame frame;

    BertTokenizer(Vocabulary vocabulary, AddedTokens added) {
        this.vocabulary = vocabulary;
        this.added = added;
        this.pieces = new WordPieces(vocabulary, vocabulary.find(UNKNOWN));
        this.frame = new Frame(List.of(vocabulary.find(START)), List.of(vocabulary.find(END)));
    }

    /** The tokenizer of bert-base-uncased, 30,522 tokens; its vocabulary travels with Sonde. */
    public static BertTokenizer bundled() {
        return BertFiles.bundled();
    }

    /**
     * The tokenizer of a file: a {@code vocab.txt}, taken as uncased, or a {@code tokenizer.json} of Hugging Face with a
     * WordPiece model; or of a folder that holds one of them (the latter goes first).
     */
    public static BertTokenizer read(Path path) {
        return BertFiles.read(path);
    }

    /**
     * The tokenizer of a vocabulary in memory.
     *
     * @param place what it is called in messages
     * @param lines as a {@code vocab.txt}, taken as uncased
     */
    public static BertTokenizer ofVocabulary(String place, String lines) {
        return BertFiles.ofVocabulary(place, lines.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * This tokenizer with one more special token at the end of its vocabulary, such as the {@code [DEC]} of BLIP-2's
     * Q-Former, number 30,522. Written out in a text, it becomes that number.
     */
    public BertTokenizer withSpecialToken(String token) {
        if (token.isBlank()) {
            throw new SondeException(
                    "A special token cannot be blank", "Give it a name that texts do not hold, e.g. \"[DEC]\".");
        }
        Vocabulary more = vocabulary.with(token);
        return new BertTokenizer(more, added.withSpecial(token, more.find(token)));
    }

    @Override
    public int[] ids(String text, Truncation truncation) {
        IntStream.Builder content = IntStream.builder();
        added.split(text, plain -> BertWords.forEach(plain, word -> addPieces(word, content)), content::add);
        return frame.around(content.build().toArray(), truncation);
    }

    private void addPieces(String word, IntStream.Builder content) {
        for (int id : pieces.of(word)) {
            content.add(id);
        }
    }

    /**
     * The words of some ids, parted by spaces; {@code ##} pieces join their word, and {@code . , ! ?} stand at the word
     * before them. Special tokens are left out.
     */
    @Override
    public String decode(int... ids) {
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            String token = token(id);
            if (!added.isSpecial(id)) {
                append(text, token);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String token) {
        if (token.startsWith(WordPieces.CONTINUATION) && !text.isEmpty()) {
            text.append(token, WordPieces.CONTINUATION.length(), token.length());
            return;
        }
        boolean atWordBefore = token.length() == 1 && ".,!?".contains(token);
        text.append(text.isEmpty() || atWordBefore ? "" : " ").append(token);
    }

    @Override
    public String token(int id) {
        return vocabulary.token(id).orElseThrow(() -> Tokenizer.noToken(id, size()));
    }

    /** The number of a token, or empty if it is not in the vocabulary. */
    public OptionalInt id(String token) {
        return vocabulary.id(token);
    }

    @Override
    public int size() {
        return vocabulary.size();
    }

    @Override
    public int paddingId() {
        return vocabulary.find(PADDING);
    }

    @Override
    public String toString() {
        return "BertTokenizer[" + size() + " tokens]";
    }
}
