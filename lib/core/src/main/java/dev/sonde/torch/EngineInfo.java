package dev.sonde.torch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/**
 * What computes the tensors.
 *
 * @param version of PyTorch
 * @param threads that one operation may use
 * @param graphicsCards that PyTorch sees
 */
public record EngineInfo(String version, int threads, int graphicsCards) {
    /**
     * Of this process; loads PyTorch, which takes about a second.
     *
     * @throws dev.sonde.display.SondeException if it does not load
     */
    public static EngineInfo here() {
        Engine engine = TorchEngine.load();
        return new EngineInfo(engine.getVersion(), JniUtils.getNumThreads(), engine.getGpuCount());
    }

    /** In one line. */
    @Override
    public String toString() {
        String device = graphicsCards == 0 ? "cpu" : "cpu and " + graphicsCards + " × gpu";
        return version + ", " + device + ", " + threads + (threads == 1 ? " thread" : " threads");
    }
}
