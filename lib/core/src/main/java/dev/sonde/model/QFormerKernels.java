package dev.sonde.model;

/** The arithmetic of a {@link QFormer}, whose Java calls it layer by layer. Shapes and letters are explained there. */
final class QFormerKernels {
    static final String TEXT = """
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
            def of_text(self, keys: Tensor, image_of_text: Optional[Tensor], heads: int) -> Tensor:
                k = keys
                if image_of_text is not None:
                    k = torch.index_select(keys, 0, image_of_text)
                return self.heads(k, heads)
            def cross_attention(self, x: Tensor, keys: Tensor, values: Tensor, image_of_text: Optional[Tensor],
                                w: List[Tensor], heads: int, eps: float, p: float, attention_p: float) -> Tensor:
                q = self.heads(self.linear(x, w[0], w[1]), heads)
                k = self.of_text(keys, image_of_text, heads)
                v = self.of_text(values, image_of_text, heads)
                y = self.linear(self.attention(q, k, v, None, attention_p), w[6], w[7])
                return self.norm(self.dropped(y, p) + x, w[8], w[9], eps)
            def image_attention(self, x: Tensor, queries: int, mask: Optional[Tensor], image: List[Tensor],
                                image_of_text: Optional[Tensor], self_w: List[Tensor], cross_w: List[Tensor],
                                heads: int, eps: float) -> Tensor:
                y = self.self_attention(x, mask, self_w, heads, eps, 0.0, 0.0)[:, :queries]
                q = self.heads(self.linear(y, cross_w[0], cross_w[1]), heads)
                k = self.of_text(image[0], image_of_text, heads)
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
                        q = self.cross_attention(q, image[0], image[1], image_of_text, cross_w, heads, eps, p, attention_p)
                    parts.append(self.feed_forward(q, query_w, eps, p))
                if len(word_w) > 0 and y.size(1) > queries:
                    parts.append(self.feed_forward(y[:, queries:], word_w, eps, p))
                return parts[0] if len(parts) == 1 else torch.cat(parts, 1)
            """;

    private QFormerKernels() {}
}
