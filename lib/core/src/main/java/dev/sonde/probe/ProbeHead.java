package dev.sonde.probe;

import dev.sonde.display.SondeException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The small network that is trained to read an answer from features.
 *
 * <p>The parameters are named as PyTorch names those of a {@code Sequential} of the layers: {@code 0.weight},
 * {@code 0.bias}, or {@code 0.proj.weight} for a SwiGLU layer.
 */
public sealed interface ProbeHead {
    /** One linear layer, x Wᵀ + b: the probe of the paper's tables. */
    record Linear() implements ProbeHead {
        @Override
        public Map<String, long[]> shapes(int in, int out) {
            return layer(new LinkedHashMap<>(), "0", in, out);
        }

        @Override
        public String toString() {
            return "linear";
        }
    }

    /**
     * SwiGLU layers and a linear layer on top: each SwiGLU layer is (SiLU(x Aᵀ + a) * (x Bᵀ + b)), element by element,
     * with A over B in one matrix [2 width, in]. Source: Shazeer (2020), GLU variants improve transformer; the paper
     * (Table 3) does not say how wide its probes are, so the width is an option.
     *
     * @param layers all layers, the last one linear; 2 and 4 in the paper
     * @param width of each SwiGLU layer
     */
    record SwiGlu(int layers, int width) implements ProbeHead {
        public SwiGlu {
            if (layers < 2 || layers > 64 || width < 1) {
                throw new SondeException(
                        "No SwiGLU probe has " + layers + " layers of width " + width,
                        "Give 2 or 4 layers and a positive width such as 768.");
            }
        }

        @Override
        public Map<String, long[]> shapes(int in, int out) {
            Map<String, long[]> shapes = new LinkedHashMap<>();
            for (int i = 0; i < layers - 1; i++) {
                layer(shapes, i + ".proj", i == 0 ? in : width, Math.multiplyExact(2, width));
            }
            return layer(shapes, String.valueOf(layers - 1), width, out);
        }

        @Override
        public String toString() {
            return "SwiGLU, " + layers + " layers, width " + width;
        }
    }

    /** The width of a SwiGLU probe unless another is given: that of a query token. */
    int USUAL_WIDTH = 768;

    /** The linear probe. */
    static ProbeHead linear() {
        return new Linear();
    }

    /** A SwiGLU probe of width 768 with 2 or 4 layers. */
    static ProbeHead swiGlu(int layers) {
        return new SwiGlu(layers, USUAL_WIDTH);
    }

    /** Names and shapes of the parameters, the weight of a layer before its bias. */
    Map<String, long[]> shapes(int in, int out);

    /** How many numbers are trained, for features of width {@code in} and {@code out} outputs (1 or 4). */
    default long parameters(int in, int out) {
        return shapes(in, out).values().stream()
                .mapToLong(shape -> shape.length == 1 ? shape[0] : Math.multiplyExact(shape[0], shape[1]))
                .reduce(0, Math::addExact);
    }

    private static Map<String, long[]> layer(Map<String, long[]> shapes, String name, int in, int out) {
        shapes.put(name + ".weight", new long[] {out, in});
        shapes.put(name + ".bias", new long[] {out});
        return shapes;
    }
}
