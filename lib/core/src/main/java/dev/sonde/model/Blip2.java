package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorSource;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Torch;
import dev.sonde.torch.Weights;
import java.nio.file.Path;

/**
 * BLIP-2 after stage 1 (Li et al. 2023): vision transformer, Q-Former, and heads that compare images and texts.
 *
 * <p>Reference: transformers {@code Blip2ForImageTextRetrieval} 5.23, whose names its parameters bear.
 *
 * <pre>{@code
 * try (Torch torch = Torch.open(); SafetensorsFile file = SafetensorsFile.open(path)) {
 *     Blip2 blip2 = Blip2.load(torch, Blip2Config.blip2(), file);
 *     ...
 * }
 * }</pre>
 */
public final class Blip2 {
    private static final String KERNELS = """
            def matching(self, queries: Tensor, w: List[Tensor]) -> Tensor:
                return torch.mean(torch.to(self.linear(queries, w[0], w[1]), 6), [1])
            def unit_vectors(self, x: Tensor, w: List[Tensor]) -> Tensor:
                y = torch.to(self.linear(x, w[0], w[1]), 6)
                return y / torch.clamp_min(torch.linalg_vector_norm(y, 2, [-1], True), 1.0e-12)
            def similarity(self, images: Tensor, texts: Tensor) -> Tensor:
                return torch.amax(torch.transpose(images @ torch.t(texts), 1, 2), [-1])
            """;

    private final Blip2Config config;
    private final Parameters parameters;
    private final Kernels kernels;
    private final VisionTransformer vision;
    private final QFormer qformer;
    private final TensorList matchingHead;
    private final TensorList imageProjection;
    private final TensorList textProjection;

    /** The model on parameters that are being loaded or made. */
    public Blip2(Blip2Config config, Parameters parameters) {
        this.config = config;
        this.parameters = parameters;
        Weights weights = parameters.weights();
        int width = config.qformer().width();
        kernels = weights.torch().kernels(KERNELS);
        vision = new VisionTransformer(config.vision(), weights.at("vision_model."));
        qformer = new QFormer(config.qformer(), weights, QFormerNames.BLIP2);
        matchingHead = weights.list(weights.linear("itm_head", width, 2));
        imageProjection = weights.list(weights.linear("vision_projection", width, config.projection()));
        textProjection = weights.list(weights.linear("text_projection", width, config.projection()));
    }

    /**
     * The model of a checkpoint, e.g. {@code Salesforce/blip2-itm-vit-g}.
     *
     * @throws dev.sonde.display.SondeException that lists all tensors that are missing or have another shape
     */
    public static Blip2 load(Torch torch, Blip2Config config, TensorSource source) {
        return Parameters.load(torch, source, parameters -> new Blip2(config, parameters));
    }

    /** A model with random weights, as pre-training starts. */
    public static Blip2 random(Torch torch, Blip2Config config) {
        return Parameters.random(torch, parameters -> new Blip2(config, parameters));
    }

    /**
     * Writes the model as the hub lays it out, {@code config.json} and {@code model.safetensors}, with all heads that were
     * built on its parameters; gives the folder.
     *
     * @param type of the numbers, which are rounded
     */
    public Path write(Path folder, StoredType type) {
        return CheckpointFolder.write(folder, ConfigJson.blip2(config), parameters.stored(), type);
    }

    /** All weights by their names in the checkpoint. */
    public Parameters parameters() {
        return parameters;
    }

    /** The image encoder. */
    public VisionTransformer vision() {
        return vision;
    }

    /** The part that is probed. */
    public QFormer qformer() {
        return qformer;
    }

    /** Hidden states of images [B, 3, S, S] with a text each. */
    public HiddenStates hiddenStates(NDArray pixels, TextTokens text) {
        return qformer.read(qformer.look(vision.encode(pixels)), text, Mode.EVALUATE);
    }

    /** Image-text matching: logits [B, 2] from the queries [B, Q, H] that read the text; class 1 is a match. */
    public NDArray matching(NDArray queries) {
        return kernels.get("matching").on(queries).with(matchingHead).tensor();
    }

    /** Vectors of length 1, [B, Q, projection], from queries [B, Q, H] that read no text. */
    public NDArray imageVectors(NDArray queries) {
        return kernels.get("unit_vectors").on(queries).with(imageProjection).tensor();
    }

    /** Vectors of length 1, [B, projection], from texts [B, T, H] that were read alone: their first token speaks. */
    public NDArray textVectors(NDArray text) {
        return kernels.get("unit_vectors")
                .on(text.get(":, 0"))
                .with(textProjection)
                .tensor();
    }

    /** Image-text contrast: the best of the queries, [images, texts], from −1 to 1. */
    public NDArray similarity(NDArray imageVectors, NDArray textVectors) {
        return kernels.get("similarity").on(imageVectors, textVectors).tensor();
    }
}
