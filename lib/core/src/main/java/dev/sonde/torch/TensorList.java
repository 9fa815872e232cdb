package dev.sonde.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.List;

/**
 * Arrays that kernels get together again and again, such as the weights of a layer; the native list is made once.
 *
 * <p>The list holds the arrays' memory until it is closed; {@link Torch#close()} closes it.
 */
public final class TensorList implements AutoCloseable {
    private final List<NDArray> arrays;
    private final Torch torch;
    private final String key;
    private final IValue value;

    private TensorList(Torch torch, List<NDArray> arrays) {
        this.torch = torch;
        this.arrays = arrays;
        this.value = value(arrays);
        this.key = "tensor-list-" + value.getHandle();
        torch.manager().attachInternal(key, value);
    }

    /** Arrays in the order in which kernels take them apart. */
    public static TensorList of(Torch torch, List<? extends NDArray> arrays) {
        return new TensorList(torch, List.copyOf(arrays));
    }

    /** The arrays. */
    public List<NDArray> arrays() {
        return arrays;
    }

    /** Frees the native list; the arrays stay. */
    @Override
    public void close() {
        torch.manager().detachInternal(key);
        value.close();
    }

    IValue value() {
        return value;
    }

    static IValue value(List<? extends NDArray> arrays) {
        return IValue.listFrom(arrays.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
    }

    @Override
    public String toString() {
        return arrays.size() + " tensors";
    }
}
