package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * The image encoder of BLIP-2: EVA-CLIP ViT-g/14 without its last block. Patches and a class token go through pre-norm
 * blocks, then one LayerNorm.
 *
 * <p>References: LAVIS {@code lavis/models/eva_vit.py} (where keys have no bias) with {@code ln_vision}; transformers
 * {@code Blip2VisionModel} 5.23.
 *
 * <p>Shapes below: B images, S pixels of a side (224), N tokens (257), V width (1408), h heads (16).
 */
public final class VisionTransformer {
    private static final String KERNELS = """
            def patches(self, pixels: Tensor, w: List[Tensor], side: int) -> Tensor:
                x = torch.conv2d(self.compute(pixels), self.compute(w[0]), self.compute(w[1]), [side, side])  # (B, V, S / side, S / side)
                x = torch.to(torch.transpose(torch.flatten(x, 2), 1, 2), 6)
                return torch.cat([w[2].expand([x.size(0), -1, -1]), x], 1) + w[3]
            def block(self, x: Tensor, w: List[Tensor], heads: int, eps: float) -> Tensor:
                qkv = self.linear(self.norm(x, w[0], w[1], eps), w[2], w[3])
                qkv = qkv.reshape([x.size(0), x.size(1), 3, heads, -1]).permute([2, 0, 3, 1, 4])  # (3, B, h, N, V / h)
                y = self.attention(qkv[0], qkv[1], qkv[2], None, 0.0)
                x = self.linear(y, w[4], w[5]) + x
                y = torch.gelu(self.linear(self.norm(x, w[6], w[7], eps), w[8], w[9]))  # (B, N, 4.36 V)
                return self.linear(y, w[10], w[11]) + x
            def last_norm(self, x: Tensor, w: List[Tensor], eps: float) -> Tensor:
                return self.norm(x, w[0], w[1], eps)
            """;

    private final VisionConfig config;
    private final Kernels kernels;
    private final TensorList embedding;
    private final List<TensorList> blocks = new ArrayList<>();
    private final TensorList lastNorm;

    /** A vision transformer with the weights of a checkpoint. */
    public VisionTransformer(VisionConfig config, Weights weights) {
        this.config = config;
        kernels = weights.torch().kernels(KERNELS);
        embedding = weights.list(embedding(weights.at("embeddings.")));
        for (int i = 0; i < config.blocks(); i++) {
            blocks.add(block(weights.at("encoder.layers." + i + ".")));
        }
        lastNorm = weights.list(weights.norm("post_layernorm", config.width()));
    }

    /** The sizes. */
    public VisionConfig config() {
        return config;
    }

    /** The tokens of images, [B, N, V], from pixels [B, 3, S, S], normalised as the model's preprocessing does. */
    public NDArray encode(NDArray pixels) {
        NDArray x = patches(pixels); // (B, N, V)
        for (TensorList block : blocks) {
            x = block(x, block);
        }
        return lastNorm(x);
    }

    /** What goes into the first block and comes out of each, [B, N, V] each, before the last LayerNorm. */
    public List<NDArray> hiddenStates(NDArray pixels) {
        List<NDArray> states = new ArrayList<>(List.of(patches(pixels)));
        for (TensorList block : blocks) {
            states.add(block(states.get(states.size() - 1), block));
        }
        return states;
    }

    private NDArray patches(NDArray pixels) {
        checkSize(pixels);
        return kernels.get("patches")
                .on(pixels)
                .with(embedding)
                .with(config.patchSize())
                .tensor();
    }

    private NDArray block(NDArray x, TensorList weights) {
        return kernels.get("block")
                .on(x)
                .with(weights)
                .with(config.heads())
                .with(config.layerNormEps())
                .tensor();
    }

    private NDArray lastNorm(NDArray x) {
        return kernels.get("last_norm")
                .on(x)
                .with(lastNorm)
                .with(config.layerNormEps())
                .tensor();
    }

    private void checkSize(NDArray pixels) {
        long[] shape = pixels.getShape().getShape();
        int side = config.imageSize();
        if (shape.length != 4 || shape[1] != 3 || shape[2] != side || shape[3] != side) {
            throw new SondeException(
                    "The images have shape " + pixels.getShape() + "; expected (images, 3, " + side + ", " + side + ")",
                    "Prepare them with the preprocessing of this model.");
        }
    }

    // The weights, by the names of the checkpoint.

    private List<NDArray> embedding(Weights weights) {
        int width = config.width();
        int patch = config.patchSize();
        return List.of(
                weights.weight("patch_embedding.weight", width, 3, patch, patch),
                weights.bias("patch_embedding.bias", width),
                weights.weight("class_embedding", 1, 1, width),
                weights.weight("position_embedding", 1, config.tokens(), width));
    }

    private TensorList block(Weights weights) {
        int width = config.width();
        return weights.list(
                weights.norm("layer_norm1", width),
                queriesKeysValues(weights),
                weights.linear("self_attn.projection", width, width),
                weights.norm("layer_norm2", width),
                weights.linear("mlp.fc1", width, config.feedForward()),
                weights.linear("mlp.fc2", config.feedForward(), width));
    }

    private List<NDArray> queriesKeysValues(Weights weights) {
        int width = config.width();
        NDArray matrix = weights.weight("self_attn.qkv.weight", 3L * width, width);
        NDArray bias = config.qkvBias()
                ? weights.bias("self_attn.qkv.bias", 3L * width)
                : weights.torch().zeros(3L * width);
        return List.of(matrix, bias);
    }
}
