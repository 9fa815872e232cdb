package dev.sonde.pretrain;

import dev.sonde.world.CaptionOptions;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * All that decides the weights of the mini world's ViLT beside the scenes and the image encoder, which are those of
 * {@link MiniRecipe}.
 *
 * @param phases how it is trained, one after the other
 * @param seed of the first weights
 */
public record ViltRecipe(List<Phase> phases, long seed) {
    /**
     * A part of the training.
     *
     * @param captions of the scenes
     * @param options steps and rate
     * @param batch scenes of a step, a caption with hidden words of each
     * @param matched how many of these are also matched, with three texts; 0 for hidden words alone
     */
    public record Phase(CaptionOptions captions, StageOptions options, int batch, int matched) {
        Phase with(UnaryOperator<StageOptions> change) {
            return new Phase(captions, change.apply(options), batch, matched);
        }
    }

    public ViltRecipe {
        phases = List.copyOf(phases);
    }

    /**
     * The recipe of the model that comes with Sonde. Hidden words come first; matching leaves chance after 500 steps of the
     * second phase. The third does the same for longer.
     */
    public static ViltRecipe shipped() {
        CaptionOptions captions = CaptionOptions.defaults();
        CaptionOptions located = captions.withLocationPercent(30).withLocationFoilPercent(25);
        return new ViltRecipe(
                List.of(
                        new Phase(
                                captions.withLocationPercent(25).withLocationFoilPercent(10),
                                StageOptions.of(320, 2e-3).withIntervals(20, 160, 80),
                                64,
                                0),
                        new Phase(located, StageOptions.of(1000, 1.5e-3).withIntervals(50, 250, 100), 28, 12),
                        new Phase(located, StageOptions.of(2000, 1.5e-3).withIntervals(50, 250, 100), 28, 12)),
                1);
    }

    /** A trial: that share of the steps. */
    public ViltRecipe withShare(double share) {
        return with(options -> MiniRecipe.share(options, share), seed);
    }

    /** With other seeds: of the first weights and of all batches. */
    public ViltRecipe withSeed(long number) {
        return with(options -> options.withSeed(number), number);
    }

    private ViltRecipe with(UnaryOperator<StageOptions> change, long number) {
        return new ViltRecipe(phases.stream().map(phase -> phase.with(change)).toList(), number);
    }
}
