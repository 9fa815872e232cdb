package dev.sonde.pretrain;

import dev.sonde.image.BlipPreprocessing;
import dev.sonde.image.ViltPreprocessing;
import dev.sonde.model.Blip2Config;
import dev.sonde.model.InstructBlipConfig;
import dev.sonde.model.LlamaConfig;
import dev.sonde.model.QFormerConfig;
import dev.sonde.model.ViltConfig;
import dev.sonde.model.VisionConfig;
import dev.sonde.text.BertTokenizer;
import dev.sonde.text.Padding;
import dev.sonde.text.TextInput;
import dev.sonde.text.Truncation;
import dev.sonde.world.WorldVocabulary;

/**
 * The sizes of the mini world's models and what goes into them. They are the paper's architectures, small enough that one
 * core trains them in minutes; nothing is dropped out, as the mini world has as many scenes as one likes.
 */
public final class MiniConfigs {
    /** Pixels of a side of the images; {@code World.defaults()} draws them so. */
    public static final int IMAGE_SIDE = 64;

    /** Pixels of a side of a patch; 8 x 8 patches. */
    public static final int PATCH_SIDE = 8;

    /** The longest text in tokens, {@code [CLS]} and {@code [SEP]} included. */
    public static final int TEXT_TOKENS = 32;

    /** The longest text of the language model in tokens. */
    private static final int LANGUAGE_TOKENS = 2 * TEXT_TOKENS;

    private static final int VISION_WIDTH = 64;
    private static final int WIDTH = 64;
    private static final int HEADS = 4;
    private static final int QUERIES = 8;
    private static final int LAYERS = 4;
    private static final int PROJECTION = 64;
    private static final double EPS = 1e-6;

    private MiniConfigs() {}

    /** The image encoder of both resamplers: 64 patches and a class token. */
    public static VisionConfig vision() {
        return new VisionConfig(IMAGE_SIDE, PATCH_SIDE, VISION_WIDTH, 3, HEADS, 4 * VISION_WIDTH, EPS, true);
    }

    /** 8 queries, 4 layers, cross-attention in layers 0 and 2. */
    public static QFormerConfig qformer() {
        int words = WorldVocabulary.tokens().size();
        return new QFormerConfig(
                QUERIES, WIDTH, LAYERS, HEADS, 4 * WIDTH, VISION_WIDTH, 2, true, words, TEXT_TOKENS, 0, EPS, 0, 0);
    }

    /** BLIP-2 with the heads of stage 1. */
    public static Blip2Config blip2() {
        return new Blip2Config(vision(), qformer(), PROJECTION);
    }

    /** InstructBLIP with a LLaMA of two layers, whose tokens are those of the Q-Former. */
    public static InstructBlipConfig instructBlip() {
        int words = WorldVocabulary.tokens().size();
        LlamaConfig language = new LlamaConfig(
                WIDTH, 2, HEADS, HEADS, 8 * WIDTH / 3 / 2 * 2, words, LANGUAGE_TOKENS, EPS, 10_000, false);
        return new InstructBlipConfig(vision(), qformer(), language);
    }

    /** ViLT: the same patches in one stream with the words. */
    public static ViltConfig vilt() {
        int words = WorldVocabulary.tokens().size();
        return new ViltConfig(
                IMAGE_SIDE, PATCH_SIDE, WIDTH, LAYERS, HEADS, 4 * WIDTH, words, TEXT_TOKENS, 2, 2, EPS, true, 0, 0);
    }

    /** The pixels of BLIP-2 and InstructBLIP: a scene's own, normalised. */
    public static BlipPreprocessing blipPreprocessing() {
        return new BlipPreprocessing(IMAGE_SIDE);
    }

    /** The pixels of ViLT: a scene's own, normalised. */
    public static ViltPreprocessing viltPreprocessing() {
        return new ViltPreprocessing(IMAGE_SIDE, PATCH_SIDE);
    }

    /** The texts of all models: BERT's tokenizer on the world's words. */
    public static TextInput text() {
        BertTokenizer tokenizer = BertTokenizer.ofVocabulary("the mini world's words", WorldVocabulary.text())
                .withSpecialToken("[DEC]");
        return new TextInput(tokenizer, Truncation.right(TEXT_TOKENS), Padding.longest());
    }

    /** The texts of InstructBLIP's language model: the same tokens, and twice as many of them. */
    public static TextInput languageText() {
        return text().withTruncation(Truncation.right(LANGUAGE_TOKENS));
    }
}
