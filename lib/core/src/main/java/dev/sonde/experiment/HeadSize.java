package dev.sonde.experiment;

/** The probes of the paper's Table 3. How wide they are is up to the scale. */
public enum HeadSize {
    /** One linear layer. */
    LINEAR(1),
    /** One SwiGLU layer and a linear one. */
    SWIGLU_2(2),
    /** Three SwiGLU layers and a linear one. */
    SWIGLU_4(4);

    private final int layers;

    HeadSize(int layers) {
        this.layers = layers;
    }

    /** All its layers, the last one linear. */
    public int layers() {
        return layers;
    }
}
