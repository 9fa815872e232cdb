package dev.sonde.experiment;

import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.feature.ViltEncoder;
import dev.sonde.feature.ViltPart;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorSource;
import dev.sonde.image.BatchOptions;
import dev.sonde.image.ImageSource;
import dev.sonde.image.ViltPreprocessing;
import dev.sonde.model.Vilt;
import dev.sonde.model.ViltConfig;
import dev.sonde.model.WeightsHash;
import dev.sonde.probe.JointModel;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import java.util.List;
import java.util.Objects;

/**
 * ViLT, one stream of words and patches, and how pictures and texts go into it.
 *
 * <pre>{@code
 * jshell> Probe.linear().on(Models.vilt().pooled()).predicting(Tasks.vsr()).joint().run()   // as the paper
 * jshell> Models.vilt().patches()
 * }</pre>
 *
 * @param name in tables
 * @param config its sizes
 * @param preprocessing of pictures
 * @param text how texts become tokens
 * @param weights where they come from
 */
public record ViltModel(
        String name, ViltConfig config, ViltPreprocessing preprocessing, TextInput text, ModelWeights weights)
        implements Tabular {
    public ViltModel {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(preprocessing, "preprocessing");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(weights, "weights");
    }

    /** The state of the first word after the pooling layer: what the paper probes. */
    public ViltStates pooled() {
        return new ViltStates(this, ViltPart.POOLED);
    }

    /** The states of the image's class token and patches after the last layer, as they are having read the text. */
    public ViltStates patches() {
        return new ViltStates(this, ViltPart.IMAGE);
    }

    /** The states of the words after the last layer. */
    public ViltStates words() {
        return new ViltStates(this, ViltPart.TEXT);
    }

    /** The same with random weights: what the architecture alone gives. */
    public ViltModel untrained(long seed) {
        return new ViltModel("untrained " + name, config, preprocessing, text, weights.untrained(seed));
    }

    @Override
    public TableView view() {
        return TableView.titled(name)
                .column("part", Align.LEFT)
                .column("what", Align.LEFT)
                .row("stream", config.layers() + " layers of " + config.width())
                .row("pictures", preprocessing)
                .row("texts", text.truncation())
                .note("Probe it: .pooled(), .patches(), .words(); .untrained(seed) is its control.");
    }

    @Override
    public String toString() {
        return view().toString();
    }

    /** The SHA-256 of all weights. */
    String hash() {
        try (TensorSource source = weights.open()) {
            return WeightsHash.of(source);
        }
    }

    /** What gives a part of its states as features. */
    ViltEncoder encoder(Torch torch, ViltPart part, ImageSource images) {
        try (TensorSource source = weights.open()) {
            return new ViltEncoder(
                    torch,
                    Vilt.load(torch, config, source),
                    WeightsHash.of(source),
                    images,
                    part,
                    List.of(config.layers()),
                    StoredType.F16,
                    text,
                    preprocessing,
                    BatchOptions.defaults());
        }
    }

    /** All of it as a training with a probe begins with it; its weights are open until they are closed. */
    JointModel jointModel() {
        return JointModel.vilt(config, weights.open());
    }
}
