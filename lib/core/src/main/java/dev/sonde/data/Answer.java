package dev.sonde.data;

import java.util.Objects;

/** What a probe has to predict for an example. */
public sealed interface Answer {
    /** Whether the text is true of the image (VSR, RCM). */
    record Truth(boolean value) implements Answer {
        /** {@code true} or {@code false}. */
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** Where in the image the object of the text is (RefCOCOg); as shares of the image, as a probe predicts it. */
    record Region(Box box) implements Answer {
        public Region {
            Objects.requireNonNull(box, "box");
        }

        @Override
        public String toString() {
            return box.toString();
        }
    }
}
