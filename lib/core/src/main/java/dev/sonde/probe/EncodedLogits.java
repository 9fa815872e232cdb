package dev.sonde.probe;

import dev.sonde.display.SondeException;
import dev.sonde.model.EncodedRows;
import dev.sonde.torch.Torch;
import java.util.Arrays;

/** Applies a probe to the vectors of a model as they come, some examples at a time. */
final class EncodedLogits implements EncodedRows {
    private static final int ROWS = 64;

    private final Torch torch;
    private final JointHead head;
    private final AnsweredRows data;
    private final int queries;
    private final int width;
    private final int outputs;
    private final float[] vectors;
    private final int[] rows = new int[ROWS];
    private final float[] logits;
    private int filled;

    private EncodedLogits(Torch torch, JointHead head, AnsweredRows data, int queries, int width) {
        this.torch = torch;
        this.head = head;
        this.data = data;
        this.queries = queries;
        this.width = width;
        this.outputs = data.targets().kind().width();
        this.vectors = new float[Math.multiplyExact(ROWS, queries * width)];
        this.logits = new float[data.size() * outputs];
    }

    /**
     * The logits of all examples, [rows * outputs].
     *
     * @throws SondeException if one is not finite, with the example
     */
    static float[] of(Torch torch, JointNetwork network, JointHead head, JointData data) {
        EncodedLogits sink = new EncodedLogits(torch, head, data, network.queries(), network.width());
        network.encode(data, sink);
        sink.flush();
        return sink.logits;
    }

    @Override
    public void row(int pair, int layer, float[] values, int offset) {
        int size = queries * width;
        System.arraycopy(values, offset, vectors, filled * size, size);
        rows[filled++] = pair;
        if (filled == ROWS) {
            flush();
        }
    }

    private void flush() {
        if (filled == 0) {
            return;
        }
        float[] part = torch.inference(
                () -> head.logits(torch.array(Arrays.copyOf(vectors, filled * queries * width), filled, queries, width))
                        .toFloatArray());
        for (int i = 0; i < filled; i++) {
            for (int output = 0; output < outputs; output++) {
                put(rows[i], output, part[i * outputs + output]);
            }
        }
        filled = 0;
    }

    private void put(int row, int output, float logit) {
        if (!Float.isFinite(logit)) {
            throw new SondeException(
                    "The probe's logit for row " + row + " (" + data.ids().get(row) + ") of " + data.name() + " is "
                            + logit,
                    "Look for numbers that are not finite in the tokens of its image; else lower the learning rate.");
        }
        logits[row * outputs + output] = logit;
    }
}
