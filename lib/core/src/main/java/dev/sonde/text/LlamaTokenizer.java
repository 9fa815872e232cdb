package dev.sonde.text;

import dev.sonde.display.SondeException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tokenizer of LLaMA and Vicuna: SentencePiece's byte pair encoding, a space written {@code ▁}, unknown characters as
 * bytes such as {@code <0x0A>}.
 *
 * <p>It is read from the user's own files, with native code of DJL that is in its jars; nothing is fetched (see
 * {@link dev.sonde.format.DjlSetup}). Safe for many threads. Holds native memory: close it, or keep it for the session.
 *
 * <pre>{@code
 * try (LlamaTokenizer vicuna = LlamaTokenizer.read(folder, LlamaConvention.instructBlip())) {
 *     TokenBatch batch = TextInput.vicuna(vicuna).batch(prompts);
 * }
 * }</pre>
 */
public final class LlamaTokenizer implements Tokenizer, AutoCloseable {
    private final String place;
    private final Vocabulary vocabulary;
    private final Set<Integer> special;
    private final AddedTokens added;
    private final NativePieces pieces;
    private final Frame frame;
    private final int paddingId;

    LlamaTokenizer(LlamaFiles.Content content, LlamaConvention convention) {
        this.place = content.place();
        this.vocabulary = content.vocabulary().with(convention.padding());
        this.paddingId = vocabulary.find(convention.padding());
        this.special = Stream.concat(content.special().stream().map(AddedToken::id), Stream.of(paddingId))
                .collect(Collectors.toUnmodifiableSet());
        this.added = added(content, convention);
        this.frame =
                new Frame(convention.beginning().map(this::beginning).stream().toList(), List.of());
        this.pieces = content.open().get();
    }

    /** As {@link #read(Path, LlamaConvention)}, with {@link LlamaConvention#llama()}. */
    public static LlamaTokenizer read(Path path) {
        return read(path, LlamaConvention.llama());
    }

    /**
     * The tokenizer of a file: a {@code tokenizer.json} of Hugging Face with a BPE model, or a {@code tokenizer.model} of
     * SentencePiece (not on Windows); or of a folder that holds one of them (the former goes first).
     */
    public static LlamaTokenizer read(Path path, LlamaConvention convention) {
        return new LlamaTokenizer(LlamaFiles.read(path), convention);
    }

    @Override
    public int[] ids(String text, Truncation truncation) {
        IntStream.Builder content = IntStream.builder();
        added.split(
                LlamaText.wellFormed(text),
                plain -> Arrays.stream(pieces.ids(plain)).forEach(content::add),
                content::add);
        return frame.around(content.build().toArray(), truncation);
    }

    @Override
    public String decode(int... ids) {
        List<String> tokens = Arrays.stream(ids)
                .filter(id -> !special.contains(id))
                .mapToObj(this::token)
                .toList();
        return LlamaText.join(tokens);
    }

    @Override
    public String token(int id) {
        return vocabulary.token(id).orElseThrow(() -> Tokenizer.noToken(id, size()));
    }

    /** The number of a token, or empty if it is not in the vocabulary. A word within a text begins with {@code ▁}. */
    public OptionalInt id(String token) {
        return vocabulary.id(token);
    }

    @Override
    public int size() {
        return vocabulary.size();
    }

    @Override
    public int paddingId() {
        return paddingId;
    }

    /** Frees the native memory, once no other thread encodes any more. Encoding afterwards is an error. */
    @Override
    public void close() {
        pieces.close();
    }

    @Override
    public String toString() {
        return "LlamaTokenizer[" + size() + " tokens, " + place + "]";
    }

    private AddedTokens added(LlamaFiles.Content content, LlamaConvention convention) {
        AddedTokens found = new AddedTokens(content.foundByUs(), UnaryOperator.identity());
        boolean isNew = content.vocabulary().find(convention.padding()) == Vocabulary.ABSENT;
        return isNew ? found.withSpecial(convention.padding(), paddingId) : found;
    }

    private int beginning(String token) {
        return vocabulary
                .id(token)
                .orElseThrow(
                        () -> new SondeException(
                                place + " lacks the token " + Shown.text(token) + " that shall begin every text",
                                "Give the tokenizer of the checkpoint, or a LlamaConvention with a first token that it knows."));
    }
}
