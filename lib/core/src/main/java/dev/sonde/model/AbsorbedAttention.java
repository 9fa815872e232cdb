package dev.sonde.model;

/**
 * Cross-attention without keys and values, for images that few texts are about.
 *
 * <p>Of Q queries, a head scores the N tokens of an image by q (x W<sub>k</sub>)ᵀ, which is (q W<sub>k</sub>ᵀ) xᵀ: the
 * queries go to the image's tokens, instead of all tokens to the queries. What they see is the mean of values, and the value
 * of the mean. A key's bias adds the same to all scores of a query, and softmax does not see it; a value's bias counts as
 * often as the attention sums to. The sums are those of keys and values in another order, equal up to rounding.
 *
 * <p>Q (H + h N) V products instead of N H V, for h heads, H numbers of a query and V of an image token: with BLIP-2's sizes 0.62
 * of the work for an image with one text, and more for one with two, where keys and values are worth keeping. The same
 * reordering makes DeepSeek-V2's latent attention fast (Liu et al. 2024, section 2.1.2: W<sup>UK</sup> is absorbed into
 * W<sup>Q</sup>).
 */
final class AbsorbedAttention {
    /**
     * {@code self.absorbed_attention(q, image, w, p)}: q [B, h, Q, H / h], image [B, N, V], w the weights of a
     * cross-attention → [B, Q, H]. Images go through in slices, of which what lies between takes 10 MB at most, so that
     * it stays in the cache.
     */
    static final String KERNEL = """
            def absorbed_attention(self, q: Tensor, image: Tensor, w: List[Tensor], p: float) -> Tensor:
                at_once = max(1, int(2400000 / (q.size(1) * q.size(2) * image.size(2))))
                seen: List[Tensor] = []
                for start in range(0, q.size(0), at_once):
                    end = start + at_once
                    seen.append(self.absorbed_slice(q[start:end], self.compute(image[start:end]), w, p))
                return seen[0] if len(seen) == 1 else torch.cat(seen)
            def absorbed_slice(self, q: Tensor, image: Tensor, w: List[Tensor], p: float) -> Tensor:
                width = q.size(3)
                keys = self.compute(w[2])
                asked: List[Tensor] = []
                for head in range(q.size(1)):
                    rows = torch.mm(q[:, head].reshape([-1, width]), keys[head * width:(head + 1) * width])
                    asked.append(rows.reshape([q.size(0), q.size(2), -1]))
                scores = torch.bmm(torch.cat(asked, 1), image.transpose(1, 2))
                weights = self.dropped(torch.softmax(torch.to(scores, 6) * (width ** -0.5), -1), p)
                means = torch.bmm(self.compute(weights), image).reshape([q.size(0), q.size(1), q.size(2), -1])
                values: List[Tensor] = []
                for head in range(q.size(1)):
                    rows = means[:, head].reshape([-1, means.size(3)])
                    seen = self.linear(rows, w[4][head * width:(head + 1) * width], None)
                    values.append(seen.reshape([q.size(0), q.size(2), width]))
                sums = weights.sum(2).reshape([q.size(0), q.size(1), q.size(2)]).transpose(1, 2)
                return torch.cat(values, 2) + (sums.unsqueeze(3) * w[5].reshape([q.size(1), width])).flatten(2)
            """;

    private AbsorbedAttention() {}

    /** Products of a text with its image, projections of the queries and of what they see included. */
    static long products(QFormerConfig config, int imageTokens) {
        return (long) config.queries()
                * (config.width() + (long) config.heads() * imageTokens)
                * config.imageWidth()
                * 2;
    }
}
