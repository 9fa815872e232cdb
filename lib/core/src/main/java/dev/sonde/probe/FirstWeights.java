package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.Torch;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The weights that a training begins with: those of {@code torch.nn.Linear}, drawn evenly between -1/√in and 1/√in, in
 * PyTorch's order. The two halves of a SwiGLU layer are drawn as two linear layers, one after the other.
 */
final class FirstWeights {
    /** A matrix is sent to the device in parts, so that it need not lie in the heap. */
    private static final int PART = 1 << 20;

    private static final String TEXT = """
            def put(self, whole: Tensor, start: int, part: Tensor) -> int:
                torch.slice(torch.flatten(whole), 0, start, start + part.size(0)).copy_(part)
                return start
            """;

    private final Torch torch;
    private final PyTorchRandom random;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    private FirstWeights(Torch torch, PyTorchRandom random) {
        this.torch = torch;
        this.random = random;
    }

    /** The parameters of a trial by name. */
    static Map<String, NDArray> of(Torch torch, ProbeTrial trial, int in) {
        FirstWeights first =
                new FirstWeights(torch, new PyTorchRandom(trial.options().seed()));
        Map<String, long[]> shapes = trial.head().shapes(in, trial.objective().outputs());
        shapes.forEach((name, shape) -> first.arrays.put(name, torch.zeros(shape)));
        for (String name : shapes.keySet()) {
            if (name.endsWith(".weight")) {
                first.draw(name.substring(0, name.length() - ".weight".length()), shapes.get(name));
            }
        }
        return first.arrays;
    }

    private void draw(String layer, long[] shape) {
        int halves = layer.endsWith(".proj") ? 2 : 1;
        long in = shape[1];
        long out = shape[0] / halves;
        for (int half = 0; half < halves; half++) {
            fill(arrays.get(layer + ".weight"), half * out * in, out * in, kaiming(in));
            fill(arrays.get(layer + ".bias"), half * out, out, (float) (1 / Math.sqrt(in)));
        }
    }

    // torch.nn.init.kaiming_uniform_ with a = √5: mathematically 1/√in, but rounded as PyTorch rounds it.
    private static float kaiming(long in) {
        double gain = Math.sqrt(2.0 / (1 + Math.pow(Math.sqrt(5), 2)));
        return (float) (Math.sqrt(3.0) * (gain / Math.sqrt(in)));
    }

    private void fill(NDArray whole, long start, long count, float bound) {
        Kernel put = torch.kernels(TEXT).get("put");
        for (long done = 0; done < count; done += PART) {
            float[] part = new float[(int) Math.min(PART, count - done)];
            for (int i = 0; i < part.length; i++) {
                part[i] = random.uniform(-bound, bound);
            }
            try (NDArray values = torch.array(part, part.length)) {
                put.on(whole).with(start + done).with(values).run();
            }
        }
    }
}
