package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Weights;
import java.util.List;

/**
 * BERT's head of words: which word stands at each place of a text, from its hidden states. The last matrix is the
 * table of word embeddings.
 *
 * <p>Image-grounded text generation, the third task of BLIP-2's stage 1, trains it on {@link QFormer#write}: there the
 * word at place i is predicted from place i − 1. ViLT's masked language modelling predicts masked words at their place.
 *
 * <p>References: LAVIS {@code BertOnlyMLMHead} ({@code Qformer.cls}); transformers {@code ViltMLMHead}.
 */
public final class WordHead {
    private static final String KERNELS = """
            def logits(self, x: Tensor, w: List[Tensor], table: Tensor, eps: float) -> Tensor:
                y = self.norm(torch.gelu(self.linear(x, w[0], w[1])), w[2], w[3], eps)
                return torch.to(self.linear(y, table, w[4]), 6)
            """;

    private final Kernels kernels;
    private final TensorList weights;
    private final NDArray table;
    private final double eps;

    /** The head of a Q-Former, by the names of LAVIS without {@code Qformer.}. */
    public WordHead(QFormer qformer, Weights weights) {
        this(
                weights.at("cls.predictions."),
                qformer.wordTable(),
                qformer.config().layerNormEps());
    }

    /** The head of a ViLT, by the names of {@code dandelin/vilt-b32-mlm}. */
    public WordHead(Vilt vilt, Weights weights) {
        this(weights.at("mlm_score."), vilt.wordTable(), vilt.config().layerNormEps());
    }

    private WordHead(Weights weights, NDArray table, double eps) {
        this.kernels = weights.torch().kernels(KERNELS);
        this.table = table;
        this.eps = eps;
        int vocabulary = (int) table.getShape().get(0);
        int width = (int) table.getShape().get(1);
        this.weights = weights.list(
                weights.linear("transform.dense", width, width),
                weights.norm("transform.LayerNorm", width),
                List.of(weights.bias("bias", vocabulary)));
    }

    /** Logits [batch, tokens, vocabulary] from the text's hidden states [batch, tokens, width]. */
    public NDArray logits(NDArray text) {
        return kernels.get("logits")
                .on(text)
                .with(weights)
                .with(table)
                .with(eps)
                .tensor();
    }
}
