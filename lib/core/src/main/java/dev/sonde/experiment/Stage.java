package dev.sonde.experiment;

import java.util.Optional;

/**
 * Something that is computed once and kept.
 *
 * @param kind what it is
 * @param what of which model and task
 * @param amount how much of it, such as {@code 25,799 images}
 * @param flops floating-point operations
 * @param diskBytes that it leaves on disk
 * @param readBytes that it reads from disk, or from memory where the system keeps them there
 * @param pictures that it decodes, one after the other
 * @param missing what keeps it from being computed
 */
public record Stage(
        Kind kind,
        String what,
        String amount,
        double flops,
        double diskBytes,
        double readBytes,
        double pictures,
        Optional<String> missing) {
    /** The kinds, in the order in which they need each other. */
    public enum Kind {
        /** The image encoder on every image. */
        IMAGES("image tokens"),
        /** The model on every text beside its image. */
        FEATURES("features"),
        /** Probes on stored features. */
        FROZEN("probe"),
        /** Controls of such a probe. */
        CONTROLS("controls"),
        /** The model trained together with its probe. */
        JOINT("joint training"),
        /** Answers of a language model. */
        PROMPTED("prompted");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** In words. */
        public String label() {
            return label;
        }
    }

    /** Whether all that it needs is there. */
    public boolean canRun() {
        return missing.isEmpty();
    }
}
