package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorSource;
import dev.sonde.torch.KernelCall;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Torch;
import dev.sonde.torch.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * ViLT (Kim et al. 2021): words and image patches in one pre-norm transformer, without an image encoder before it.
 *
 * <p>Reference: transformers {@code ViltModel} 5.23. There, an image with fewer patches than the largest of its batch is
 * filled with random patches that are masked; here the first patch fills, so results do not depend on chance.
 *
 * <p>Shapes below: B pairs, T tokens of text, K patches of the largest image, S = T + 1 + K, H width (768), p side of a
 * patch (32), G side of the table of positions (12).
 */
public final class Vilt {
    private static final String KERNELS = """
            def words(self, ids: Tensor, w: List[Tensor], eps: float, p: float) -> Tensor:
                x = torch.embedding(w[0], ids) + w[2][0] + w[1][:ids.size(1)]
                return self.dropped(self.norm(x, w[3], w[4], eps), p)
            def patches(self, pixels: Tensor, chosen: Tensor, interpolation: Tensor, w: List[Tensor], side: int,
                        p: float) -> Tensor:
                x = torch.conv2d(self.compute(pixels), self.compute(w[0]), self.compute(w[1]), [side, side])
                x = torch.to(torch.flatten(torch.permute(x, [0, 2, 3, 1]), 0, 2), 6)  # (B rows columns, H)
                x = torch.index_select(x, 0, chosen).reshape([pixels.size(0), -1, x.size(-1)])  # (B, K, H)
                x = x + interpolation @ w[3][0, 1:]
                first = (w[2] + w[3][:, :1]).expand([x.size(0), -1, -1])
                return self.dropped(torch.cat([first, x], 1), p)
            def sequence(self, words: Tensor, patches: Tensor, kinds: Tensor) -> Tensor:
                return torch.cat([words + kinds[0], patches + kinds[1]], 1)
            def layer(self, x: Tensor, mask: Tensor, w: List[Tensor], heads: int, eps: float, p: float,
                      attention_p: float) -> Tensor:
                y = self.norm(x, w[0], w[1], eps)
                q = self.heads(self.linear(y, w[2], w[3]), heads)
                k = self.heads(self.linear(y, w[4], w[5]), heads)
                v = self.heads(self.linear(y, w[6], w[7]), heads)  # (B, h, S, H / h)
                y = self.linear(self.attention(q, k, v, mask, attention_p), w[8], w[9])
                x = self.dropped(y, p) + x
                y = torch.gelu(self.linear(self.norm(x, w[10], w[11], eps), w[12], w[13]))
                return self.dropped(self.linear(y, w[14], w[15]), p) + x
            def last_norm(self, x: Tensor, w: List[Tensor], eps: float) -> Tensor:
                return self.norm(x, w[0], w[1], eps)
            def pooled(self, x: Tensor, w: List[Tensor]) -> Tensor:
                return torch.tanh(torch.to(self.linear(x[:, 0], w[0], w[1]), 6))
            """;

    /**
     * What ViLT gives.
     *
     * @param layers [B, S, H] each: words, the class token of the image, patches; element 0 is the embedding, i is after
     *     layer i, before the last LayerNorm
     * @param last [B, S, H] after the last LayerNorm
     * @param pooled [B, H], the state of the text's first token after a dense layer: what is probed
     * @param seen [B, S], 1 for a token and 0 for filling, whose states mean nothing
     */
    public record States(List<NDArray> layers, NDArray last, NDArray pooled, NDArray seen) {}

    private final ViltConfig config;
    private final Parameters parameters;
    private final Torch torch;
    private final Kernels kernels;
    private final TensorList words;
    private final TensorList patches;
    private final NDArray kinds; // (2, H): of words and of patches
    private final List<TensorList> layers = new ArrayList<>();
    private final TensorList lastNorm;
    private final TensorList pooler;

    /** The model on parameters that are being loaded or made. */
    public Vilt(ViltConfig config, Parameters parameters) {
        this.config = config;
        this.parameters = parameters;
        Weights weights = parameters.weights().at("vilt.");
        torch = weights.torch();
        kernels = torch.kernels(KERNELS);
        words = weights.list(words(weights.at("embeddings.text_embeddings.")));
        patches = weights.list(patches(weights.at("embeddings.")));
        kinds = weights.weight("embeddings.token_type_embeddings.weight", config.modalities(), config.width());
        for (int i = 0; i < config.layers(); i++) {
            layers.add(layer(weights.at("encoder.layer." + i + ".")));
        }
        lastNorm = weights.list(weights.norm("layernorm", config.width()));
        pooler = weights.list(weights.linear("pooler.dense", config.width(), config.width()));
    }

    /**
     * The model of a checkpoint, e.g. {@code dandelin/vilt-b32-mlm}.
     *
     * @throws dev.sonde.display.SondeException that lists all tensors that are missing or have another shape
     */
    public static Vilt load(Torch torch, ViltConfig config, TensorSource source) {
        return Parameters.load(torch, source, parameters -> new Vilt(config, parameters));
    }

    /** A model with random weights. */
    public static Vilt random(Torch torch, ViltConfig config) {
        return Parameters.random(torch, parameters -> new Vilt(config, parameters));
    }

    /** The sizes. */
    public ViltConfig config() {
        return config;
    }

    /**
     * Writes the model as the hub lays it out, {@code config.json} and {@code model.safetensors}, with all heads that were
     * built on its parameters; gives the folder.
     *
     * @param type of the numbers, which are rounded
     */
    public Path write(Path folder, StoredType type) {
        return CheckpointFolder.write(folder, ConfigJson.vilt(config), parameters.stored(), type);
    }

    /** All weights by their names in the checkpoint. */
    public Parameters parameters() {
        return parameters;
    }

    /** Reads texts and images. */
    public States read(ViltImages images, TextTokens text, Mode mode) {
        ViltImages.PatchGrids grids = images.grids(config.patchSize(), config.gridSide());
        NDArray x = sequence(images, grids, text, mode); // (B, S, H)
        NDArray seen = seen(grids, text); // (B, S)
        NDArray mask = Masks.padding(torch, seen, 0); // (B, 1, 1, S)
        List<NDArray> states = new ArrayList<>(List.of(x));
        for (TensorList layer : layers) {
            x = layer(x, mask, layer, mode); // (B, S, H)
            states.add(x);
        }
        NDArray last = kernels.get("last_norm")
                .on(x)
                .with(lastNorm)
                .with(config.layerNormEps())
                .tensor();
        NDArray pooled = kernels.get("pooled").on(last).with(pooler).tensor(); // (B, H)
        return new States(states, last, pooled, seen);
    }

    /** The table of word embeddings, (vocabulary, H); the head of words shares it. */
    NDArray wordTable() {
        return words.arrays().get(0);
    }

    private NDArray sequence(ViltImages images, ViltImages.PatchGrids grids, TextTokens text, Mode mode) {
        text.checkLength(config.textPositions());
        NDArray textPart = kernels.get("words")
                .on(text.ids())
                .with(words)
                .with(config.layerNormEps())
                .with(mode.dropout(config.hiddenDropout()))
                .tensor(); // (B, T, H)
        NDArray imagePart = kernels.get("patches")
                .on(images.pixels(), grids.indices(torch), grids.interpolation(torch)) // (B, 3, ., .), (BK), (B, K, GG)
                .with(patches)
                .with(config.patchSize())
                .with(mode.dropout(config.hiddenDropout()))
                .tensor(); // (B, 1 + K, H)
        return kernels.get("sequence").on(textPart, imagePart, kinds).tensor();
    }

    private NDArray seen(ViltImages.PatchGrids grids, TextTokens text) {
        NDArray textSeen = text.mask().orElseGet(() -> text.ids().onesLike());
        NDArray classToken = text.ids().get(":, :1").onesLike();
        return textSeen.concat(classToken, 1).concat(grids.used(torch), 1);
    }

    private NDArray layer(NDArray x, NDArray mask, TensorList weights, Mode mode) {
        KernelCall call = kernels.get("layer").on(x, mask).with(weights).with(config.heads());
        return call.with(config.layerNormEps())
                .with(mode.dropout(config.hiddenDropout()))
                .with(mode.dropout(config.attentionDropout()))
                .tensor();
    }

    // The weights, by the names of the checkpoint.

    private List<NDArray> words(Weights weights) {
        List<NDArray> all = new ArrayList<>();
        int width = config.width();
        all.add(weights.weight("word_embeddings.weight", config.vocabulary(), width));
        all.add(weights.weight("position_embeddings.weight", config.textPositions(), width));
        all.add(weights.weight("token_type_embeddings.weight", config.textSegments(), width));
        all.addAll(weights.norm("LayerNorm", width));
        return all;
    }

    private List<NDArray> patches(Weights weights) {
        int width = config.width();
        int patch = config.patchSize();
        long positions = 1L + (long) config.gridSide() * config.gridSide();
        return List.of(
                weights.weight("patch_embeddings.projection.weight", width, 3, patch, patch),
                weights.bias("patch_embeddings.projection.bias", width),
                weights.weight("cls_token", 1, 1, width),
                weights.weight("position_embeddings", 1, positions, width));
    }

    private TensorList layer(Weights weights) {
        int width = config.width();
        return weights.list(
                weights.norm("layernorm_before", width),
                attention(weights, "query"),
                attention(weights, "key"),
                attention(weights, "value"),
                weights.linear("attention.output.dense", width, width),
                weights.norm("layernorm_after", width),
                weights.linear("intermediate.dense", width, config.feedForward()),
                weights.linear("output.dense", config.feedForward(), width));
    }

    private List<NDArray> attention(Weights weights, String part) {
        String name = "attention.attention." + part;
        int width = config.width();
        return config.qkvBias()
                ? weights.linear(name, width, width)
                : List.of(weights.weight(name + ".weight", width, width), torch.zeros(width));
    }
}
