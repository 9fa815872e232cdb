package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.sonde.display.SondeException;
import dev.sonde.torch.KernelCall;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Torch;
import dev.sonde.torch.Weights;
import java.util.ArrayList;
import java.util.List;
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
    private static final String KERNELS = """
            def words(self, ids: Tensor, table: Tensor, positions: Tensor, pad: int) -> Tensor:
                return torch.embedding(table, ids, pad) + positions[:ids.size(1)]
            def embedding(self, parts: List[Tensor], w: List[Tensor], eps: float, p: float) -> Tensor:
                return self.dropped(self.norm(torch.cat(parts, 1), w[0], w[1], eps), p)
            def self_attention(self, x: Tensor, mask: Optional[Tensor], w: List[Tensor], heads: int, eps: float,
                               p: float, attention_p: float) -> Tensor:
                q = self.heads(self.linear(x, w[0], w[1]), heads)
                k = self.heads(self.linear(x, w[2], w[3]), heads)
                v = self.heads(self.linear(x, w[4], w[5]), heads)
                y = self.linear(self.attention(q, k, v, mask, attention_p), w[6], w[7])
                return self.norm(self.dropped(y, p) + x, w[8], w[9], eps)
            def keys_values(self, image: Tensor, w: List[Tensor], heads: int) -> List[Tensor]:
                k = self.heads(self.linear(image, w[2], w[3]), heads)
                v = self.heads(self.linear(image, w[4], w[5]), heads)
                return [k, v]
            def cross_attention(self, x: Tensor, keys: Tensor, values: Tensor, image_of_text: Optional[Tensor],
                                w: List[Tensor], heads: int, eps: float, p: float, attention_p: float) -> Tensor:
                k, v = keys, values
                if image_of_text is not None:
                    k = torch.index_select(keys, 0, image_of_text)
                    v = torch.index_select(values, 0, image_of_text)
                q = self.heads(self.linear(x, w[0], w[1]), heads)
                y = self.linear(self.attention(q, k, v, None, attention_p), w[6], w[7])
                return self.norm(self.dropped(y, p) + x, w[8], w[9], eps)
            def looks(self, x: Tensor, keys: Tensor, image_of_text: Optional[Tensor], w: List[Tensor],
                      heads: int) -> Tensor:
                q = self.heads(self.linear(x, w[0], w[1]), heads)
                k = keys
                if image_of_text is not None:
                    k = torch.index_select(keys, 0, image_of_text)
                return torch.softmax(torch.to(q @ k.transpose(2, 3), 6) * (q.size(-1) ** -0.5), -1)
            def feed_forward(self, x: Tensor, w: List[Tensor], eps: float, p: float) -> Tensor:
                y = self.linear(torch.gelu(self.linear(x, w[0], w[1])), w[2], w[3])
                return self.norm(self.dropped(y, p) + x, w[4], w[5], eps)
            """;

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

    /** Cross-attention: its place among the cross-attentions, and its weights. */
    private record Cross(int number, TensorList weights) {}

    /** A layer's weights: queries and words share self-attention only. */
    private record Layer(TensorList self, Optional<Cross> cross, TensorList queries, Optional<TensorList> words) {}

    /** What the layers read beside their input. The mask is 0 where a token is seen and −10000 where not. */
    private record Reading(int queries, Optional<ImageKeys> image, Optional<NDArray> mask, Mode mode) {}

    private final QFormerConfig config;
    private final Torch torch;
    private final Kernels kernels;
    private final NDArray queries; // (1, Q, H)
    private final Optional<Words> words; // (vocabulary, H), (positions, H)
    private final TensorList embeddingNorm;
    private final List<Layer> layers = new ArrayList<>();

    /** A Q-Former with the weights of a checkpoint that uses those names. */
    public QFormer(QFormerConfig config, Weights weights, Names names) {
        this.config = config;
        torch = weights.torch();
        kernels = torch.kernels(KERNELS);
        queries = weights.weight("query_tokens", 1, config.queries(), config.width());
        words = config.text() ? Optional.of(words(weights.at(names.embeddings))) : Optional.empty();
        embeddingNorm = weights.list(weights.norm(names.norm, config.width()));
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

    /** The keys and values of each cross-attention in turn, [images, h, N, H / h] each. */
    @Override
    public ImageKeys look(NDArray imageTokens) {
        List<NDArray> arrays = new ArrayList<>();
        for (Layer layer : layers) {
            layer.cross().ifPresent(cross -> arrays.addAll(keysValues(imageTokens, cross))); // from (images, N, V)
        }
        return ImageKeys.of(arrays);
    }

    /** Queries and words that all see each other: for probes and for image-text matching. */
    public HiddenStates read(ImageKeys image, TextTokens text, Mode mode) {
        Optional<NDArray> mask = text.mask().map(seen -> Masks.padding(torch, seen, config.queries()));
        return layers(queriesAndWords(text, mode), new Reading(config.queries(), Optional.of(image), mask, mode));
    }

    /** Queries that do not see the words, and words that see the queries and the words before: for writing a text. */
    public HiddenStates write(ImageKeys image, TextTokens text, Mode mode) {
        NDArray seen = text.mask().orElseGet(() -> text.ids().onesLike());
        Optional<NDArray> mask = Optional.of(Masks.prefix(torch, seen, config.queries()));
        return layers(queriesAndWords(text, mode), new Reading(config.queries(), Optional.of(image), mask, mode));
    }

    /** Queries and the image, without words. */
    public HiddenStates readImage(ImageKeys image, Mode mode) {
        NDArray x = embedding(List.of(queries(image.batch())), mode); // (B, Q, H)
        return layers(x, new Reading(config.queries(), Optional.of(image), Optional.empty(), mode));
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
        Optional<NDArray> mask = text.mask().map(seen -> Masks.padding(torch, seen, config.queries()));
        Reading reading = new Reading(config.queries(), Optional.of(image), mask, Mode.EVALUATE);
        List<NDArray> attention = new ArrayList<>();
        NDArray x = queriesAndWords(text, Mode.EVALUATE); // (B, Q + T, H)
        for (Layer layer : layers) {
            if (layer.cross().isPresent()) {
                NDArray q = queriesOf(selfAttention(x, layer.self(), reading), reading); // (B, Q, H)
                attention.add(looks(q, image, layer.cross().get()));
            }
            x = layer(layer, x, reading);
        }
        return attention;
    }

    @Override
    public List<NDArray> resample(ImageKeys image, Optional<TextTokens> text, Mode mode) {
        HiddenStates states = text.isPresent() ? read(image, text.get(), mode) : readImage(image, mode);
        return IntStream.rangeClosed(0, config.layers())
                .mapToObj(states::queries)
                .toList();
    }

    private HiddenStates layers(NDArray embedded, Reading reading) {
        List<NDArray> states = new ArrayList<>(List.of(embedded));
        NDArray x = embedded; // (B, Q + T, H)
        for (Layer layer : layers) {
            x = layer(layer, x, reading);
            states.add(x);
        }
        return new HiddenStates(states, reading.queries());
    }

    private NDArray layer(Layer layer, NDArray input, Reading reading) {
        NDArray x = selfAttention(input, layer.self(), reading); // (B, Q + T, H): queries and words see each other
        List<NDArray> parts = new ArrayList<>();
        if (reading.queries() > 0) {
            NDArray q = queriesOf(x, reading); // (B, Q, H)
            NDArray seen = layer.cross().isEmpty()
                    ? q
                    : crossAttention(q, layer.cross().get(), reading);
            parts.add(feedForward(seen, layer.queries(), reading.mode()));
        }
        if (x.getShape().get(1) > reading.queries()) {
            NDArray t = x.get(new NDIndex(":, {}:", reading.queries())); // (B, T, H)
            parts.add(feedForward(t, layer.words().orElseThrow(), reading.mode()));
        }
        return parts.size() == 1 ? parts.get(0) : parts.get(0).concat(parts.get(1), 1); // (B, Q + T, H)
    }

    private static NDArray queriesOf(NDArray x, Reading reading) {
        return x.get(new NDIndex(":, :{}", reading.queries()));
    }

    private NDArray selfAttention(NDArray x, TensorList weights, Reading reading) {
        return attention(
                kernels.get("self_attention").on(x).with(reading.mask()).with(weights), reading.mode());
    }

    private NDArray crossAttention(NDArray q, Cross cross, Reading reading) {
        ImageKeys image = reading.image().orElseThrow();
        KernelCall call = kernels.get("cross_attention").on(q);
        call.with(image.arrays().get(2 * cross.number())); // (images, h, N, H / h)
        call.with(image.arrays().get(2 * cross.number() + 1));
        return attention(call.with(image.rows()).with(cross.weights()), reading.mode());
    }

    private NDArray looks(NDArray q, ImageKeys image, Cross cross) {
        KernelCall call = kernels.get("looks").on(q, image.arrays().get(2 * cross.number()));
        return call.with(image.rows())
                .with(cross.weights())
                .with(config.heads())
                .tensor();
    }

    private NDArray attention(KernelCall call, Mode mode) {
        return call.with(config.heads())
                .with(config.layerNormEps())
                .with(mode.dropout(config.hiddenDropout()))
                .with(mode.dropout(config.attentionDropout()))
                .tensor();
    }

    private List<NDArray> keysValues(NDArray imageTokens, Cross cross) {
        return kernels.get("keys_values")
                .on(imageTokens)
                .with(cross.weights())
                .with(config.heads())
                .tensors();
    }

    private NDArray feedForward(NDArray x, TensorList weights, Mode mode) {
        return kernels.get("feed_forward")
                .on(x)
                .with(weights)
                .with(config.layerNormEps())
                .with(mode.dropout(config.hiddenDropout()))
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
        Optional<Cross> cross = config.hasCrossAttention(i)
                ? Optional.of(new Cross(
                        i / config.crossAttentionEvery(),
                        attention(weights.at("crossattention."), config.imageWidth())))
                : Optional.empty();
        Optional<TensorList> text =
                config.text() ? Optional.of(feedForward(weights, "intermediate", "output")) : Optional.empty();
        return new Layer(
                attention(weights.at("attention."), config.width()),
                cross,
                feedForward(weights, "intermediate_query", "output_query"),
                text);
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
