package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.sonde.torch.Scope;
import dev.sonde.torch.Torch;
import java.util.List;

/**
 * Runs an {@link EncodingPlan}: reads texts beside the keys of their images and gives the queries, batch after batch.
 *
 * <p>Memory is that of one chunk's keys and one batch, however many pairs there are. A thread that is interrupted stops
 * within a batch.
 *
 * <pre>{@code
 * EncodingPlan plan = EncodingPlan.of(new QFormerCost(qformer.config(), 257), pairs, List.of(12), EncodingOptions.defaults());
 * new ImageTextEncoder(torch, qformer, ImageTokens.stored(torch, file.tensor("image")))
 *         .run(plan, pairs, (pair, layer, values, offset) -> ...);
 * }</pre>
 *
 * @param torch where arrays are made
 * @param resampler the model that reads
 * @param images what it sees
 */
public record ImageTextEncoder(Torch torch, Resampler resampler, ImageTokens images) {
    /** Images whose tokens are read at a time. */
    private static final int LOOK = 8;

    /**
     * Gives the queries of each pair of the plan, in each of its layers, to the sink once, in the order of the plan.
     *
     * @param pairs of which the plan was made
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public void run(EncodingPlan plan, ImageTextPairs pairs, EncodedRows sink) {
        for (EncodingChunk chunk : plan.chunks()) {
            try (ImageKeys keys = look(chunk)) {
                for (EncodingBatch batch : chunk.batches()) {
                    read(plan.layers(), batch, keys, pairs, sink);
                }
            }
        }
    }

    private ImageKeys look(EncodingChunk chunk) {
        List<Integer> numbers = chunk.images();
        try (Scope scope = torch.inference()) {
            NDList tokens = new NDList();
            for (int start = 0; start < numbers.size(); start += LOOK) {
                tokens.add(tokens(numbers.subList(start, Math.min(numbers.size(), start + LOOK))));
            }
            NDArray all = tokens.size() == 1 ? tokens.head() : NDArrays.concat(tokens); // (images, N, V)
            return resampler.look(all, chunk.pairs()).keep(scope);
        }
    }

    private NDArray tokens(List<Integer> numbers) {
        try (Scope scope = torch.inference()) {
            return scope.keep(images.of(numbers));
        }
    }

    private void read(
            List<Integer> layers, EncodingBatch batch, ImageKeys keys, ImageTextPairs pairs, EncodedRows sink) {
        torch.inference(() -> {
            List<NDArray> states = resampler.resample(
                    keys.forTexts(torch, batch.images()), pairs.tokens(torch, batch.pairs()), layers, Mode.EVALUATE);
            for (int i = 0; i < layers.size(); i++) {
                hand(states.get(i), layers.get(i), batch, sink);
            }
            return states.size();
        });
    }

    private static void hand(NDArray queries, int layer, EncodingBatch batch, EncodedRows sink) {
        float[] values = queries.toFloatArray(); // (B, Q, H)
        int width = values.length / batch.pairs().size();
        for (int i = 0; i < batch.pairs().size(); i++) {
            sink.row(batch.pairs().get(i), layer, values, i * width);
        }
    }
}
