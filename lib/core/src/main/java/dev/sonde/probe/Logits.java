package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.torch.Torch;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The logits of probes for all rows of some data, batch by batch. */
final class Logits {
    private Logits() {}

    /**
     * [probes][rows * outputs].
     *
     * @throws SondeException if one is not finite, with the row
     */
    static float[][] of(Torch torch, Batch batch, ProbeData data, Function<NDArray, float[][]> probes, int count) {
        int outputs = data.targets().kind().width();
        int[] all = IntStream.range(0, data.size()).toArray();
        float[][] logits = new float[count][data.size() * outputs];
        for (int start = 0; start < all.length; start += batch.rows()) {
            int first = start;
            int size = Math.min(batch.rows(), all.length - start);
            float[][] part = torch.inference(() -> probes.apply(batch.x(all, first, size)));
            for (int probe = 0; probe < count; probe++) {
                requireFinite(data, first, outputs, part[probe]);
                System.arraycopy(part[probe], 0, logits[probe], first * outputs, size * outputs);
            }
        }
        return logits;
    }

    private static void requireFinite(ProbeData data, int first, int outputs, float[] logits) {
        for (int i = 0; i < logits.length; i++) {
            if (!Float.isFinite(logits[i])) {
                int row = first + i / outputs;
                String cause = FiniteRows.finite(data.rows(), row)
                        ? "the features of the row are finite"
                        : "the features of the row are not finite";
                throw new SondeException(
                        "The probe's logit for row " + row + " (" + data.ids().get(row) + ") of " + data.name() + " is "
                                + logits[i] + "; " + cause,
                        "Extract features that are not finite again; else lower the learning rate.");
            }
        }
    }
}
