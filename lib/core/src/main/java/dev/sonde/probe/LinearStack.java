package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Device;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Tensors;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Linear probes with learning rates, epochs and loss weights of their own, trained in one pass over the data: their weights
 * are the rows of one matrix, so that a batch is read and multiplied once. Each trial has its own AdamW; one that has
 * ended is left out.
 *
 * <p>A processor is slowed down by memory if there are few outputs, by multiplying if there are many. A few are multiplied
 * by some rows of the batch at a time, which lie in the cache from when they are widened until their gradients are added.
 * That would read and write the gradients of many too often: those are multiplied by all rows, some columns at a time.
 */
final class LinearStack implements FeatureLearner {
    /** The most outputs that are few. */
    private static final int FEW = 16;

    /** How many numbers of some rows are read at a time, 3 MB in single precision. */
    private static final int NUMBERS = 3 << 18;

    /** How many columns of all rows; for 128 rows they are 1 MB. */
    private static final int COLUMNS = 2048;

    private final Torch torch;
    private final int trials;
    private final int outputs;
    private final NDArray w;
    private final NDArray b;
    private final NDArray total;
    private final NDArray last;
    private final double[] decays;
    private final Kernels kernels;
    private final Kernel update;
    private final boolean boxes;
    private final boolean many;
    private final int columns;
    private final int numbersAtOnce;
    private final List<NDArray> owned = new ArrayList<>();
    private final TensorList parameters;
    private final TensorList gradients;
    private final TensorList means;
    private final TensorList squares;
    private final TensorList counts;
    private final TensorList best;
    private final TensorList weights;
    private final TensorList sums;
    private final TensorList losses;
    private final Map<String, NDArray> state = new LinkedHashMap<>();

    /**
     * @param all their heads are linear and their objectives of one kind
     * @param parts 1, or the number of queries, when the trials of a query follow one another
     * @param in the width of a part
     */
    LinearStack(Torch torch, List<ProbeTrial> all, int parts, int in) {
        this.torch = torch;
        trials = all.size();
        outputs = all.get(0).objective().outputs();
        boxes = all.get(0).objective() instanceof Objective.Boxes;
        kernels = torch.kernels(StackKernels.TEXT);
        update = kernels.get("update");
        int rows = trials / parts * outputs;
        boolean cpu = torch.device().kind() == Device.Kind.CPU;
        many = cpu && parts == 1 && rows > FEW;
        columns = many ? Math.min(in, COLUMNS) : in;
        numbersAtOnce = cpu && !many ? NUMBERS : Integer.MAX_VALUE;
        w = own("w", torch.zeros(parts, rows, in));
        b = own("b", torch.zeros(parts, rows));
        NDArray gw = own(torch.zeros(parts, rows, in));
        NDArray gb = own(torch.zeros(parts, rows));
        total = own("total", torch.zeros(trials));
        last = own("last", torch.zeros(trials));
        NDArray count = own("count", torch.zeros());
        NDArray giou = own(torch.array(weights(all, true), trials));
        NDArray l1 = own(torch.array(weights(all, false), trials));
        decays =
                all.stream().mapToDouble(trial -> trial.options().weightDecay()).toArray();
        parameters = list(w, b);
        gradients = list(gw, gb);
        means = list(own("mean.w", w.zerosLike()), own("mean.b", b.zerosLike()));
        squares = list(own("square.w", w.zerosLike()), own("square.b", b.zerosLike()));
        best = list(own("best.w", w.zerosLike()), own("best.b", b.zerosLike()));
        weights = TensorList.of(torch, List.of(w, b));
        sums = TensorList.of(torch, List.of(gw, gb));
        losses = TensorList.of(torch, List.of(total, last, giou, l1));
        counts = TensorList.of(torch, Collections.nCopies(2 * trials, count));
        draw(all, in);
    }

    @Override
    public int trials() {
        return trials;
    }

    @Override
    public boolean readsStored() {
        return many;
    }

    // All pieces are of about the same size.
    @Override
    public int rowsAtOnce(int batch) {
        long pieces = (batch * w.getShape().get(0) * w.getShape().get(2) + numbersAtOnce - 1) / numbersAtOnce;
        return (int) ((batch + pieces - 1) / pieces);
    }

    @Override
    public void step(Rows batch, double[] rates) {
        int rows = activeRows(rates);
        if (rows == 0) {
            return;
        }
        int piece = rowsAtOnce(batch.count());
        for (int first = 0; first < batch.count(); first += piece) {
            add(batch, first, Math.min(piece, batch.count() - first), rows);
        }
        torch.inference(() -> {
            update.on()
                    .with(parameters)
                    .with(gradients)
                    .with(means)
                    .with(squares)
                    .with(counts)
                    .with(rates)
                    .with(decays)
                    .run();
            return 0;
        });
    }

    // The gradient of boxes with respect to the logits is PyTorch's; all others are written out.
    private void add(Rows batch, int first, int count, int rows) {
        NDArray x = batch.x(first, count);
        NDArray y = batch.y(first, count);
        torch.training(() -> {
            kernels.get(boxes ? "boxes" : "truth")
                    .on(x, y)
                    .with(weights)
                    .with(sums)
                    .with(losses)
                    .with(rows)
                    .with(columns)
                    .with(first == 0)
                    .with(batch.count())
                    .run();
            return 0;
        });
    }

    @Override
    public float[] lastLosses() {
        return last.toFloatArray();
    }

    @Override
    public float[] takeLosses() {
        float[] sums = total.toFloatArray();
        Tensors.clear(torch, total);
        return sums;
    }

    @Override
    public float[][] logits(NDArray x) {
        int count = (int) x.getShape().get(0);
        float[] flat = torch.inference(() -> kernels.get("forward")
                .on(x, w, b)
                .with(w.getShape().get(1))
                .with(columns)
                .tensor()
                .toFloatArray());
        float[][] logits = new float[trials][count * outputs];
        for (int i = 0; i < flat.length; i++) {
            int output = i / count % outputs;
            logits[i / (count * outputs)][i % count * outputs + output] = flat[i];
        }
        return logits;
    }

    @Override
    public void remember(boolean[] which) {
        List<NDArray> to = new ArrayList<>();
        List<NDArray> from = new ArrayList<>();
        for (int i = 0; i < which.length; i++) {
            if (which[i]) {
                to.addAll(best.arrays().subList(2 * i, 2 * i + 2));
                from.addAll(parameters.arrays().subList(2 * i, 2 * i + 2));
            }
        }
        copy(to, from);
    }

    @Override
    public Map<String, NDArray> state() {
        return Collections.unmodifiableMap(state);
    }

    @Override
    public Map<String, NDArray> remembered(int trial) {
        int in = (int) w.getShape().get(2);
        NDArray weight = torch.zeros(outputs, in);
        NDArray bias = torch.zeros(outputs);
        NDArray flat = weight.reshape(-1);
        copy(List.of(flat, bias), best.arrays().subList(2 * trial, 2 * trial + 2));
        flat.close();
        Map<String, NDArray> copies = new LinkedHashMap<>();
        copies.put("0.weight", weight);
        copies.put("0.bias", bias);
        return copies;
    }

    @Override
    public void close() {
        List.of(weights, sums, losses, parameters, gradients, means, squares, counts, best)
                .forEach(TensorList::close);
        owned.forEach(NDArray::close);
    }

    private NDArray own(NDArray array) {
        owned.add(array);
        return array;
    }

    private NDArray own(String name, NDArray array) {
        state.put(name, array);
        return own(array);
    }

    // Weight and bias of the first trial, of the second, ...: views of the rows of the two arrays.
    private TensorList list(NDArray weights, NDArray biases) {
        List<NDArray> ofWeights =
                kernels.get("rows_of").on(weights).with(trials).tensors();
        List<NDArray> ofBiases = kernels.get("rows_of").on(biases).with(trials).tensors();
        List<NDArray> views = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            views.add(own(ofWeights.get(i)));
            views.add(own(ofBiases.get(i)));
        }
        return TensorList.of(torch, views);
    }

    private void draw(List<ProbeTrial> all, int in) {
        for (int i = 0; i < trials; i++) {
            Map<String, NDArray> first = FirstWeights.of(torch, all.get(i), in);
            try (NDArray flat = first.get("0.weight").reshape(-1)) {
                copy(parameters.arrays().subList(2 * i, 2 * i + 2), List.of(flat, first.get("0.bias")));
            }
            first.values().forEach(NDArray::close);
        }
    }

    private void copy(List<NDArray> to, List<NDArray> from) {
        torch.inference(() -> {
            kernels.get("copy").on().with(to).with(from).run();
            return 0;
        });
    }

    // Trials come in descending order of epochs, so those at the end stop first and need not be multiplied any more.
    private int activeRows(double[] rates) {
        int active = trials;
        while (active > 0 && rates[active - 1] < 0) {
            active--;
        }
        return active * outputs;
    }

    private static float[] weights(List<ProbeTrial> all, boolean giou) {
        float[] weights = new float[all.size()];
        Arrays.fill(weights, 1);
        for (int i = 0; i < weights.length; i++) {
            if (all.get(i).objective() instanceof Objective.Boxes boxes) {
                weights[i] = (float) (giou ? boxes.giouWeight() : boxes.l1Weight());
            }
        }
        return weights;
    }
}
