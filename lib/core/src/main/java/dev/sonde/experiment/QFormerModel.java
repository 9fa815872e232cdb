package dev.sonde.experiment;

import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.feature.FeatureStore;
import dev.sonde.feature.ImageTokenSet;
import dev.sonde.feature.ImageTokenStore;
import dev.sonde.format.Sha256;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorSource;
import dev.sonde.image.BatchOptions;
import dev.sonde.image.ImagePreprocessing;
import dev.sonde.model.QFormer;
import dev.sonde.model.QFormerConfig;
import dev.sonde.model.QFormerNames;
import dev.sonde.model.VisionConfig;
import dev.sonde.model.VisionTransformer;
import dev.sonde.model.WeightsHash;
import dev.sonde.probe.JointModel;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.Torch;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A vision transformer with a Q-Former behind it, as in BLIP-2 and InstructBLIP, and how pictures and texts go into it.
 * Weights are read when they are needed.
 *
 * <pre>{@code
 * jshell> var blip2 = Models.blip2()
 * jshell> blip2.queries()                    // after the last layer, with the text
 * jshell> blip2.queries().layer(6).query(3)
 * jshell> blip2.patches()                    // what the Q-Former had to choose from
 * jshell> blip2.untrained(0).queries()       // what its architecture alone gives
 * }</pre>
 *
 * @param name in tables
 * @param vision sizes of the image encoder
 * @param qformer sizes of the Q-Former
 * @param names by which its checkpoint calls the Q-Former's tensors
 * @param preprocessing of pictures
 * @param text how texts become tokens
 * @param weights where they come from; only the Q-Former of an untrained twin is random
 */
public record QFormerModel(
        String name,
        VisionConfig vision,
        QFormerConfig qformer,
        QFormerNames names,
        ImagePreprocessing preprocessing,
        TextInput text,
        ModelWeights weights)
        implements Tabular {
    public QFormerModel {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(vision, "vision");
        Objects.requireNonNull(qformer, "qformer");
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(preprocessing, "preprocessing");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(weights, "weights");
    }

    /** The query tokens after the last layer, of the Q-Former that reads the text beside the image: what the paper probes. */
    public QueryTokens queries() {
        return QueryTokens.last(this);
    }

    /** The image tokens before the Q-Former: the control that says what there was to be kept. They see no text. */
    public PatchTokens patches() {
        return PatchTokens.of(this);
    }

    /** The same with random weights in the Q-Former: what the architecture alone gives. The image encoder stays. */
    public QFormerModel untrained(long seed) {
        return new QFormerModel(
                "untrained " + name, vision, qformer, names, preprocessing, text, weights.untrained(seed));
    }

    /** Another name. */
    public QFormerModel named(String other) {
        return new QFormerModel(other, vision, qformer, names, preprocessing, text, weights);
    }

    @Override
    public TableView view() {
        return TableView.titled(name)
                .column("part", Align.LEFT)
                .column("what", Align.LEFT)
                .row(
                        "image encoder",
                        vision.tokens() + " tokens of " + vision.width() + ", " + vision.blocks() + " blocks")
                .row(
                        "Q-Former",
                        qformer.queries() + " queries of " + qformer.width() + ", " + qformer.layers() + " layers")
                .row("pictures", preprocessing)
                .row("texts", text.truncation())
                .row("weights", place())
                .note("Probe it: .queries(), .queries().layer(k), .patches(); .untrained(seed) is its control.");
    }

    @Override
    public String toString() {
        return view().toString();
    }

    /** The Q-Former alone, on parameters that belong to the {@code torch}. */
    QFormer openQFormer(Torch torch) {
        try (TensorSource source = weights.open()) {
            return Parameters.load(torch, source, parameters -> new QFormer(qformer, parameters.weights(), names));
        }
    }

    /** The Q-Former as a training with a probe begins with it; its weights are open until they are closed. */
    JointModel jointModel() {
        return names == QFormerNames.BLIP2
                ? JointModel.blip2(qformer, weights.open())
                : JointModel.instructBlip(qformer, weights.open());
    }

    /** The tokens of the pictures of a task, found in the store or computed; the image encoder is read for the latter only. */
    ImageTokenSet imageTokens(ProbingTask task, Torch torch, FeatureStore store) {
        return new ImageTokenStore(
                        torch,
                        vision,
                        () -> openVision(torch),
                        visionHash(),
                        preprocessing,
                        store,
                        StoredType.F16,
                        BatchOptions.defaults())
                .of(task.images(), task.imageNames());
    }

    private VisionTransformer openVision(Torch torch) {
        try (TensorSource source = weights.trained().get()) {
            return Parameters.load(
                    torch,
                    source,
                    parameters ->
                            new VisionTransformer(vision, parameters.weights().at("vision_model.")));
        }
    }

    /** The SHA-256 of the Q-Former's weights. */
    String qformerHash() {
        try (TensorSource source = weights.open()) {
            return WeightsHash.ofQFormer(source);
        }
    }

    /** The SHA-256 of the image encoder's weights. */
    String visionHash() {
        try (TensorSource source = weights.trained().get()) {
            return WeightsHash.ofVision(source);
        }
    }

    /** Of all weights that take part. */
    String hash() {
        return new Sha256().add(visionHash()).add(qformerHash()).hex();
    }

    /** What determines its numbers beside weights and examples. */
    SortedMap<String, String> parameters() {
        return new TreeMap<>(Map.of(
                "model", name,
                "vision", vision.toString(),
                "qformer", qformer.toString(),
                "preprocessing", preprocessing.toString(),
                "text", text.description()));
    }

    private String place() {
        try (TensorSource source = weights.open()) {
            return source.place();
        }
    }
}
