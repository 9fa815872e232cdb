package dev.sonde.search;

/**
 * Points drawn from the space as if nothing were known.
 *
 * @param seed decides the points
 */
public record RandomSampler(long seed) implements Sampler {
    /** Random points of this seed. */
    public static RandomSampler seeded(long seed) {
        return new RandomSampler(seed);
    }

    @Override
    public Assignment suggest(SearchSpace space, int number, History history) {
        return space.draw(Sampler.random(seed, number));
    }

    @Override
    public String describe() {
        return "random, seed " + seed;
    }
}
