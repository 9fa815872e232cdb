package dev.sonde.search;

import dev.sonde.display.SondeException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Every combination of values once; the last parameter changes fastest.
 *
 * @param points how many values of each continuous parameter, at least 2, both ends among them; others give all they have
 */
public record GridSampler(int points) implements Sampler {
    /** @throws SondeException for fewer than 2 points */
    public GridSampler {
        if (points < 2) {
            throw new SondeException("A grid of " + points + " points has no two ends.", "Give at least 2 points.");
        }
    }

    /** A grid with so many values of each continuous parameter. */
    public static GridSampler of(int points) {
        return new GridSampler(points);
    }

    @Override
    public OptionalInt size(SearchSpace space) {
        long size = 1;
        for (Parameter parameter : space.parameters()) {
            size *= parameter.grid(points).size();
            if (size > Integer.MAX_VALUE) {
                throw new SondeException(
                        "The grid has more than " + Integer.MAX_VALUE + " points.",
                        "Give fewer points or parameters, or a RandomSampler.");
            }
        }
        return OptionalInt.of((int) size);
    }

    @Override
    public Assignment suggest(SearchSpace space, int number, History history) {
        int[] left = {number};
        int[] block = {size(space).orElseThrow()};
        return space.assign(parameter -> {
            List<Value> values = parameter.grid(points);
            block[0] /= values.size();
            Value value = values.get(left[0] / block[0]);
            left[0] %= block[0];
            return value;
        });
    }

    @Override
    public String describe() {
        return "grid, " + points + " points";
    }
}
