package dev.sonde.experiment;

import dev.sonde.display.SondeException;
import dev.sonde.feature.FeatureStore;
import dev.sonde.probe.ProbeInput;
import dev.sonde.torch.Torch;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a probe reads of each example: query tokens of a model's layer, the image's patch tokens, or features of your own.
 */
public interface Representation {
    /** Its name in tables, such as {@code Q-Former, layer 12}. */
    String name();

    /** Which of its numbers a probe reads: all, unless it says otherwise. */
    default ProbeInput input() {
        return ProbeInput.FLATTENED;
    }

    /** How many numbers one of its tokens has. */
    int width();

    /** All that determines its numbers, beside the weights and the examples, by names. */
    SortedMap<String, String> parameters();

    /** The SHA-256 of the weights that make it, or of the file that holds it, in hexadecimal digits. */
    String weights();

    /**
     * Its rows for the examples of a task: found in the store, or made and kept there.
     *
     * @throws SondeException if they cannot be had: what is missing, and what to do
     */
    ProbeRows rows(ProbingTask task, Torch torch, FeatureStore store);

    /**
     * What makes it and can be trained together with a probe, with the examples of a task. Close it after the training.
     *
     * @throws SondeException if nothing can: the features are fixed, or are not those that the model ends with
     */
    default JointRows jointRows(ProbingTask task, Torch torch, FeatureStore store) {
        throw new SondeException(
                name() + " cannot be trained together with a probe",
                "Say .frozen(), or probe the last layer of a model: .on(Models.blip2().queries()).");
    }

    /** The task that it brings along, if any. */
    default Optional<ProbingTask> ownTask() {
        return Optional.empty();
    }
}
