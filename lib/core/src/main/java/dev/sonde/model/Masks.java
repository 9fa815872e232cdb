package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Torch;

/** Additive attention masks: 0 where a token may be seen, −10000 where not (BERT's number; its exponential is 0). */
final class Masks {
    private static final String KERNELS = """
            def seen(self, text: Tensor, before: int) -> Tensor:
                always = torch.ones([text.size(0), before], dtype=text.dtype, device=text.device)
                return torch.cat([always, text], 1) > 0
            def additive(self, seen: Tensor) -> Tensor:
                return (torch.to(seen, 6) - 1.0) * 10000.0
            def padding(self, text: Tensor, before: int) -> Tensor:
                return self.additive(self.seen(text, before)).unsqueeze(1).unsqueeze(1)
            def prefix(self, text: Tensor, before: int) -> Tensor:
                i = torch.arange(before + text.size(1), device=text.device)
                causal = (i.unsqueeze(0) <= i.unsqueeze(1)) | (i.unsqueeze(0) < before)
                return self.additive(causal.unsqueeze(0) & self.seen(text, before).unsqueeze(1)).unsqueeze(1)
            def causal(self, text: Tensor, before: int) -> Tensor:
                i = torch.arange(before + text.size(1), device=text.device)
                causal = i.unsqueeze(0) <= i.unsqueeze(1)
                return self.additive(causal.unsqueeze(0) & self.seen(text, before).unsqueeze(1)).unsqueeze(1)
            """;

    private Masks() {}

    /**
     * All tokens see all tokens but filling.
     *
     * @param text [batch, tokens], 1 for a token, 0 for filling
     * @param before tokens before the text, always seen
     * @return [batch, 1, 1, before + tokens]
     */
    static NDArray padding(Torch torch, NDArray text, int before) {
        return mask(torch, "padding", text, before);
    }

    /**
     * The tokens before the text see each other; a token of the text sees those and the text up to itself (UniLM).
     *
     * @return [batch, 1, before + tokens, before + tokens]
     */
    static NDArray prefix(Torch torch, NDArray text, int before) {
        return mask(torch, "prefix", text, before);
    }

    /** Each token sees those up to itself but filling; shape as {@link #prefix}. */
    static NDArray causal(Torch torch, NDArray text, int before) {
        return mask(torch, "causal", text, before);
    }

    private static NDArray mask(Torch torch, String kind, NDArray text, int before) {
        return torch.kernels(KERNELS).get(kind).on(text).with(before).tensor();
    }
}
