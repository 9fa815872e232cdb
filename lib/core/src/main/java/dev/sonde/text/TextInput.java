package dev.sonde.text;

import dev.sonde.format.Sha256;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The whole way of a text into a model: caption processing, tokenizer, truncation, padding. There is a preset for each
 * model of the paper; each {@code withX} changes one step.
 *
 * <pre>{@code
 * TokenBatch batch = TextInput.blip2().batch(List.of("a cat left of the dog", "the red car"));
 * }</pre>
 *
 * @param tokenizer what makes tokens of the text
 * @param truncation what happens to long texts
 * @param padding how the texts of a batch become equally long
 * @param caption what happens to the text before, if anything
 */
public record TextInput(Tokenizer tokenizer, Truncation truncation, Padding padding, Optional<CaptionText> caption) {
    /** The token that BLIP-2 added to BERT's vocabulary; the table of embeddings has a row for it. */
    private static final String DECODE = "[DEC]";

    /** What tokenizers may treat differently: case, accents, other scripts, marks, special tokens. */
    private static final String TRIAL = "Ünïted 中文 can't  U.S.A. 12,5 [SEP] [sep] [DEC] </s> 🙂";

    public TextInput {
        Objects.requireNonNull(tokenizer, "tokenizer");
        Objects.requireNonNull(truncation, "truncation");
        Objects.requireNonNull(padding, "padding");
        Objects.requireNonNull(caption, "caption");
    }

    /** A way without caption processing. */
    public TextInput(Tokenizer tokenizer, Truncation truncation, Padding padding) {
        this(tokenizer, truncation, padding, Optional.empty());
    }

    /**
     * The text of BLIP-2's Q-Former: bert-base-uncased with {@code [DEC]}, at most 32 tokens, the end cut (LAVIS
     * {@code blip2_models/blip2.py}, {@code init_tokenizer}, and {@code blip2_qformer.py}, {@code max_txt_len}). A
     * RefCOCOg expression can be longer.
     */
    public static TextInput blip2() {
        return new TextInput(qFormer(), Truncation.right(32), Padding.longest());
    }

    /**
     * The text of InstructBLIP's Q-Former: the same vocabulary, at most 128 tokens, the beginning cut (LAVIS
     * {@code blip2_models/blip2_vicuna_instruct.py}: {@code max_txt_len}, {@code truncation_side="left"}).
     */
    public static TextInput instructBlip() {
        return new TextInput(qFormer(), Truncation.left(128), Padding.longest());
    }

    /**
     * The text of ViLT-B/32: bert-base-uncased, at most 40 tokens, the end cut ({@code max_text_len} of dandelin/ViLT;
     * its table has 40 positions).
     */
    public static TextInput vilt() {
        return new TextInput(BertTokenizer.bundled(), Truncation.right(40), Padding.longest());
    }

    /**
     * The text of InstructBLIP's language model, Vicuna-7B: at most 128 tokens, the beginning cut (LAVIS
     * {@code blip2_models/blip2_vicuna_instruct.py}). Padding stands on the right, for scoring answers; for generation put
     * it on the left with {@link Padding#withSide}.
     *
     * @param tokenizer the tokenizer of the checkpoint, read with {@link LlamaConvention#instructBlip()}
     */
    public static TextInput vicuna(LlamaTokenizer tokenizer) {
        return new TextInput(tokenizer, Truncation.left(128), Padding.longest());
    }

    /** The same way with another tokenizer, e.g. one that is read from the files of a checkpoint. */
    public TextInput withTokenizer(Tokenizer newTokenizer) {
        return new TextInput(newTokenizer, truncation, padding, caption);
    }

    /** The same way with another truncation. */
    public TextInput withTruncation(Truncation newTruncation) {
        return new TextInput(tokenizer, newTruncation, padding, caption);
    }

    /** The same way with another padding. */
    public TextInput withPadding(Padding newPadding) {
        return new TextInput(tokenizer, truncation, newPadding, caption);
    }

    /** The same way behind caption processing. */
    public TextInput withCaption(CaptionText newCaption) {
        return new TextInput(tokenizer, truncation, padding, Optional.of(newCaption));
    }

    /** The same way without caption processing. */
    public TextInput withoutCaption() {
        return new TextInput(tokenizer, truncation, padding, Optional.empty());
    }

    /** One text as the model sees it, without padding. */
    public Encoding encode(String text) {
        return tokenizer.encode(processed(text), truncation);
    }

    /** Several texts as rows of one length, in their order. */
    public TokenBatch batch(List<String> texts) {
        return tokenizer.batch(texts.stream().map(this::processed).toList(), truncation, padding);
    }

    /** The ids of a text that another one follows, such as a prompt: without a token that ends texts. */
    public int[] prompt(String text) {
        int[] ids = ids(text);
        return Arrays.copyOf(ids, ids.length - Math.max(0, frame() - 1));
    }

    /** The ids of a text that follows another one, such as an answer: without tokens that begin or end texts. */
    public int[] answer(String text) {
        int[] prompt = prompt(text);
        return Arrays.copyOfRange(prompt, Math.min(1, frame()), prompt.length);
    }

    /** How many tokens frame a text: none, one that begins it, or one more that ends it. */
    private int frame() {
        return ids("").length;
    }

    private int[] ids(String text) {
        return tokenizer.ids(processed(text), truncation);
    }

    /**
     * What its ids depend on: the tokenizer, by its size and a sum over its tokens and a text with marks of all kinds; the
     * truncation; the caption processing. Padding changes no model's result.
     */
    public String description() {
        Sha256 tokens = new Sha256().add(Arrays.toString(tokenizer.ids(TRIAL, Truncation.none())));
        IntStream.range(0, tokenizer.size()).mapToObj(tokenizer::token).forEach(tokens::add);
        return tokenizer.getClass().getSimpleName() + " " + tokenizer.size() + " "
                + tokens.hex().substring(0, 8) + ", " + truncation
                + caption.map(processing -> ", " + processing).orElse("");
    }

    private String processed(String text) {
        return caption.map(processing -> processing.apply(text)).orElse(text);
    }

    private static BertTokenizer qFormer() {
        return BertTokenizer.bundled().withSpecialToken(DECODE);
    }
}
