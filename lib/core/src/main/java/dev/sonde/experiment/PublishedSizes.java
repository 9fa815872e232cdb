package dev.sonde.experiment;

import dev.sonde.data.RefCoco;
import dev.sonde.data.ReferringExpression;
import dev.sonde.text.TextInput;

/**
 * The sizes of the paper's data as they were published, for those who do not have it yet: RefCOCOg's UMD partition (Nagaraja
 * et al., ECCV 2016) and Region Cell Matching (Appendix A of the paper).
 */
final class PublishedSizes {
    /** Of all three splits. */
    static final int REFCOCOG_IMAGES = 21_899 + 1_300 + 2_600;

    private static final String CELL = "in the top left part of the image";
    private static final String SOURCE = "as published; words of the validation split";
    private static final int MARKS = 2;

    private PublishedSizes() {}

    static TaskSize refCocoG() {
        return new TaskSize("RefCOCOg", REFCOCOG_IMAGES, 80_512, 4_896, 9_602, words(), SOURCE);
    }

    /** Its texts are a phrase and the name of a cell. */
    static TaskSize rcm() {
        int cell = TextInput.blip2().encode(CELL).length() - MARKS;
        return new TaskSize("RefCOCOg", REFCOCOG_IMAGES, 46_000, 3_000, 5_500, words() + cell, SOURCE);
    }

    private static int words() {
        return TaskSize.words(
                RefCoco.bundledVal().val().expressions().stream().map(ReferringExpression::text), TextInput.blip2());
    }
}
