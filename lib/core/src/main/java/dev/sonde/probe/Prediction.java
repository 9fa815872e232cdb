package dev.sonde.probe;

import dev.sonde.data.Box;
import dev.sonde.data.Tag;
import java.util.Map;

/** What a probe said of one example, beside the right answer. */
public sealed interface Prediction {
    /**
     * A truth value.
     *
     * @param logit above 0 for "true"
     */
    record Truth(String id, String image, Map<Tag, String> tags, boolean answer, double logit) implements Prediction {
        /** The probability of "true". */
        public double probability() {
            return Answers.sigmoid(logit);
        }

        @Override
        public boolean right() {
            return logit > 0 == answer;
        }

        @Override
        public double score() {
            return right() ? 1 : 0;
        }
    }

    /**
     * A box, as shares of the image.
     *
     * @param box what the probe said
     */
    record Region(String id, String image, Map<Tag, String> tags, Box answer, Box box) implements Prediction {
        /** The intersection over union of the two boxes. */
        public double iou() {
            return Answers.iou(answer, box);
        }

        @Override
        public boolean right() {
            return iou() >= Answers.FOUND;
        }

        @Override
        public double score() {
            return iou();
        }
    }

    /** The id of the example. */
    String id();

    /** Its image. */
    String image();

    /** By what results can be split. */
    Map<Tag, String> tags();

    /** Whether the truth value is right, or the IoU is at least 0.5. */
    boolean right();

    /** 1 or 0 for a truth value, the IoU for a box: what two probes are compared by. */
    double score();
}
