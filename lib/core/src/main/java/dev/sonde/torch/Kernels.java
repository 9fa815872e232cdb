package dev.sonde.torch;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtSymbolBlock;
import dev.sonde.display.SondeException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Functions on arrays, written as TorchScript text (a subset of Python) and compiled in this process.
 *
 * <pre>{@code
 * Kernels kernels = torch.kernels("""
 *         def scaled(self, x: Tensor, factor: float) -> Tensor:
 *             return x * factor
 *         """);
 * NDArray y = kernels.get("scaled").on(x).with(2.0).tensor();
 * }</pre>
 *
 * <p>A text may call these too, which bring the precision of the device's matrix products:
 *
 * <ul>
 *   <li>{@code self.linear(x, w, b)}: x wᵀ + b; b may be None
 *   <li>{@code self.norm(x, g, b, eps)}: LayerNorm over the last axis, always in single precision
 *   <li>{@code self.heads(x, heads)}: [batch, tokens, width] → [batch, heads, tokens, width of a head]
 *   <li>{@code self.attention(q, k, v, mask, p)}: attention of such heads with an additive mask or None and dropout p
 *       → [batch, tokens, width]
 *   <li>{@code self.dropped(x, p)}: dropout; {@code self.compute(x)}: x in the type of matrix products
 * </ul>
 *
 * <p>Beware: an in-place operation on a list that the text itself builds is removed by the compiler if the list is not
 * used afterwards. Pass the list as an argument, and test that what should change has changed.
 */
public final class Kernels {
    // Contiguous: of a slice such as x[:, :n], PyTorch multiplies row by row of the batch if the weights record no
    // gradients (should_fold in LinearAlgebra.cpp), and each of these products packs the weights anew.
    private static final String COMMON = """
            def compute(self, x: Tensor) -> Tensor:
                return CAST(x)
            def linear(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
                c: Optional[Tensor] = None
                if b is not None:
                    c = CAST(b)
                return torch.linear(CAST(x).contiguous(), CAST(w), c)
            def norm(self, x: Tensor, g: Tensor, b: Tensor, eps: float) -> Tensor:
                return torch.layer_norm(torch.to(x, 6), [x.size(-1)], torch.to(g, 6), torch.to(b, 6), eps)
            def dropped(self, x: Tensor, p: float) -> Tensor:
                return torch.dropout(x, p, p > 0.0)
            def heads(self, x: Tensor, heads: int) -> Tensor:
                return x.reshape([x.size(0), x.size(1), heads, -1]).transpose(1, 2)
            def attention(self, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], p: float) -> Tensor:
                m: Optional[Tensor] = None
                if mask is not None:
                    m = CAST(mask)
                x = torch.scaled_dot_product_attention(q, k, v, m, p, False)
                return x.transpose(1, 2).reshape([q.size(0), q.size(2), -1])
            """;

    private static final Pattern DEFINITION = Pattern.compile("(?m)^def (\\w+)\\(self");

    private final PtSymbolBlock module;
    private final Map<String, Kernel> kernels = new HashMap<>();

    Kernels(Torch torch, String text) {
        TorchEngine.readyThread();
        try {
            module = TorchScriptModule.load(torch.manager(), common(torch.precision()) + text);
        } catch (EngineException | IllegalArgumentException e) {
            throw new SondeException(
                    "A kernel's text is not valid:" + System.lineSeparator() + e.getMessage(),
                    "Correct the line that the message points at.",
                    e);
        }
        DEFINITION
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .forEach(name -> kernels.put(name, new Kernel(torch, module, name)));
    }

    /**
     * One of the functions.
     *
     * @throws SondeException if the text has no function of that name
     */
    public Kernel get(String name) {
        Kernel kernel = kernels.get(name);
        if (kernel == null) {
            throw new SondeException("There is no kernel \"" + name + "\"", "Name one that the text defines.");
        }
        return kernel;
    }

    // In single precision there is nothing to cast: arrays of other types are converted when they are read.
    private static String common(Precision precision) {
        String cast = precision == Precision.FLOAT32 ? "($1)" : "torch.to($1, " + precision.code() + ")";
        return COMMON.replaceAll("CAST\\((\\w+)\\)", cast);
    }

    void close() {
        module.close();
    }
}
