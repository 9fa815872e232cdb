package ai.djl.pytorch.jni;

import ai.djl.pytorch.engine.PtSymbolBlock;

/**
 * Calls a method of a TorchScript module with arguments of any type, in the caller's gradient mode.
 *
 * <p>It stands in DJL's package because the library handle is visible only there: DJL's own {@code IValueUtils} takes
 * tensors only, reads a dot in an array's name as a dictionary, and runs methods in inference mode, whose results cannot
 * enter autograd. Used by {@code dev.sonde.torch} alone.
 */
public final class TorchScriptBridge {
    private TorchScriptBridge() {}

    /** The result of {@code method}; the caller closes it. */
    public static IValue call(PtSymbolBlock module, String method, IValue[] arguments) {
        long[] handles = new long[arguments.length];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = arguments[i].getHandle();
        }
        boolean train = true; // false would be inference mode
        boolean ownStream = false;
        return new IValue(PyTorchLibrary.LIB.moduleRunMethod(module.getHandle(), method, handles, train, ownStream));
    }
}
