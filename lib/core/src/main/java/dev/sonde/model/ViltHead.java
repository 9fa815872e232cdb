package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Weights;

/** A head on ViLT's pooled vector. */
public final class ViltHead {
    private static final String KERNELS = """
            def line(self, x: Tensor, w: List[Tensor]) -> Tensor:
                return torch.to(self.linear(x, w[0], w[1]), 6)
            def classes(self, x: Tensor, w: List[Tensor]) -> Tensor:
                y = torch.gelu(self.norm(self.linear(x, w[0], w[1]), w[2], w[3], 1.0e-05))
                return torch.to(self.linear(y, w[4], w[5]), 6)
            """;

    private final Kernel kernel;
    private final TensorList weights;

    private ViltHead(Weights of, String kernel, TensorList weights) {
        this.kernel = of.torch().kernels(KERNELS).get(kernel);
        this.weights = weights;
    }

    /**
     * One linear layer: {@code rank_output} with 1 output ranks texts for an image; {@code itm_score.fc} with 2 outputs
     * is pre-training's image-text matching.
     */
    public static ViltHead linear(ViltConfig config, Weights weights, String name, int outputs) {
        return new ViltHead(weights, "line", weights.list(weights.linear(name, config.width(), outputs)));
    }

    /** {@code classifier} of {@code ViltForImagesAndTextClassification} for one image: what VSR's authors trained. */
    public static ViltHead classifier(ViltConfig config, Weights weights, int classes) {
        Weights part = weights.at("classifier.");
        TensorList list = weights.list(
                part.linear("0", config.width(), config.width()),
                part.norm("1", config.width()),
                part.linear("3", config.width(), classes));
        return new ViltHead(weights, "classes", list);
    }

    /** Logits [batch, outputs] from pooled vectors [batch, width]. */
    public NDArray logits(NDArray pooled) {
        return kernel.on(pooled).with(weights).tensor();
    }
}
