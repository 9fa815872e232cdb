package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.util.function.Consumer;

/** The samples with replacement that a bootstrap looks at. */
sealed interface Draws {
    /** The number of samples. */
    int count();

    /** Shows each sample in turn: as many positions as there are units; to be read during the call only. */
    void forEach(int units, Consumer<int[]> reader);

    /** Drawn by {@link SplitMix}, unit after unit, sample after sample. */
    record Seeded(int count, long seed) implements Draws {
        @Override
        public void forEach(int units, Consumer<int[]> reader) {
            SplitMix random = new SplitMix(seed);
            int[] drawn = new int[units];
            for (int sample = 0; sample < count; sample++) {
                for (int i = 0; i < units; i++) {
                    drawn[i] = random.below(units);
                }
                reader.accept(drawn);
            }
        }
    }

    /** Given as they are. */
    record Given(int[][] index) implements Draws {
        @Override
        public int count() {
            return index.length;
        }

        @Override
        public void forEach(int units, Consumer<int[]> reader) {
            for (int sample = 0; sample < index.length; sample++) {
                requireUnits(sample, units);
                reader.accept(index[sample].clone());
            }
        }

        private void requireUnits(int sample, int units) {
            String row = "Row " + sample + " of the index (counted from 0)";
            if (index[sample].length != units) {
                throw wrong(row + " must hold " + units + " positions; found " + index[sample].length + ".");
            }
            for (int unit : index[sample]) {
                if (unit < 0 || unit >= units) {
                    throw wrong(row + " must hold positions from 0 to " + (units - 1) + "; found " + unit + ".");
                }
            }
        }

        private static SondeException wrong(String problem) {
            return new SondeException(problem, "Draw as many items (clusters, if there are any) as there are.");
        }
    }
}
