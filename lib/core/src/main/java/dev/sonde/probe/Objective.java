package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.torch.Losses;
import dev.sonde.torch.Torch;

/** What a probe is trained to give, and by which loss. */
public sealed interface Objective {
    /** A truth value from one logit z, by binary cross-entropy; z above 0 is "true". */
    record Truth() implements Objective {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public String metric() {
            return "accuracy";
        }

        @Override
        public NDArray loss(Torch torch, NDArray logits, NDArray answers) {
            return Losses.binary(torch, logits, answers);
        }

        @Override
        public String toString() {
            return "truth values";
        }
    }

    /**
     * A box from four logits, whose sigmoid is centre x, centre y, width and height as shares of the image. The loss is
     * {@code l1Weight} * L1 + {@code giouWeight} * (1 - GIoU), L1 the sum over the four numbers, both means over the
     * boxes. Source: Carion et al. (2020), DETR, section 3.1; the paper tunes the weights (Table 4).
     */
    record Boxes(double giouWeight, double l1Weight) implements Objective {
        public Boxes {
            boolean finite = Double.isFinite(giouWeight) && Double.isFinite(l1Weight);
            if (!finite || giouWeight < 0 || l1Weight < 0 || giouWeight + l1Weight == 0) {
                throw new SondeException(
                        "The loss of boxes cannot have weights " + giouWeight + " (GIoU) and " + l1Weight + " (L1)",
                        "Give weights from 0 on, one of them positive; the paper tries 1, 2, 4, ..., 20.");
            }
        }

        @Override
        public int outputs() {
            return 4;
        }

        @Override
        public String metric() {
            return "share of IoU >= 0.5";
        }

        @Override
        public NDArray loss(Torch torch, NDArray logits, NDArray answers) {
            return Losses.box(torch, logits, answers, l1Weight, giouWeight);
        }

        @Override
        public String toString() {
            return "boxes (GIoU " + giouWeight + ", L1 " + l1Weight + ")";
        }
    }

    /** Truth values. */
    static Objective truth() {
        return new Truth();
    }

    /** Boxes, with DETR's weights 2 (GIoU) and 5 (L1). */
    static Objective boxes() {
        return new Boxes(Losses.GIOU_WEIGHT, Losses.L1_WEIGHT);
    }

    /** Boxes with other weights. */
    static Objective boxes(double giouWeight, double l1Weight) {
        return new Boxes(giouWeight, l1Weight);
    }

    /** How many outputs the probe has. */
    int outputs();

    /** What is compared on the validation split. */
    String metric();

    /** The mean loss, a scalar, of logits and right answers, [rows, outputs] each. */
    NDArray loss(Torch torch, NDArray logits, NDArray answers);
}
