package dev.sonde.torch;

/**
 * The type of number in which matrices are multiplied.
 *
 * <p>Weights that are trained, sums of residuals, LayerNorm, softmax and losses stay in single precision (the rules of
 * PyTorch's autocast). The half types pay off on a graphics card only: a processor without such instructions is several
 * times slower with them than with {@link #FLOAT32}.
 */
public enum Precision {
    /** 24 bits of significand: the precision of the reference values. */
    FLOAT32(6),
    /** 8 bits of significand, the range of single precision. */
    BFLOAT16(15),
    /** 11 bits of significand, up to 65504; small gradients vanish, so it is for models that are not trained. */
    FLOAT16(5);

    private final int code;

    Precision(int code) {
        this.code = code;
    }

    /** PyTorch's number of the type (c10::ScalarType), as kernels write it. */
    int code() {
        return code;
    }
}
