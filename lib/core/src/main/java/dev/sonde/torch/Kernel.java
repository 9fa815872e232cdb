package dev.sonde.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;

/** A compiled function on arrays. Give it its arguments in the order of its text, then ask for the result. */
public final class Kernel {
    private final Torch torch;
    private final PtSymbolBlock module;
    private final String name;

    Kernel(Torch torch, PtSymbolBlock module, String name) {
        this.torch = torch;
        this.module = module;
        this.name = name;
    }

    /** Starts a call with its first arguments. */
    public KernelCall on(NDArray... tensors) {
        KernelCall call = new KernelCall(this);
        for (NDArray tensor : tensors) {
            call.with(tensor);
        }
        return call;
    }

    Torch torch() {
        return torch;
    }

    PtSymbolBlock module() {
        return module;
    }

    @Override
    public String toString() {
        return name;
    }
}
