package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.model.Llama;
import dev.sonde.model.TextTokens;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How well a language model says what shall follow: the loss of some tokens of each text, given all tokens before them. */
final class NextTokens {
    private static final String KERNELS = """
            def before(self, states: Tensor, start: int) -> Tensor:
                return states[:, start:states.size(1) - 1].contiguous()
            def losses(self, logits: Tensor, ids: Tensor, counted: Tensor) -> List[Tensor]:
                y = torch.where(counted > 0, ids, torch.full_like(ids, -100))[:, 1:]  # (B, T - 1)
                z = logits.reshape([-1, logits.size(2)])
                loss = torch.cross_entropy_loss(z, y.reshape([-1]), None, 0, -100, 0.0).reshape([y.size(0), -1])
                each = torch.sum(loss, 1) / torch.sum(torch.to(counted[:, 1:], 6), 1)
                right = (torch.argmax(logits, 2) == y) | (y == -100)
                return [torch.mean(each), torch.to(torch.all(right, 1), 6)]
            """;

    /**
     * Texts, and which of their tokens count.
     *
     * @param tokens of whole texts, the first token of a sequence included
     * @param counted 1 for those that shall be said, 0 for others and for filling, [B, T]; the first one never does
     */
    record Texts(TextTokens tokens, NDArray counted) {
        /** Texts of which the answers shall be said, and the token that ends them. */
        static Texts answers(Torch torch, TextInput input, List<Instruction> asked) {
            List<int[]> rows = new ArrayList<>();
            List<Integer> starts = new ArrayList<>();
            for (Instruction one : asked) {
                rows.add(TextRows.ids(input, one.prompt() + " " + one.answer()));
                starts.add(input.prompt(one.prompt()).length);
            }
            TextTokens tokens = TextRows.batch(torch, rows, input.tokenizer().paddingId());
            int length = (int) tokens.tokens();
            long[] counted = new long[rows.size() * length];
            for (int i = 0; i < rows.size(); i++) {
                Arrays.fill(counted, i * length + starts.get(i), i * length + rows.get(i).length, 1);
            }
            return new Texts(tokens, torch.array(counted, rows.size(), length));
        }

        /** The same texts, of which all tokens shall be said. */
        Texts whole() {
            return new Texts(tokens, tokens.mask().orElseThrow());
        }
    }

    private final Llama language;
    private final Kernels kernels;

    NextTokens(Torch torch, Llama language) {
        this.language = language;
        kernels = torch.kernels(KERNELS);
    }

    /**
     * The mean over the texts of the mean loss of their tokens, a scalar, and for each text 1 if all of these tokens are the
     * most probable ones, that is, if they are what the model says of itself, else 0 [B].
     *
     * @param last hidden states of the language model, [B, before + T, D]
     * @param before tokens before the texts
     */
    List<NDArray> losses(NDArray last, int before, Texts texts) {
        NDArray places = kernels.get("before").on(last).with(before).tensor(); // (B, T - 1, D)
        return kernels.get("losses")
                .on(language.logits(places), texts.tokens().ids(), texts.counted())
                .tensors();
    }

    /** How many of the texts the model says exactly, as a share; see {@link #losses}. */
    static double share(NDArray exact) {
        double sum = 0;
        for (float one : exact.toFloatArray()) {
            sum += one;
        }
        return sum / exact.size();
    }
}
