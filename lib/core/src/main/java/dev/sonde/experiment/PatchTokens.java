package dev.sonde.experiment;

import dev.sonde.feature.Extraction;
import dev.sonde.feature.FeatureStore;
import dev.sonde.feature.PatchEncoder;
import dev.sonde.probe.ProbeInput;
import dev.sonde.torch.Torch;
import java.util.List;
import java.util.SortedMap;

/**
 * The tokens that the image encoder gives, before the Q-Former: the control that says what there was to be kept. They see
 * no text, so a probe on them must find what is true of the picture whatever is said of it.
 *
 * @param model whose they are
 * @param input which of them are read
 */
public record PatchTokens(QFormerModel model, ProbeInput input) implements Representation {
    public PatchTokens {
        input.width(model.vision().tokens(), model.vision().width());
    }

    /** All of them, the class token first, then the patches row by row. */
    static PatchTokens of(QFormerModel model) {
        return new PatchTokens(model, ProbeInput.FLATTENED);
    }

    /** One of them; 0 is the class token. */
    public PatchTokens token(int index) {
        return new PatchTokens(model, ProbeInput.query(index));
    }

    /** Their mean. */
    public PatchTokens pooled() {
        return new PatchTokens(model, ProbeInput.POOLED);
    }

    @Override
    public String name() {
        return "patch tokens of " + model.name() + (input.equals(ProbeInput.FLATTENED) ? "" : ", " + input);
    }

    @Override
    public int width() {
        return model.vision().width();
    }

    @Override
    public SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = model.parameters();
        parameters.keySet().removeAll(List.of("qformer", "text"));
        parameters.put("representation", "patches");
        return parameters;
    }

    @Override
    public String weights() {
        return model.visionHash();
    }

    @Override
    public ProbeRows rows(ProbingTask task, Torch torch, FeatureStore store) {
        Extraction extraction = new Extraction(new PatchEncoder(model.imageTokens(task, torch, store)), store);
        return ProbeRows.of(task, extraction::run);
    }

    @Override
    public String toString() {
        return name() + ": " + model.vision().tokens() + " x " + width();
    }
}
