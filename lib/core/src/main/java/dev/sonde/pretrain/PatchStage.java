package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Weights;
import dev.sonde.world.Scene;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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

    private final SceneEncoder encoder;
    private final SceneFeed train;
    private final SceneFeed heldOut;
    private final int batch;
    private final long[] classes; // of each answer
    private final Map<String, NDArray> weights;
    private final TensorList heads;
    private final Kernels kernels;

    /**
     * @param train scenes to learn from
     * @param heldOut scenes to be evaluated on
     * @param batch scenes of a step
     * @param seed of the heads
     */
    public PatchStage(SceneEncoder encoder, SceneFeed train, SceneFeed heldOut, int batch, long seed) {
        this.encoder = encoder;
        this.train = train;
        this.heldOut = heldOut;
        this.batch = batch;
        int side = encoder.patchesPerSide();
        classes = IntStream.concat(PatchLabels.CLASSES.stream().mapToInt(Integer::intValue), IntStream.of(side, side))
                .asLongStream()
                .toArray();
        weights = new LinkedHashMap<>(encoder.weights());
        heads = Parameters.random(encoder.torch(), parameters -> heads(parameters, seed));
        kernels = encoder.torch().kernels(KERNELS);
    }

    private TensorList heads(Parameters parameters, long seed) {
        int coordinates = 2;
        int answers = (int) LongStream.of(classes).sum() + coordinates;
        Weights all = parameters.weights();
        TensorList list = all.list(all.linear("heads", encoder.config().width(), answers));
        Initialisation.narrow().apply(parameters, seed);
        weights.putAll(parameters.arrays());
        return list;
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
        StepLoss loss = StepLoss.of(terms.get(terms.size() - 1), PLACE_WEIGHT);
        for (int k = 0; k < ANSWERS.size(); k++) {
            loss = loss.plus(ANSWERS.get(k), terms.get(2 * k), WEIGHTS.get(k));
        }
        return loss;
    }

    /** Accuracy on the patches that show a thing (column and row: on all), and how much of the place is linear, as R². */
    @Override
    public Map<String, Double> evaluate() {
        int[] places = IntStream.range(0, Math.min(HELD_OUT, heldOut.size())).toArray();
        return encoder.torch().inference(() -> {
            List<NDArray> terms = terms(heldOut.scenes(places));
            Map<String, Double> accuracies = new LinkedHashMap<>();
            for (int k = 0; k < ANSWERS.size(); k++) {
                accuracies.put(ANSWERS.get(k) + " accuracy", (double)
                        terms.get(2 * k + 1).getFloat());
            }
            accuracies.put("place R2", 1.0 - terms.get(terms.size() - 1).getFloat());
            return accuracies;
        });
    }

    /** Loss and accuracy of each answer, then the error of the place as a share of its variance. */
    private List<NDArray> terms(List<Scene> scenes) {
        long[] labels = scenes.stream()
                .flatMapToLong(scene ->
                        Arrays.stream(PatchLabels.of(scene, encoder.config().patchSize())))
                .toArray();
        return kernels.get("losses")
                .on(encoder.encode(scenes))
                .with(heads)
                .with(encoder.torch().array(labels, labels.length))
                .with(classes)
                .with(encoder.patchesPerSide())
                .tensors();
    }
}
