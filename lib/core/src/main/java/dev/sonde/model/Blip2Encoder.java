package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.format.TensorSource;
import dev.sonde.image.BlipPreprocessing;
import dev.sonde.image.Images;
import dev.sonde.image.RgbImage;
import dev.sonde.text.BertTokenizer;
import dev.sonde.text.CaptionText;
import dev.sonde.text.Padding;
import dev.sonde.text.TokenBatch;
import dev.sonde.text.Truncation;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * BLIP-2 from a photograph and a text to plain numbers: the picture is decoded and resized, the text becomes tokens, and
 * the hidden states of every layer come back as Java arrays.
 *
 * <pre>{@code
 * try (Blip2Encoder encoder = Blip2Encoder.open(Path.of("blip2-itm-vit-g"))) {
 *     Encoded states = encoder.encode(Images.read(Path.of("dog.jpg")), "the dog");
 *     float[][] queries = states.queries(12);  // 32 x 768
 * }
 * }</pre>
 *
 * <p>One photograph at a time, for looking; it holds the model's memory until it is closed.
 */
public final class Blip2Encoder implements AutoCloseable {
    /** Tokens of a text at most; LAVIS's {@code max_txt_len}. */
    private static final int MAX_TOKENS = 32;

    /** Lets a layer 96 numbers wide change its tokens about as much as 0.02 does where they have 768. */
    private static final double NARROW_DEVIATION = 0.08;

    private final Torch torch;
    private final Blip2Config config;
    private final Blip2 model;
    private final BlipPreprocessing preprocessing;
    private final BertTokenizer tokenizer = BertTokenizer.bundled();
    private final String weights;

    private Blip2Encoder(Torch torch, Blip2Config config, TensorSource source) {
        this.torch = torch;
        this.config = config;
        model = Blip2.load(torch, config, source);
        preprocessing = new BlipPreprocessing(config.vision().imageSize());
        weights = source.place();
    }

    /**
     * The model of a Hugging Face folder, such as {@code Salesforce/blip2-itm-vit-g}.
     *
     * @throws dev.sonde.display.SondeException if the folder holds another model, or not all of it
     */
    public static Blip2Encoder open(Path folder) {
        Blip2Config config = HfConfig.blip2(folder);
        return of(config, Checkpoint.blip2(TensorSource.open(folder), config));
    }

    /**
     * {@code Salesforce/blip2-itm-vit-g} if it lies below the folder that {@code SONDE_MODELS} names; else the same
     * architecture made narrow, with random weights, whose states and attention mean nothing.
     */
    public static Blip2Encoder openOrRandom() {
        return ModelFolder.here()
                .find(ModelFolder.BLIP2)
                .map(Blip2Encoder::open)
                .orElseGet(Blip2Encoder::narrow);
    }

    /** The architecture of BLIP-2 made narrow, with random weights; the same everywhere. */
    public static Blip2Encoder narrow() {
        Blip2Config config = Blip2Config.narrow();
        return of(config, RandomCheckpoint.blip2(config, 1).withDeviation(NARROW_DEVIATION));
    }

    /** A model with random weights; a seed gives the same weights everywhere. */
    public static Blip2Encoder random(Blip2Config config, long seed) {
        return of(config, RandomCheckpoint.blip2(config, seed));
    }

    private static Blip2Encoder of(Blip2Config config, TensorSource source) {
        Torch torch = Torch.open();
        try (source) {
            return new Blip2Encoder(torch, config, source);
        } catch (RuntimeException e) {
            torch.close();
            throw e;
        }
    }

    /** The sizes. */
    public Blip2Config config() {
        return config;
    }

    /** Its steps with their shapes and numbers of parameters. */
    public Architecture architecture() {
        return Architecture.of(config);
    }

    /** The model itself, whose arrays live until this is closed. */
    public Blip2 model() {
        return model;
    }

    /** The tokens of a text as the model gets them: LAVIS's caption processing, then BERT's word pieces. */
    public List<String> tokens(String text) {
        return tokenizer.encode(caption(text), Truncation.right(MAX_TOKENS)).tokens();
    }

    /** The picture as the model sees it: a square of 224 x 224 pixels, before it is normalised. */
    public RgbImage seen(RgbImage photograph) {
        return preprocessing.resize(photograph);
    }

    /** The hidden states of a photograph with a text, of every layer. */
    public Encoded encode(Path photograph, String text) {
        return encode(Images.read(photograph), text);
    }

    /** The hidden states of a photograph with a text, of every layer. */
    public Encoded encode(RgbImage photograph, String text) {
        return torch.inference(() -> {
            NDArray image = image(photograph);
            HiddenStates states = model.qformer().read(model.qformer().look(image), text(text), Mode.EVALUATE);
            List<float[][]> layers = new ArrayList<>();
            states.layers().forEach(layer -> layers.add(rows(layer)));
            return new Encoded(
                    tokens(text), rows(image), layers, config.qformer().queries());
        });
    }

    /**
     * Where the queries look in a layer.
     *
     * @param layer from 0; one that looks at the image, in BLIP-2 every second
     * @throws dev.sonde.display.SondeException if the queries do not look at the image in that layer
     */
    public ImageAttention attention(RgbImage photograph, String text, int layer) {
        checkLooks(layer);
        return torch.inference(() -> {
            ImageKeys keys = model.qformer().look(image(photograph));
            List<NDArray> looks = model.qformer().imageAttention(keys, text(text)); // (1, h, Q, N) each
            NDArray weights = looks.get(layer / config.qformer().crossAttentionEvery());
            List<float[][]> heads = new ArrayList<>();
            for (int h = 0; h < config.qformer().heads(); h++) {
                heads.add(rows(weights.get(":, " + h)));
            }
            return new ImageAttention(layer, heads);
        });
    }

    private void checkLooks(int layer) {
        List<Integer> looking = IntStream.range(0, config.qformer().layers())
                .filter(config.qformer()::hasCrossAttention)
                .boxed()
                .toList();
        if (!looking.contains(layer)) {
            throw new SondeException(
                    "The queries do not look at the image in layer " + layer,
                    "Take one of the layers " + looking + ".");
        }
    }

    private NDArray image(RgbImage photograph) {
        return model.vision().encode(Pixels.array(torch, preprocessing.prepare(photograph))); // (1, N, V)
    }

    private TextTokens text(String text) {
        TokenBatch batch = tokenizer.batch(List.of(caption(text)), Truncation.right(MAX_TOKENS), Padding.longest());
        return TextTokens.of(torch, batch);
    }

    private static String caption(String text) {
        return CaptionText.blip().apply(text);
    }

    /** The rows of (1, rows, columns). */
    private static float[][] rows(NDArray array) {
        long[] shape = array.getShape().getShape();
        float[] flat = array.toFloatArray();
        float[][] rows = new float[(int) shape[1]][(int) shape[2]];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(flat, i * rows[i].length, rows[i], 0, rows[i].length);
        }
        return rows;
    }

    /** Frees the model's memory; what was encoded stays. */
    @Override
    public void close() {
        torch.close();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "BLIP-2, %.1f million parameters: %s",
                architecture().parameters() / 1e6,
                weights);
    }
}
