package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Torch;
import dev.sonde.torch.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * LLaMA (Touvron et al. 2023), the language model of InstructBLIP-Vicuna: pre-norm blocks with RMSNorm, rotary
 * positions and a gated feed-forward part, without biases.
 *
 * <p>Reference: transformers {@code LlamaForCausalLM} 5.23.
 *
 * <p>Shapes below: B sequences, S tokens, D width (4096), h heads (32), d = D / h (128).
 */
public final class Llama {
    private static final String KERNELS = """
            def embed(self, ids: Tensor, table: Tensor) -> Tensor:
                return torch.to(torch.embedding(table, ids), 6)
            def rms_norm(self, x: Tensor, g: Tensor, eps: float) -> Tensor:
                y = torch.to(x, 6)
                return torch.to(g, 6) * (y * torch.rsqrt(torch.mean(y * y, [-1], True) + eps))
            def angles(self, x: Tensor, width: int, theta: float) -> Tensor:
                i = torch.arange(0, width, 2, dtype=6, device=x.device)
                frequencies = 1.0 / torch.pow(theta, i / width)
                a = torch.arange(x.size(1), dtype=6, device=x.device).unsqueeze(1) * frequencies
                return torch.cat([a, a], -1)
            def rotated(self, x: Tensor, angles: Tensor) -> Tensor:
                a, b = torch.chunk(x, 2, -1)
                return x * torch.cos(angles) + torch.cat([-b, a], -1) * torch.sin(angles)
            def layer(self, x: Tensor, mask: Tensor, angles: Tensor, w: List[Tensor], heads: int, key_heads: int,
                      eps: float) -> Tensor:
                y = self.rms_norm(x, w[0], eps)
                q = self.compute(self.rotated(torch.to(self.heads(self.linear(y, w[1], None), heads), 6), angles))
                k = self.compute(self.rotated(torch.to(self.heads(self.linear(y, w[2], None), key_heads), 6), angles))
                v = self.heads(self.linear(y, w[3], None), key_heads)
                if key_heads < heads:
                    k = torch.repeat_interleave(k, heads // key_heads, 1)
                    v = torch.repeat_interleave(v, heads // key_heads, 1)
                x = x + self.linear(self.attention(q, k, v, mask, 0.0), w[4], None)
                y = self.rms_norm(x, w[5], eps)
                y = torch.silu(self.linear(y, w[6], None)) * self.linear(y, w[7], None)
                return x + self.linear(y, w[8], None)
            def logits(self, x: Tensor, head: Tensor) -> Tensor:
                return torch.to(self.linear(x, head, None), 6)
            """;

    private final LlamaConfig config;
    private final Torch torch;
    private final Kernels kernels;
    private final NDArray table; // (vocabulary, D)
    private final List<TensorList> layers = new ArrayList<>();
    private final NDArray lastNorm;
    private final NDArray head; // (vocabulary, D)

    /** A LLaMA with the weights of a checkpoint. */
    public Llama(LlamaConfig config, Weights weights) {
        this.config = config;
        torch = weights.torch();
        kernels = torch.kernels(KERNELS);
        table = weights.weight("model.embed_tokens.weight", config.vocabulary(), config.width());
        for (int i = 0; i < config.layers(); i++) {
            layers.add(layer(weights.at("model.layers." + i + ".")));
        }
        lastNorm = weights.gain("model.norm.weight", config.width());
        head = config.tiedHead() ? table : weights.weight("lm_head.weight", config.vocabulary(), config.width());
    }

    /** The sizes. */
    public LlamaConfig config() {
        return config;
    }

    /** The embeddings of token ids [B, S]: [B, S, D]. */
    public NDArray embed(NDArray ids) {
        return kernels.get("embed").on(ids, table).tensor();
    }

    /**
     * The hidden states of sequences: element 0 is the input, the last is after the last RMSNorm.
     *
     * @param embedded [B, S, D], short sequences filled at the right
     * @param seen of the last tokens, 1 for a token and 0 for filling; the tokens before are all seen
     */
    public List<NDArray> hiddenStates(NDArray embedded, NDArray seen) {
        long before = embedded.getShape().get(1) - seen.getShape().get(1);
        NDArray mask = Masks.causal(torch, seen, (int) before); // (B, 1, S, S)
        NDArray angles = kernels.get("angles")
                .on(embedded)
                .with(config.headWidth())
                .with(config.ropeTheta())
                .tensor(); // (S, d)
        List<NDArray> states = new ArrayList<>(List.of(embedded));
        NDArray x = embedded;
        for (TensorList layer : layers) {
            x = layer(x, mask, angles, layer); // (B, S, D)
            states.add(x);
        }
        states.set(states.size() - 1, lastNorm(x));
        return states;
    }

    /** Logits of the next token, [B, S, vocabulary], from the last of the {@link #hiddenStates}. */
    public NDArray logits(NDArray lastHidden) {
        return kernels.get("logits").on(lastHidden, head).tensor();
    }

    private NDArray layer(NDArray x, NDArray mask, NDArray angles, TensorList weights) {
        return kernels.get("layer")
                .on(x, mask, angles)
                .with(weights)
                .with(config.heads())
                .with(config.keyValueHeads())
                .with(config.rmsNormEps())
                .tensor();
    }

    private NDArray lastNorm(NDArray x) {
        return kernels.get("rms_norm").on(x, lastNorm).with(config.rmsNormEps()).tensor();
    }

    // The weights, by the names of the checkpoint.

    private TensorList layer(Weights weights) {
        int width = config.width();
        int keyWidth = config.headWidth() * config.keyValueHeads();
        int inner = config.feedForward();
        return weights.list(List.of(
                weights.gain("input_layernorm.weight", width),
                weights.weight("self_attn.q_proj.weight", width, width),
                weights.weight("self_attn.k_proj.weight", keyWidth, width),
                weights.weight("self_attn.v_proj.weight", keyWidth, width),
                weights.weight("self_attn.o_proj.weight", width, width),
                weights.gain("post_attention_layernorm.weight", width),
                weights.weight("mlp.gate_proj.weight", inner, width),
                weights.weight("mlp.up_proj.weight", inner, width),
                weights.weight("mlp.down_proj.weight", width, inner)));
    }
}
