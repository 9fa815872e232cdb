package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.model.Vilt;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Torch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks of each word of captions and of their false twins whether it was replaced (ELECTRA's question, Clark et al. 2020, here
 * of a text with an image), by a temporary linear head. Matching asks one question of a whole text and stays at chance for
 * long; this shows it where to look.
 *
 * <p>Only words that the image tells are asked about. Words that were replaced and words that were not weigh alike.
 */
final class ReplacedWords {
    private static final String KERNELS = """
            def replaced(self, x: Tensor, w: List[Tensor], labels: Tensor) -> List[Tensor]:
                z = self.linear(x[:labels.size(0), :labels.size(1)].contiguous(), w[0], w[1]).squeeze(-1)  # (R, T)
                y = torch.to(labels > 0, 6)
                no = torch.to(labels == 0, 6)
                each = 0.5 * (y / torch.clamp_min(torch.sum(y), 1) + no / torch.clamp_min(torch.sum(no), 1))
                loss = torch.binary_cross_entropy_with_logits(z, y, None, None, 0)
                right = torch.to((z > 0) == (labels > 0), 6)
                return [torch.sum(loss * each), torch.sum(right * each)]
            """;

    private static final long REPLACED = 1;
    private static final long NOT_ASKED = -1;

    private final Torch torch;
    private final WordMasks words;
    private final Map<String, NDArray> weights = new LinkedHashMap<>();
    private final TensorList head;

    /** @param seed of the head */
    ReplacedWords(Torch torch, WordMasks words, int width, long seed) {
        this.torch = torch;
        this.words = words;
        head = Parameters.random(torch, parameters -> {
            TensorList list = parameters.weights().list(parameters.weights().linear("replaced words", width, 1));
            Initialisation.narrow().apply(parameters, seed);
            weights.putAll(parameters.arrays());
            return list;
        });
    }

    /** The head's weights, by name. */
    Map<String, NDArray> weights() {
        return weights;
    }

    /**
     * A loss with this term.
     *
     * @param states of the captions, then of their twins, then of whatever else was read
     */
    StepLoss added(StepLoss loss, Vilt.States states, List<int[]> captions, List<int[]> twins) {
        long[] labels = labels(captions, twins);
        int rows = 2 * captions.size();
        List<NDArray> terms = torch.kernels(KERNELS)
                .get("replaced")
                .on(states.last())
                .with(head)
                .with(torch.array(labels, rows, labels.length / rows))
                .tensors();
        return loss.plus("replaced words", terms.get(0), 1).showing("replaced words accuracy", terms.get(1));
    }

    /** Of each token of the captions, then of their twins: 1 for a word that was replaced, 0 for another, else -1. */
    long[] labels(List<int[]> captions, List<int[]> twins) {
        int length = Math.max(longest(captions), longest(twins));
        long[] labels = new long[2 * captions.size() * length];
        Arrays.fill(labels, NOT_ASKED);
        for (int i = 0; i < captions.size(); i++) {
            label(captions.get(i), captions.get(i), labels, i * length);
            label(twins.get(i), captions.get(i), labels, (captions.size() + i) * length);
        }
        return labels;
    }

    /** In a text of another length all is replaced that neither stands before nor behind the difference. */
    private void label(int[] text, int[] truth, long[] labels, int start) {
        int same = 0;
        while (same < Math.min(text.length, truth.length) && text[same] == truth[same]) {
            same++;
        }
        int shift = truth.length - text.length;
        int end = text.length;
        while (end > same && end + shift > same && text[end - 1] == truth[end - 1 + shift]) {
            end--;
        }
        for (int i = 0; i < text.length; i++) {
            if (words.isTold(text[i])) {
                boolean kept = i < same || i >= end || shift == 0 && text[i] == truth[i];
                labels[start + i] = kept ? 0 : REPLACED;
            }
        }
    }

    private static int longest(List<int[]> texts) {
        return texts.stream().mapToInt(text -> text.length).max().orElse(0);
    }
}
