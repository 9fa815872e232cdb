package dev.sonde.experiment;

import dev.sonde.data.Answer;
import dev.sonde.data.Box;
import dev.sonde.data.Example;
import dev.sonde.display.SondeException;
import dev.sonde.feature.Encoder;
import dev.sonde.feature.Extraction;
import dev.sonde.feature.FeatureStore;
import dev.sonde.feature.ImageTokenSet;
import dev.sonde.feature.Recipe;
import dev.sonde.feature.RowSink;
import dev.sonde.format.StoredType;
import dev.sonde.torch.Torch;
import java.util.List;
import java.util.SortedMap;

/**
 * The patch tokens in the true box of an example, averaged: what a probe could know of the thing if the resampler lost
 * nothing. It sees the answer's place, so it is no model of the task, but what there was to be kept.
 *
 * @param model whose image encoder it is
 */
public record ThingPatches(QFormerModel model) implements Representation {
    @Override
    public String name() {
        return ProbedModel.PATCHES.label();
    }

    @Override
    public int width() {
        return model.vision().width();
    }

    @Override
    public SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = model.patches().parameters();
        parameters.put("representation", name());
        return parameters;
    }

    @Override
    public String weights() {
        return model.visionHash();
    }

    /** @throws SondeException if the answers are no boxes */
    @Override
    public ProbeRows rows(ProbingTask task, Torch torch, FeatureStore store) {
        if (!task.task().predictsBoxes()) {
            throw new SondeException(
                    "The examples of " + task.name() + " do not say where their thing is",
                    "Use a task of boxes, such as Tasks.refCocoG().");
        }
        ImageTokenSet images = model.imageTokens(task, torch, store);
        Extraction extraction = new Extraction(new Averages(images, task.sha256()), store);
        return ProbeRows.of(task, extraction::run);
    }

    @Override
    public String toString() {
        return name() + ": " + width();
    }

    /**
     * Averages stored tokens.
     *
     * @param task the hash of its examples and pictures
     */
    private record Averages(ImageTokenSet images, String task) implements Encoder {
        @Override
        public Recipe recipe() {
            Recipe seen = images.recipe();
            return new Recipe(
                    seen.model() + ", averaged over the true box",
                    seen.weights(),
                    seen.preprocessing() + ", task " + task,
                    "none",
                    List.of(0),
                    StoredType.F16);
        }

        @Override
        public List<Integer> shape() {
            return List.of(images.width());
        }

        @Override
        public void encode(List<Example> chunk, RowSink sink) {
            for (int i = 0; i < chunk.size(); i++) {
                Example example = chunk.get(i);
                float[] tokens = images.features().row(images.number(example.image()));
                sink.row(i, 0, average(tokens, ((Answer.Region) example.answer()).box()), 0);
            }
        }

        // The class token comes first, then the patches row by row.
        private float[] average(float[] tokens, Box box) {
            int side = (int) Math.round(Math.sqrt(images.tokensPerImage() - 1));
            int left = first(box.x(), side);
            int top = first(box.y(), side);
            int right = last(box.x() + box.width(), left, side);
            int bottom = last(box.y() + box.height(), top, side);
            float[] sum = new float[images.width()];
            float weight = 1f / ((right - left + 1) * (bottom - top + 1));
            for (int row = top; row <= bottom; row++) {
                for (int column = left; column <= right; column++) {
                    int at = (1 + row * side + column) * sum.length;
                    for (int k = 0; k < sum.length; k++) {
                        sum[k] += weight * tokens[at + k];
                    }
                }
            }
            return sum;
        }

        private static int first(double start, int side) {
            return Math.min(side - 1, Math.max(0, (int) Math.floor(start * side)));
        }

        private static int last(double end, int first, int side) {
            return Math.min(side - 1, Math.max(first, (int) Math.ceil(end * side) - 1));
        }
    }
}
