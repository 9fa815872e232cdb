package dev.sonde.torch;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** The losses of probes and models, each a mean over the batch, a scalar. */
public final class Losses {
    private static final String TEXT = """
            def binary(self, z: Tensor, y: Tensor) -> Tensor:
                return torch.binary_cross_entropy_with_logits(z, y)
            def classes(self, z: Tensor, y: Tensor, smoothing: float) -> Tensor:
                return torch.cross_entropy_loss(z, y, None, 1, -100, smoothing)
            def corners(self, b: Tensor) -> Tensor:
                x, y, w, h = torch.unbind(b, -1)
                return torch.stack([x - 0.5 * w, y - 0.5 * h, x + 0.5 * w, y + 0.5 * h], -1)
            def area(self, b: Tensor) -> Tensor:
                return (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
            def giou(self, a: Tensor, b: Tensor) -> Tensor:
                low = torch.maximum(a[:, :2], b[:, :2])
                high = torch.minimum(a[:, 2:], b[:, 2:])
                inside = torch.prod(torch.clamp_min(high - low, 0), -1)
                union = self.area(a) + self.area(b) - inside
                hull = torch.prod(torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2]), -1)
                return inside / union - (hull - union) / hull
            def box(self, z: Tensor, target: Tensor, l1: float, giou: float) -> Tensor:
                p = torch.sigmoid(z)
                distance = torch.sum(torch.abs(p - target)) / z.size(0)
                overlap = torch.mean(1.0 - self.giou(self.corners(p), self.corners(target)))
                return l1 * distance + giou * overlap
            def sum(self, terms: List[Tensor], weights: List[float]) -> Tensor:
                total = terms[0] * weights[0]
                for i in range(1, len(terms)):
                    total = total + terms[i] * weights[i]
                return total
            """;

    /** DETR's weight of the L1 distance (Carion et al. 2020). */
    public static final double L1_WEIGHT = 5;

    /** DETR's weight of the GIoU loss (Carion et al. 2020). */
    public static final double GIOU_WEIGHT = 2;

    private Losses() {}

    /** A weighted sum of scalars. */
    public static NDArray sum(Torch torch, List<NDArray> terms, List<Double> weights) {
        return torch.kernels(TEXT)
                .get("sum")
                .on()
                .with(terms)
                .with(weights.stream().mapToDouble(Double::doubleValue).toArray())
                .tensor();
    }

    /** Binary cross-entropy of logits [batch, …] and truths 0 or 1 of the same shape, in nats. */
    public static NDArray binary(Torch torch, NDArray logits, NDArray truths) {
        return torch.kernels(TEXT).get("binary").on(logits, truths).tensor();
    }

    /**
     * Cross-entropy of logits [rows, classes] and classes [rows], in nats; rows of class −100 do not count.
     *
     * @param smoothing the part of the target that is spread over all classes evenly; 0 for none
     */
    public static NDArray classes(Torch torch, NDArray logits, NDArray classes, double smoothing) {
        return torch.kernels(TEXT)
                .get("classes")
                .on(logits, classes)
                .with(smoothing)
                .tensor();
    }

    /**
     * DETR's loss of boxes: 5 L1 + 2 (1 − GIoU), where L1 is the sum over the four coordinates.
     *
     * @param logits [batch, 4]; their sigmoid is centre x, centre y, width, height in parts of the image
     * @param boxes [batch, 4], the true ones
     */
    public static NDArray box(Torch torch, NDArray logits, NDArray boxes) {
        return box(torch, logits, boxes, L1_WEIGHT, GIOU_WEIGHT);
    }

    /** {@link #box(Torch, NDArray, NDArray)} with other weights. */
    public static NDArray box(Torch torch, NDArray logits, NDArray boxes, double l1Weight, double giouWeight) {
        return torch.kernels(TEXT)
                .get("box")
                .on(logits, boxes)
                .with(l1Weight)
                .with(giouWeight)
                .tensor();
    }
}
