package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.data.Box;
import dev.sonde.data.Frame;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.Losses;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Torch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Grounded captions, an objective that knows of objects: the queries that read a caption beside the image tell the box of
 * each thing that it names. X-VLM asks so beside contrast, matching and masked words (Zeng et al. 2022, section 3.2), and
 * MDETR of all phrases of a caption at once (Kamath et al. 2021, section 2.2).
 *
 * <p>A temporary head is linear on each query and averaged over the queries, as BLIP-2's head of matching is: four numbers
 * for the first, the second and the third thing of the text. As a text names its things in an order, no sets have to be
 * matched. The loss is that of DETR and MDETR, 5 L1 + 2 (1 - GIoU), a mean over the things.
 *
 * <p>Twins that are false in the location only name the same things and are grounded too: else a box could be taken from the
 * words "in the top left". Whether a text is true is not asked here.
 */
final class Grounding {
    private static final String KERNELS = """
            def boxes(self, queries: Tensor, w: List[Tensor], places: Tensor) -> Tensor:
                z = torch.mean(self.linear(queries, w[0], w[1]), [1])  # (texts, 3 x 4)
                return torch.index_select(z.reshape([-1, 4]), 0, places)  # (things, 4)
            def told(self, z: Tensor) -> Tensor:
                return torch.sigmoid(z)
            """;

    private static final int NUMBERS = 4; // of a box
    private static final double FOUND = 0.5;

    private final Torch torch;
    private final double weight;
    private final Kernels kernels;
    private final Map<String, NDArray> weights = new LinkedHashMap<>();
    private final TensorList head;

    /**
     * @param width of a query
     * @param weight of the loss; each of the other objectives weighs 1
     * @param seed of the head
     */
    Grounding(Torch torch, int width, double weight, long seed) {
        this.torch = torch;
        this.weight = weight;
        kernels = torch.kernels(KERNELS);
        head = Parameters.random(torch, parameters -> {
            TensorList list =
                    parameters.weights().list(parameters.weights().linear("boxes", width, NamedThings.MOST * NUMBERS));
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
     * @param queries [texts, Q, H], which read the texts that name the things
     */
    StepLoss added(StepLoss loss, NDArray queries, NamedThings things) {
        NDArray boxes = torch.array(things.centred(), things.size(), NUMBERS);
        return loss.plus("boxes", Losses.box(torch, logits(queries, things), boxes), weight);
    }

    /** Which share of the things is found, with an IoU of at least a half, and the mean IoU. */
    Map<String, Double> evaluate(NDArray queries, NamedThings things) {
        double[] overlaps = overlaps(
                things.boxes(),
                kernels.get("told").on(logits(queries, things)).tensor().toFloatArray());
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put(
                "things found",
                Arrays.stream(overlaps).filter(iou -> iou >= FOUND).count() / (double) overlaps.length);
        measures.put("mean IoU", Arrays.stream(overlaps).average().orElse(Double.NaN));
        return measures;
    }

    private static double[] overlaps(List<Box> boxes, float... told) {
        double[] overlaps = new double[boxes.size()];
        for (int i = 0; i < overlaps.length; i++) {
            int at = NUMBERS * i;
            Box box = Box.centred(told[at], told[at + 1], told[at + 2], told[at + 3], Frame.UNIT);
            overlaps[i] = box.iou(boxes.get(i));
        }
        return overlaps;
    }

    private NDArray logits(NDArray queries, NamedThings things) {
        return kernels.get("boxes")
                .on(queries)
                .with(head)
                .with(torch.array(things.places(), things.size()))
                .tensor();
    }

    /** What it is, a part of what a training is known by. */
    @Override
    public String toString() {
        return "boxes of the things, weight " + weight;
    }
}
