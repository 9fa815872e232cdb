package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.image.ImagePreprocessing;
import dev.sonde.model.VisionConfig;
import dev.sonde.model.VisionTransformer;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Torch;
import dev.sonde.world.Scene;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Teaches an image encoder what it sees: temporary linear heads on each token tell the kind, colour, size and heading of
 * what its patch shows, and which column and row it is. The ground counts a tenth. There are no boxes and no words.
 *
 * <p>The place of a token is asked for so that its numbers hold the place linearly, as those of a large encoder do; else
 * attention drops it on the way.
 */
public final class PatchStage implements Stage {
    private static final String KERNELS = """
            def mean(self, each: Tensor, weight: Tensor) -> Tensor:
                return torch.sum(each * weight) / torch.sum(weight)
            def losses(self, tokens: Tensor, w: List[Tensor], labels: Tensor, classes: List[int], side: int) -> List[Tensor]:
                x = self.linear(tokens[:, 1:], w[0], w[1]).reshape([-1, w[0].size(0)])  # (B S S, answers)
                y = labels.reshape([x.size(0), -1])
                shown = torch.to(y[:, 0] < classes[0] - 1, 6)
                weight = shown * 0.9 + 0.1
                i = torch.arange(x.size(0), device=x.device) % (side * side)
                column = i % side
                row = torch.floor_divide(i, side)
                out: List[Tensor] = []
                start = 0
                for k in range(len(classes)):
                    z = x[:, start:start + classes[k]]
                    start += classes[k]
                    if k < 4:
                        t = y[:, k]
                        out.append(self.mean(torch.cross_entropy_loss(z, t, None, 0, -100, 0.0), weight))
                        out.append(self.mean(torch.to(torch.argmax(z, 1) == t, 6), shown))
                    else:
                        t = column if k == 4 else row
                        out.append(torch.cross_entropy_loss(z, t, None, 1, -100, 0.0))
                        out.append(torch.mean(torch.to(torch.argmax(z, 1) == t, 6)))
                place = torch.to(torch.stack([column, row], 1), 6) - 0.5 * (side - 1)
                out.append(torch.mean((x[:, start:] - place) ** 2) / torch.mean(place ** 2))
                return out
            """;

    private static final List<String> ANSWERS = List.of("kind", "colour", "size", "heading", "column", "row");
    private static final List<Double> WEIGHTS = List.of(2.0, 1.0, 1.0, 1.0, 0.3, 0.3);
    private static final double PLACE_WEIGHT = 1;
    private static final int HELD_OUT = 256;

    private final Torch torch;
    private final VisionTransformer vision;
    private final VisionConfig config;
    private final ImagePreprocessing preprocessing;
    private final SceneFeed train;
    private final SceneFeed heldOut;
    private final int batch;
    private final Map<String, NDArray> weights = new LinkedHashMap<>();
    private final Kernels kernels;
    private final TensorList heads;
    private final long[] classes;

    /**
     * @param visionWeights the encoder's own, by name
     * @param batch scenes of a step
     * @param seed of the heads
     */
    public PatchStage(
            Torch torch,
            VisionTransformer vision,
            VisionConfig config,
            Map<String, NDArray> visionWeights,
            ImagePreprocessing preprocessing,
            SceneFeed train,
            SceneFeed heldOut,
            int batch,
            long seed) {
        this.torch = torch;
        this.vision = vision;
        this.config = config;
        this.preprocessing = preprocessing;
        this.train = train;
        this.heldOut = heldOut;
        this.batch = batch;
        kernels = torch.kernels(KERNELS);
        int side = config.imageSize() / config.patchSize();
        classes = IntStream.concat(
                        PatchLabels.CLASSES.stream().mapToInt(Integer::intValue), IntStream.of(side, side))
                .asLongStream()
                .toArray();
        int answers = (int) IntStream.range(0, classes.length).mapToLong(i -> classes[i]).sum() + 2;
        heads = Parameters.random(torch, parameters -> {
            TensorList list = parameters.weights().list(parameters.weights().linear("heads", config.width(), answers));
            Initialisation.narrow().apply(parameters, seed);
            weights.putAll(visionWeights);
            weights.putAll(parameters.arrays());
            return list;
        });
    }

    @Override
    public String name() {
        return "image encoder";
    }

    @Override
    public Map<String, NDArray> weights() {
        return weights;
    }

    @Override
    public StepLoss loss(long step, long steps, Random draws) {
        List<NDArray> terms = terms(train.scenes(train.draw(draws, batch)));
        StepLoss loss = StepLoss.of(terms.get(terms.size() - 1).mul((float) PLACE_WEIGHT));
        for (int k = 0; k < ANSWERS.size(); k++) {
            loss = loss.plus(ANSWERS.get(k), terms.get(2 * k), WEIGHTS.get(k));
        }
        return loss;
    }

    /** Accuracy on the patches that show a thing (column and row: on all), and how much of the place is linear, as R². */
    @Override
    public Map<String, Double> evaluate() {
        int[] places = IntStream.range(0, Math.min(HELD_OUT, heldOut.size())).toArray();
        return torch.inference(() -> {
            List<NDArray> terms = terms(heldOut.scenes(places));
            Map<String, Double> accuracies = new LinkedHashMap<>();
            for (int k = 0; k < ANSWERS.size(); k++) {
                accuracies.put(ANSWERS.get(k) + " accuracy", (double) terms.get(2 * k + 1).getFloat());
            }
            accuracies.put("place R2", 1.0 - terms.get(terms.size() - 1).getFloat());
            return accuracies;
        });
    }

    private List<NDArray> terms(List<Scene> scenes) {
        long[] labels = scenes.stream()
                .flatMapToLong(scene -> java.util.Arrays.stream(PatchLabels.of(scene, config.patchSize())))
                .toArray();
        NDArray tokens = vision.encode(SceneFeed.pixels(torch, preprocessing, scenes)); // (B, N, V)
        return kernels.get("losses")
                .on(tokens)
                .with(heads)
                .with(torch.array(labels, labels.length))
                .with(classes)
                .with(config.imageSize() / config.patchSize())
                .tensors();
    }
}
