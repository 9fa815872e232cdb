package dev.sonde.torch;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.sonde.display.SondeException;
import dev.sonde.format.DjlSetup;

/** PyTorch's native library, which a process loads once. */
final class TorchEngine {
    private static final String GPU_ADVICE = "Use Device.cpu(); or install PyTorch 2.7.1 for CUDA 12.8"
            + " (pip install torch==2.7.1 --index-url https://download.pytorch.org/whl/cu128), set PYTORCH_LIBRARY_PATH to its torch/lib folder, PYTORCH_VERSION=2.7.1,"
            + " PYTORCH_FLAVOR=cu128, and LD_LIBRARY_PATH to the folder of libcudart.so, and start Java again.";

    // PyTorch keeps both settings for each thread.
    private static final ThreadLocal<Boolean> READY = ThreadLocal.withInitial(() -> false);

    private TorchEngine() {}

    /** The root of the arrays of a device. */
    static NDManager newManager(Device device) {
        Engine engine = load();
        if (device.kind() == Device.Kind.GPU) {
            requireGpu(device, engine.getGpuCount());
        }
        return NDManager.newBaseManager(device.djl(), "PyTorch");
    }

    /**
     * Readies the calling thread, once: gradients are recorded in training scopes only, where a new thread would record
     * them always; and kernels run as written, where the profiling executor would specialise each kernel anew for every
     * length of text.
     */
    static void readyThread() {
        if (!READY.get()) {
            JniUtils.setGraphExecutorOptimize(false);
            JniUtils.setGradMode(false);
            READY.set(true);
        }
    }

    static Engine load() {
        DjlSetup.apply();
        try {
            return Engine.getEngine("PyTorch");
        } catch (EngineException | UnsatisfiedLinkError e) {
            throw new SondeException(
                    "PyTorch's native library does not load: " + e.getMessage(),
                    "Check that " + DjlSetup.cache() + " can be written, that the jar pytorch-native-cpu fits this"
                            + " machine (" + System.getProperty("os.name") + ", " + System.getProperty("os.arch")
                            + "), and the variables PYTORCH_LIBRARY_PATH, PYTORCH_VERSION and PYTORCH_FLAVOR, if set.",
                    e);
        }
    }

    private static void requireGpu(Device device, int found) {
        if (device.index() >= found) {
            throw new SondeException(
                    "There is no " + device + ": PyTorch sees " + found + " graphics cards", GPU_ADVICE);
        }
    }
}
