package dev.sonde;

import dev.sonde.experiment.OwnFeatures;
import java.nio.file.Path;

/**
 * Features of your own, to be probed.
 *
 * <pre>{@code
 * jshell> var mine = Features.of(Path.of("mine.safetensors"))   // "features" [N, ...], "label" [N] or "box" [N, 4]
 * jshell> Probe.linear().on(mine).search(10).seeds(3).run()
 * }</pre>
 */
public final class Features {
    private Features() {}

    /**
     * Features with their answers in a safetensors or NPY file, or a folder; see
     * {@link dev.sonde.feature.FeatureSet#open} for what is understood. Rows are split by group in 70, 15 and 15 %.
     *
     * @throws dev.sonde.display.SondeException if there is nothing of this kind, or it is damaged
     */
    public static OwnFeatures of(Path path) {
        return OwnFeatures.open(path);
    }

    /** As {@link #of(Path)}, by a name of the file. */
    public static OwnFeatures of(String path) {
        return of(Path.of(path));
    }
}
