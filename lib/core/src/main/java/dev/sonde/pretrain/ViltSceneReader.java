package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.image.ImageSize;
import dev.sonde.model.Mode;
import dev.sonde.model.Vilt;
import dev.sonde.model.ViltImages;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.Torch;
import dev.sonde.world.Scene;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * ViLT that reads texts about scenes of the mini world.
 *
 * @param padding what fills short texts
 */
record ViltSceneReader(Torch torch, ViltWithHeads model, int padding) {
    private static final String KERNELS = """
            def words(self, x: Tensor, start: int, length: int) -> Tensor:
                return x[start:, :length].contiguous()
            def until(self, x: Tensor, end: int) -> Tensor:
                return x[:end]
            def masked(self, logits: Tensor, answers: Tensor) -> List[Tensor]:
                z = logits.reshape([-1, logits.size(2)])
                y = answers.reshape([-1])
                right = torch.to(torch.argmax(z, 1) == y, 6)
                asked = torch.to(y >= 0, 6)
                return [torch.cross_entropy_loss(z, y, None, 1, -100, 0.0), torch.sum(right) / torch.sum(asked)]
            """;

    /**
     * Reads texts.
     *
     * @param about which of the scenes each is about
     */
    Vilt.States read(List<Scene> scenes, List<int[]> texts, List<Integer> about, Mode mode) {
        NDArray pixels = SceneFeed.pixels(torch, MiniConfigs.viltPreprocessing(), scenes);
        ImageSize size = new ImageSize(MiniConfigs.IMAGE_SIDE, MiniConfigs.IMAGE_SIDE);
        ViltImages images = new ViltImages(pixels, Collections.nCopies(scenes.size(), size));
        return model.vilt().read(images.at(torch, about), TextRows.batch(torch, texts, padding), mode);
    }

    /** Reads a text about each scene. */
    Vilt.States read(List<Scene> scenes, List<int[]> texts) {
        return read(scenes, texts, IntStream.range(0, texts.size()).boxed().toList(), Mode.EVALUATE);
    }

    /** Whether texts match their images, as logits [end, 2], of the first texts that were read. */
    NDArray matching(Vilt.States states, int end) {
        return model.matching()
                .logits(kernels().get("until").on(states.pooled()).with(end).tensor());
    }

    /** The loss of telling the hidden words of the last texts that were read, and the share that is told rightly. */
    List<NDArray> masked(Vilt.States states, List<WordMasks.Masked> texts) {
        int length =
                texts.stream().mapToInt(text -> text.answers().length).max().orElseThrow();
        long[] answers = new long[texts.size() * length];
        Arrays.fill(answers, WordMasks.NO_ANSWER);
        for (int i = 0; i < texts.size(); i++) {
            int[] some = texts.get(i).answers();
            for (int j = 0; j < some.length; j++) {
                answers[i * length + j] = some[j];
            }
        }
        long first = states.last().getShape().get(0) - texts.size();
        NDArray words = kernels()
                .get("words")
                .on(states.last())
                .with(first)
                .with(length)
                .tensor();
        return kernels()
                .get("masked")
                .on(model.words().logits(words), torch.array(answers, texts.size(), length))
                .tensors();
    }

    private Kernels kernels() {
        return torch.kernels(KERNELS);
    }
}
