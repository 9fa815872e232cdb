package dev.sonde.torch;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a model's {@link Parameters} whose names begin in one way. A model's constructor asks it for each array
 * by the rest of its name and by its shape.
 */
public final class Weights {
    private final Parameters parameters;
    private final String prefix;

    Weights(Parameters parameters, String prefix) {
        this.parameters = parameters;
        this.prefix = prefix;
    }

    /** The part whose names continue so, e.g. {@code "encoder.layer.3."}. */
    public Weights at(String name) {
        return new Weights(parameters, prefix + name);
    }

    /** A matrix or a table: random numbers with standard deviation 0.02 in a new model. */
    public NDArray weight(String name, long... shape) {
        return parameters.take(prefix + name, Initial.NORMAL, shape);
    }

    /** Numbers that are added: zeros in a new model. */
    public NDArray bias(String name, long... shape) {
        return parameters.take(prefix + name, Initial.ZEROS, shape);
    }

    /** Numbers that are multiplied: ones in a new model. */
    public NDArray gain(String name, long... shape) {
        return parameters.take(prefix + name, Initial.ONES, shape);
    }

    /** A linear layer: its matrix [out, in] and bias [out]. */
    public List<NDArray> linear(String name, int in, int out) {
        return List.of(weight(name + ".weight", out, in), bias(name + ".bias", out));
    }

    /** A LayerNorm: its gain and bias, [width] each. */
    public List<NDArray> norm(String name, int width) {
        return List.of(gain(name + ".weight", width), bias(name + ".bias", width));
    }

    /** Layers that a kernel gets as one list, in this order; the native list is made once. */
    @SafeVarargs
    public final TensorList list(List<NDArray>... layers) {
        List<NDArray> all = new ArrayList<>();
        for (List<NDArray> layer : layers) {
            all.addAll(layer);
        }
        return parameters.list(all);
    }

    /** Where the arrays live. */
    public Torch torch() {
        return parameters.torch();
    }

    /** How an array of a new model begins; BERT's rule. */
    enum Initial {
        NORMAL,
        ZEROS,
        ONES
    }
}
