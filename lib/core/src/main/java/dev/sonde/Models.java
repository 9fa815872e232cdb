package dev.sonde;

import dev.sonde.experiment.ModelCatalogue;
import dev.sonde.experiment.QFormerModel;
import dev.sonde.experiment.Scale;
import dev.sonde.experiment.TextOnly;
import dev.sonde.experiment.ViltModel;
import java.nio.file.Path;

/**
 * The paper's models, to be probed: those of the mini world, or with {@code SONDE_SCALE=paper} the checkpoints in the folder
 * that {@code SONDE_MODELS} names.
 *
 * <pre>{@code
 * jshell> Models.blip2().queries()
 * jshell> Models.objectAware().queries()
 * jshell> Models.instructBlip().queries().layer(2)
 * jshell> Models.blip2().untrained(0)
 * }</pre>
 */
public final class Models {
    private Models() {}

    /**
     * BLIP-2 after stage 1, whose Q-Former the paper probes.
     *
     * @throws dev.sonde.display.SondeException if the checkpoint is not there
     */
    public static QFormerModel blip2() {
        return ModelCatalogue.blip2(Scale.here());
    }

    /**
     * The mini world's BLIP-2 with an object-aware first stage, on which {@code ObjectAware} judges the paper's conclusion.
     *
     * @throws dev.sonde.display.SondeException at the paper's scale, where there is none
     */
    public static QFormerModel objectAware() {
        return ModelCatalogue.objectAware(Scale.here());
    }

    /**
     * InstructBLIP, of which the Q-Former is probed.
     *
     * @throws dev.sonde.display.SondeException if the checkpoint is not there
     */
    public static QFormerModel instructBlip() {
        return ModelCatalogue.instructBlip(Scale.here());
    }

    /**
     * ViLT, which the paper fine-tunes with its probe.
     *
     * @throws dev.sonde.display.SondeException if the checkpoint is not there
     */
    public static ViltModel vilt() {
        return ModelCatalogue.vilt(Scale.here());
    }

    /** The words of the texts alone, which see no image: the control that says what the data give away. */
    public static TextOnly textOnly() {
        return ModelCatalogue.textOnly(Scale.here());
    }

    /** A BLIP-2 of your own, in a folder of the Hugging Face hub's form. */
    public static QFormerModel blip2(Path folder) {
        return ModelCatalogue.blip2(folder);
    }
}
