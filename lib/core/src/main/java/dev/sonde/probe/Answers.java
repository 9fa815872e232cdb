package dev.sonde.probe;

import dev.sonde.data.Box;
import dev.sonde.data.Frame;
import dev.sonde.feature.Targets;

/** What the logits of a probe say, and how right that is. */
final class Answers {
    /** The least IoU of a box that counts as found. */
    static final double FOUND = 0.5;

    private Answers() {}

    /** The share of rows that are right: the validation score. */
    static double score(float[] logits, Targets targets) {
        int right = 0;
        for (int row = 0; row < targets.size(); row++) {
            right += right(logits, targets, row) ? 1 : 0;
        }
        return right / (double) targets.size();
    }

    /** Whether the logit of a row is on the right side of 0, or its box overlaps the true one by half. */
    static boolean right(float[] logits, Targets targets, int row) {
        return targets.kind() == Targets.Kind.TRUTH
                ? logits[row] > 0 == targets.value(row, 0) > 0.5
                : iou(box(logits, row), box(targets, row)) >= FOUND;
    }

    /** 1 / (1 + exp(-logit)), without overflow. */
    static double sigmoid(double logit) {
        return logit >= 0 ? 1 / (1 + Math.exp(-logit)) : Math.exp(logit) / (1 + Math.exp(logit));
    }

    /** The box of four logits. */
    static Box box(float[] logits, int row) {
        int at = 4 * row;
        return Box.centred(
                sigmoid(logits[at]),
                sigmoid(logits[at + 1]),
                sigmoid(logits[at + 2]),
                sigmoid(logits[at + 3]),
                Frame.UNIT);
    }

    /** The right box of a row. */
    static Box box(Targets targets, int row) {
        return Box.centred(
                targets.value(row, 0), targets.value(row, 1), targets.value(row, 2), targets.value(row, 3), Frame.UNIT);
    }

    /** Two boxes without area have nothing in common, also where they are one. */
    static double iou(Box first, Box second) {
        double iou = first.iou(second);
        return Double.isNaN(iou) ? 0 : iou;
    }
}
