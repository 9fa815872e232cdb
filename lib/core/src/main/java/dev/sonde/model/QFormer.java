package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.sonde.display.SondeException;
import dev.sonde.model.QFormerWeights.Layer;
import dev.sonde.model.QFormerWeights.Words;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.Kernels;
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
    private static final String KERNELS = AbsorbedAttention.KERNEL + """
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
            def keys_values(self, image: Tensor, w: List[Tensor]) -> List[Tensor]:
                return [self.linear(image, w[2], w[3]), self.linear(image, w[4], w[5])]
            def of_text(self, images: Tensor, image_of_text: Optional[Tensor]) -> Tensor:
                return images if image_of_text is None else torch.index_select(images, 0, image_of_text)
            def cross_attention(self, x: Tensor, image: List[Tensor], image_of_text: Optional[Tensor],
                                w: List[Tensor], heads: int, eps: float, p: float, attention_p: float) -> Tensor:
                q = self.heads(self.linear(x, w[0], w[1]), heads)
                if len(image) == 1:
                    seen = self.absorbed_attention(q, self.of_text(image[0], image_of_text), w, attention_p)
                else:
                    k = self.heads(self.of_text(image[0], image_of_text), heads)
                    v = self.heads(self.of_text(image[1], image_of_text), heads)
                    seen = self.attention(q, k, v, None, attention_p)
                return self.norm(self.dropped(self.linear(seen, w[6], w[7]), p) + x, w[8], w[9], eps)
            def image_attention(self, x: Tensor, queries: int, mask: Optional[Tensor], image: List[Tensor],
                                image_of_text: Optional[Tensor], self_w: List[Tensor], cross_w: List[Tensor],
                                heads: int, eps: float) -> Tensor:
                y = self.self_attention(x, mask, self_w, heads, eps, 0.0, 0.0)[:, :queries]
                q = self.heads(self.linear(y, cross_w[0], cross_w[1]), heads)
                keys = image[0] if len(image) == 2 else self.linear(image[0], cross_w[2], cross_w[3])
                k = self.heads(self.of_text(keys, image_of_text), heads)
                return torch.softmax(torch.to(q @ k.transpose(2, 3), 6) * (q.size(-1) ** -0.5), -1)
            def feed_forward(self, x: Tensor, w: List[Tensor], eps: float, p: float) -> Tensor:
                y = self.linear(torch.gelu(self.linear(x, w[0], w[1])), w[2], w[3])
                return self.norm(self.dropped(y, p) + x, w[4], w[5], eps)
            def layer(self, x: Tensor, queries: int, mask: Optional[Tensor], image: List[Tensor],
                      image_of_text: Optional[Tensor], self_w: List[Tensor], cross_w: List[Tensor],
                      query_w: List[Tensor], word_w: List[Tensor],
                      heads: int, eps: float, p: float, attention_p: float) -> Tensor:
                y = self.self_attention(x, mask, self_w, heads, eps, p, attention_p)
                parts: List[Tensor] = []
                if queries > 0:
                    q = y[:, :queries]
                    if len(cross_w) > 0:
                        q = self.cross_attention(q, image, image_of_text, cross_w, heads, eps, p, attention_p)
                    parts.append(self.feed_forward(q, query_w, eps, p))
                if len(word_w) > 0 and y.size(1) > queries:
                    parts.append(self.feed_forward(y[:, queries:], word_w, eps, p))
                return parts[0] if len(parts) == 1 else torch.cat(parts, 1)
            """;

    /** What the layers read beside their input. The mask is 0 where a token is seen and −10000 where not. */
    private record Reading(int queries, Optional<ImageKeys> image, Optional<NDArray> mask, Mode mode) {
        Optional<NDArray> imageOfText() {
            return image.flatMap(ImageKeys::rows);
        }

        /** Keys and values of the i-th cross-attention, or the images' tokens where those were not made. */
        List<NDArray> image(int i) {
            List<NDArray> arrays = image.orElseThrow().arrays();
            return arrays.size() == 1 ? arrays : arrays.subList(2 * i, 2 * i + 2);
        }
    }

    private final QFormerConfig config;
    private final Torch torch;
    private final Kernels kernels;
    private final QFormerWeights weights;

    /** A Q-Former with the weights of a checkpoint that uses those names. */
    public QFormer(QFormerConfig config, Weights weights, QFormerNames names) {
        this.config = config;
        this.weights = QFormerWeights.of(config, weights, names);
        torch = weights.torch();
        kernels = torch.kernels(KERNELS);
    }

    /** The sizes. */
    public QFormerConfig config() {
        return config;
    }

    /** The table of word embeddings, (vocabulary, H); heads of words share it. */
    NDArray wordTable() {
        return weights.words().orElseThrow(QFormer::readsNoText).table();
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

    @Override
    public String description() {
        return config.sizes().description();
    }

    @Override
    public EncodingCost cost(int imageTokens, int imageWidth) {
        return new QFormerCost(config, imageTokens);
    }

    /** The keys and values of each cross-attention in turn, [images, N, H] each. */
    @Override
    public ImageKeys look(NDArray imageTokens) {
        Kernel keysValues = kernels.get("keys_values");
        List<NDArray> arrays = new ArrayList<>();
        for (Layer layer : weights.layers()) {
            if (layer.looks()) {
                arrays.addAll(keysValues.on(imageTokens).with(layer.cross()).tensors()); // from (images, N, V)
            }
        }
        return ImageKeys.of(arrays);
    }

    /**
     * The same, unless the texts are so few that they are read with less work beside the images' tokens themselves
     * ({@link AbsorbedAttention}), one text an image for example.
     */
    @Override
    public ImageKeys look(NDArray imageTokens, int texts) {
        int images = Math.toIntExact(imageTokens.getShape().get(0));
        int tokens = Math.toIntExact(imageTokens.getShape().get(1));
        return cost(tokens, config.imageWidth()).worthKeys(images, texts)
                ? look(imageTokens)
                : ImageKeys.of(List.of(imageTokens));
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
        for (int i = 0; i < weights.layers().size(); i++) {
            if (weights.layers().get(i).looks()) {
                attention.add(imageAttention(i, x, reading));
            }
            x = layer(i, x, weights.layers().get(i), reading);
        }
        return attention;
    }

    private NDArray imageAttention(int number, NDArray x, Reading reading) {
        return kernels.get("image_attention")
                .on(x) // (B, Q + T, H)
                .with(reading.queries())
                .with(reading.mask())
                .with(reading.image(number / config.crossAttentionEvery()))
                .with(reading.imageOfText())
                .with(weights.layers().get(number).self())
                .with(weights.layers().get(number).cross())
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
            Layer layer = i + 1 < last
                    ? weights.layers().get(i)
                    : weights.layers().get(i).withWords(weights.nothing());
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
        for (int i = 0; i < weights.layers().size(); i++) {
            states.add(layer(i, states.get(i), weights.layers().get(i), reading));
        }
        return new HiddenStates(states, reading.queries());
    }

    private NDArray layer(int number, NDArray x, Layer layer, Reading reading) {
        boolean looks = layer.looks() && reading.queries() > 0;
        return kernels.get("layer")
                .on(x) // (B, Q + T, H)
                .with(reading.queries())
                .with(reading.mask())
                .with(looks ? reading.image(number / config.crossAttentionEvery()) : List.<NDArray>of())
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
                .with(weights.embeddingNorm())
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
        return weights.queries()
                .broadcast(new Shape(batch, config.queries(), config.width())); // (B, Q, H), no positions
    }

    private NDArray words(TextTokens text) {
        Words tables = weights.words().orElseThrow(QFormer::readsNoText);
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
}
