package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Image-text matching with three texts for each image: its caption (weighted twice), the caption's false twin, and another
 * image's caption. In a world of few words a random caption is told from the right one too easily. Captions that are true of
 * an image are never its negatives.
 *
 * @param images how many of a batch's images are matched, the first of them
 */
record Matching(Torch torch, int images) {
    private static final String KERNELS = """
            def hits(self, z: Tensor, y: Tensor) -> Tensor:
                return torch.mean(torch.to(torch.argmax(z, 1) == y, 6))
            def matching(self, z: Tensor, n: int) -> List[Tensor]:
                y = torch.to(torch.arange(3 * n, device=z.device) < n, 4)  # (3 n)
                loss = torch.cross_entropy_loss(z, y, None, 0, -100, 0.0)
                mean = (2.0 * torch.sum(loss[:n]) + torch.sum(loss[n:])) / (4.0 * n)
                return [mean, self.hits(z[:n], y[:n]), self.hits(z[n:2 * n], y[n:2 * n]), self.hits(z[2 * n:], y[2 * n:])]
            """;

    /** Token ids of all captions, then of all twins, then of the others. */
    List<int[]> texts(CaptionBatch some, int... others) {
        return TextRows.joined(List.of(
                some.texts().subList(0, images),
                some.foils().subList(0, images),
                Arrays.stream(others).mapToObj(some.texts()::get).toList()));
    }

    /**
     * A loss with the term of matching, and the share of each kind of text that is judged rightly.
     *
     * @param logits [3 x images, 2], of the texts in their order
     */
    StepLoss added(StepLoss loss, NDArray logits) {
        Kernels kernels = torch.kernels(KERNELS);
        List<NDArray> terms = kernels.get("matching").on(logits).with(images).tensors();
        return loss.plus("matching", terms.get(0), 1)
                .showing("true captions", terms.get(1))
                .showing("false twins", terms.get(2))
                .showing("others", terms.get(3));
    }

    /**
     * For each image a caption of another one, which is false of it.
     *
     * @param weights [image, text], the likelier the text is drawn, as logits
     * @param also as {@link CaptionBatch#alsoTrue}
     */
    int[] others(float[] weights, float[] also, Random draws) {
        int batch = (int) Math.round(Math.sqrt(also.length));
        int[] others = new int[images];
        for (int image = 0; image < images; image++) {
            double[] chances = new double[batch];
            for (int text = 0; text < batch; text++) {
                boolean negative = text != image && also[image * batch + text] == 0;
                chances[text] = negative ? StrictMath.exp(weights[image * batch + text]) : 0;
            }
            others[image] = drawn(chances, draws);
        }
        return others;
    }

    private static int drawn(double[] chances, Random draws) {
        double left = draws.nextDouble() * Arrays.stream(chances).sum();
        List<Integer> possible = new ArrayList<>();
        for (int i = 0; i < chances.length; i++) {
            left -= chances[i];
            if (chances[i] > 0) {
                possible.add(i);
                if (left < 0) {
                    return i;
                }
            }
        }
        return possible.get(possible.size() - 1);
    }
}
