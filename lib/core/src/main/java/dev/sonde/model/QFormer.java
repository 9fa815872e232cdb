package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.sonde.display.SondeException;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Torch;
import dev.sonde.torch.Weights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The Q-Former of BLIP-2 (Li et al. 2023): a BERT whose first tokens are learned queries. In each layer queries and
 * words attend to each other; in every second layer the queries alone look at the image; then queries and words go
 * through feed-forward parts of their own. All parts are post-norm.
 *
 * <p>References: LAVIS {@code lavis/models/blip2_models/Qformer.py}; transformers {@code Blip2QFormerModel} 5.23, to
 * whose hidden states these are equal.
 *
 * <p>Shapes below: B texts, Q queries (32), T tokens of text, H width (768), N image tokens (257), V their width (1408),
 * h heads (12).
 */
public final class QFormer implements Resampler {
    /** How the checkpoints of the two models name the embeddings; the layers are named alike. */
    public enum Names {
        /** {@code Blip2ForImageTextRetrieval}. */
        BLIP2("embeddings.", "qformer.layernorm"),
        /** {@code InstructBlipForConditionalGeneration}. */
        INSTRUCT_BLIP("qformer.embeddings.", "qformer.embeddings.layernorm");

        private final String embeddings;
        private final String norm;

        Names(String embeddings, String norm) {
            this.embeddings = embeddings;
            this.norm = norm;
        }
    }

    /** The tables of the words and of their positions. */
    private record Words(NDArray table, NDArray positions) {}

    /** A layer's weights: queries and words share self-attention only. Lists of parts that it has not are empty. */
    private record Layer(TensorList self, TensorList cross, TensorList queries, TensorList words) {
        boolean looks() {
            return !cross.arrays().isEmpty();
        }

        Layer withWords(TensorList other) {
            return new Layer(self, cross, queries, other);
        }
    }

    /** What the layers read beside their input. The mask is 0 where a token is seen and −10000 where not. */
    private record Reading(int queries, Optional<ImageKeys> image, Optional<NDArray> mask, Mode mode) {
        Optional<NDArray> imageOfText() {
            return image.flatMap(ImageKeys::rows);
        }

        /** Keys and values of the i-th cross-attention. */
        List<NDArray> keysValues(int i) {
            return image.orElseThrow().arrays().subList(2 * i, 2 * i + 2);
        }
    }

    private final QFormerConfig config;
    private final Torch torch;
    private final Kernels kernels;
    private final NDArray queries; // (1, Q, H)
    private final Optional<Words> words; // (vocabulary, H), (positions, H)
    private final TensorList embeddingNorm;
    private final TensorList nothing;
    private final List<Layer> layers = new ArrayList<>();

    /** A Q-Former with the weights of a checkpoint that uses those names. */
    public QFormer(QFormerConfig config, Weights weights, Names names) {
        this.config = config;
        torch = weights.torch();
        kernels = torch.kernels(QFormerKernels.TEXT);
        queries = weights.weight("query_tokens", 1, config.queries(), config.width());
        words = config.text() ? Optional.of(words(weights.at(names.embeddings))) : Optional.empty();
        embeddingNorm = weights.list(weights.norm(names.norm, config.width()));
        nothing = weights.list();
        for (int i = 0; i < config.layers(); i++) {
            layers.add(layer(i, weights.at("qformer.encoder.layer." + i + ".")));
        }
    }

    /** The sizes. */
    public QFormerConfig config() {
        return config;
    }

    /** The table of word embeddings, (vocabulary, H); heads of words share it. */
    NDArray wordTable() {
        return words.orElseThrow(QFormer::readsNoText).table();
    }

    @Override
    public int queries() {
        return config.queries();
    }

    @Override
    public int width() {
        return config.width();
    }

    @Override
    public int layers() {
        return config.layers();
    }

    /** The keys and values of each cross-attention in turn, [images, N, H] each. */
    @Override
    public ImageKeys look(NDArray imageTokens) {
        Kernel keysValues = kernels.get("keys_values");
        List<NDArray> arrays = new ArrayList<>();
        for (Layer layer : layers) {
            if (layer.looks()) {
                arrays.addAll(keysValues.on(imageTokens).with(layer.cross()).tensors()); // from (images, N, V)
            }
        }
        return ImageKeys.of(arrays);
    }

    /** Queries and words that all see each other: for probes and for image-text matching. */
    public HiddenStates read(ImageKeys image, TextTokens text, Mode mode) {
        return layers(queriesAndWords(text, mode), reading(image, text.mask(), mode));
    }

    /** Queries that do not see the words, and words that see the queries and the words before: for writing a text. */
    public HiddenStates write(ImageKeys image, TextTokens text, Mode mode) {
        NDArray seen = text.mask().orElseGet(() -> text.ids().onesLike());
        Optional<NDArray> mask = Optional.of(Masks.prefix(torch, seen, config.queries()));
        return layers(queriesAndWords(text, mode), new Reading(config.queries(), Optional.of(image), mask, mode));
    }

    /** Queries and the image, without words. */
    public HiddenStates readImage(ImageKeys image, Mode mode) {
        return layers(queriesAlone(image, mode), reading(image, Optional.empty(), mode));
    }

    /** Words, without queries and image. */
    public HiddenStates readText(TextTokens text, Mode mode) {
        Optional<NDArray> mask = text.mask().map(seen -> Masks.padding(torch, seen, 0));
        NDArray x = embedding(List.of(words(text)), mode); // (B, T, H)
        return layers(x, new Reading(0, Optional.empty(), mask, mode));
    }

    /**
     * How much of its attention each query gives to each image token while it reads the text: for each cross-attention
     * (the layer's number in {@link QFormerConfig#hasCrossAttention}) [B, h, Q, N], whose rows add up to 1.
     */
    public List<NDArray> imageAttention(ImageKeys image, TextTokens text) {
        Reading reading = reading(image, text.mask(), Mode.EVALUATE);
        List<NDArray> attention = new ArrayList<>();
        NDArray x = queriesAndWords(text, Mode.EVALUATE); // (B, Q + T, H)
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).looks()) {
                attention.add(imageAttention(i, x, reading));
            }
            x = layer(i, x, layers.get(i), reading);
        }
        return attention;
    }

    private NDArray imageAttention(int number, NDArray x, Reading reading) {
        return kernels.get("image_attention")
                .on(x) // (B, Q + T, H)
                .with(reading.queries())
                .with(reading.mask())
                .with(reading.keysValues(number / config.crossAttentionEvery()))
                .with(reading.imageOfText())
                .with(layers.get(number).self())
                .with(layers.get(number).cross())
                .with(config.heads())
                .with(config.layerNormEps())
                .tensor();
    }

    @Override
    public List<NDArray> resample(ImageKeys image, Optional<TextTokens> text, Mode mode) {
        return resample(
                image, text, IntStream.rangeClosed(0, config.layers()).boxed().toList(), mode);
    }

    /** Reads only as far as the layers need, and leaves out what would become of the words in the last of them. */
    @Override
    public List<NDArray> resample(ImageKeys image, Optional<TextTokens> text, List<Integer> wanted, Mode mode) {
        int last = Collections.max(wanted);
        Reading reading = reading(image, text.flatMap(TextTokens::mask), mode);
        Map<Integer, NDArray> states = new HashMap<>();
        NDArray x = text.isPresent() ? queriesAndWords(text.get(), mode) : queriesAlone(image, mode);
        for (int i = 0; i < last; i++) {
            keepQueries(states, i, x, wanted);
            Layer layer = i + 1 < last ? layers.get(i) : layers.get(i).withWords(nothing);
            NDArray next = layer(i, x, layer, reading);
            x.close(); // early: memory that is used again at once is fast memory
            x = next;
        }
        keepQueries(states, last, x, wanted);
        return wanted.stream().map(states::get).toList();
    }

    private void keepQueries(Map<Integer, NDArray> states, int i, NDArray x, List<Integer> wanted) {
        if (wanted.contains(i)) {
            states.put(i, x.get(new NDIndex(":, :{}", config.queries()))); // (B, Q, H)
        }
    }

    private Reading reading(ImageKeys image, Optional<NDArray> seen, Mode mode) {
        Optional<NDArray> mask = seen.map(words -> Masks.padding(torch, words, config.queries()));
        return new Reading(config.queries(), Optional.of(image), mask, mode);
    }

    private HiddenStates layers(NDArray embedded, Reading reading) {
        List<NDArray> states = new ArrayList<>(List.of(embedded)); // (B, Q + T, H)
        for (int i = 0; i < layers.size(); i++) {
            states.add(layer(i, states.get(i), layers.get(i), reading));
        }
        return new HiddenStates(states, reading.queries());
    }

    private NDArray layer(int number, NDArray x, Layer layer, Reading reading) {
        boolean looks = layer.looks() && reading.queries() > 0;
        return kernels.get("layer")
                .on(x) // (B, Q + T, H)
                .with(reading.queries())
                .with(reading.mask())
                .with(looks ? reading.keysValues(number / config.crossAttentionEvery()) : List.<NDArray>of())
                .with(reading.imageOfText())
                .with(layer.self())
                .with(layer.cross())
                .with(layer.queries())
                .with(layer.words())
                .with(config.heads())
                .with(config.layerNormEps())
                .with(reading.mode().dropout(config.hiddenDropout()))
                .with(reading.mode().dropout(config.attentionDropout()))
                .tensor();
    }

    private NDArray embedding(List<NDArray> parts, Mode mode) {
        return kernels.get("embedding")
                .on()
                .with(parts)
                .with(embeddingNorm)
                .with(config.layerNormEps())
                .with(mode.dropout(config.hiddenDropout()))
                .tensor();
    }

    private NDArray queriesAndWords(TextTokens text, Mode mode) {
        return embedding(List.of(queries(text.batch()), words(text)), mode); // (B, Q + T, H)
    }

    private NDArray queriesAlone(ImageKeys image, Mode mode) {
        return embedding(List.of(queries(image.batch())), mode); // (B, Q, H)
    }

    private NDArray queries(long batch) {
        return queries.broadcast(new Shape(batch, config.queries(), config.width())); // (B, Q, H), no positions
    }

    private NDArray words(TextTokens text) {
        Words tables = words.orElseThrow(QFormer::readsNoText);
        text.checkLength(config.positions());
        return kernels.get("words")
                .on(text.ids(), tables.table(), tables.positions())
                .with(config.padId())
                .tensor(); // (B, T, H)
    }

    private static SondeException readsNoText() {
        return new SondeException(
                "This Q-Former has no embeddings of words",
                "Checkpoints of BLIP-2 with a language model lost them; take blip2-itm-vit-g or an InstructBLIP.");
    }

    // The weights, by the names of the checkpoint.

    private Words words(Weights weights) {
        return new Words(
                weights.weight("word_embeddings.weight", config.vocabulary(), config.width()),
                weights.weight("position_embeddings.weight", config.positions(), config.width()));
    }

    private Layer layer(int i, Weights weights) {
        return new Layer(
                attention(weights.at("attention."), config.width()),
                config.hasCrossAttention(i) ? attention(weights.at("crossattention."), config.imageWidth()) : nothing,
                feedForward(weights, "intermediate_query", "output_query"),
                config.text() ? feedForward(weights, "intermediate", "output") : nothing);
    }

    private TensorList attention(Weights weights, int keyWidth) {
        int width = config.width();
        return weights.list(
                weights.linear("attention.query", width, width),
                weights.linear("attention.key", keyWidth, width),
                weights.linear("attention.value", keyWidth, width),
                weights.linear("output.dense", width, width),
                weights.norm("output.LayerNorm", width));
    }

    private TensorList feedForward(Weights weights, String up, String down) {
        return weights.list(
                weights.linear(up + ".dense", config.width(), config.feedForward()),
                weights.linear(down + ".dense", config.feedForward(), config.width()),
                weights.norm(down + ".LayerNorm", config.width()));
    }
}
