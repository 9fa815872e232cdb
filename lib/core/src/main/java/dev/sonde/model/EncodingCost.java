package dev.sonde.model;

/**
 * What reading texts beside images costs a resampler: memory, by which an {@link EncodingPlan} divides the images, and
 * floating-point operations, which it reports.
 */
public interface EncodingCost {
    /** How many layers the resampler has. */
    int layers();

    /** The memory of what is computed once for an image. */
    long keyBytes();

    /** Operations of what is computed once for an image. */
    long keys();

    /**
     * Operations of reading a text up to a layer, with the keys at hand.
     *
     * @param tokens of the text, filling included
     */
    long reading(int tokens, int layers);

    /** Operations that a text costs more up to a layer where its image's keys are not made. */
    long withoutKeys(int layers);

    /** Whether making the keys of some images costs no more than reading all texts about them without. */
    default boolean worthKeys(int images, int texts) {
        return images * keys() <= texts * withoutKeys(layers());
    }

    /** Operations of a text in the last layer that are left out, since only queries are wanted. */
    long words(int tokens);

    /** Of a resampler of which only the memory is known; it reports no operations. */
    static EncodingCost ofMemory(int layers, long keyBytes) {
        return new MemoryOnly(layers, keyBytes);
    }

    /** No operations are known. */
    record MemoryOnly(int layers, long keyBytes) implements EncodingCost {
        public MemoryOnly {
            ConfigCheck.positive("bytes of an image's keys", (int) Math.min(keyBytes, Integer.MAX_VALUE));
        }

        @Override
        public long keys() {
            return 0;
        }

        @Override
        public long reading(int tokens, int upTo) {
            return 0;
        }

        @Override
        public long withoutKeys(int upTo) {
            return 0;
        }

        @Override
        public long words(int tokens) {
            return 0;
        }
    }
}
