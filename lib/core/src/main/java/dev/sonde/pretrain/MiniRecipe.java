package dev.sonde.pretrain;

import dev.sonde.display.SondeException;
import dev.sonde.world.CaptionOptions;
import dev.sonde.world.World;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldPart;
import dev.sonde.world.WorldSizes;

/**
 * All that decides the weights of the mini world's BLIP-2.
 *
 * @param data scenes and captions; the training scenes serve both stages, the validation scenes their evaluation
 * @param encoder how the image encoder is trained
 * @param encoderBatch scenes of a step of it
 * @param stage1 how the Q-Former is trained
 * @param stage1Batch scenes of a step of it
 * @param matched how many of these are matched with three texts
 * @param seed of the first weights
 */
public record MiniRecipe(
        WorldData data,
        StageOptions encoder,
        int encoderBatch,
        StageOptions stage1,
        int stage1Batch,
        int matched,
        long seed) {
    private static final int LEAST_SCENES = 64;

    /**
     * The recipe of the model that comes with Sonde. A quarter of the captions name a location, and a tenth more have a
     * false twin that differs in it only: large models hear of location too, if rarely.
     */
    public static MiniRecipe shipped() {
        CaptionOptions captions =
                CaptionOptions.defaults().withLocationPercent(25).withLocationFoilPercent(10);
        return new MiniRecipe(
                WorldData.of(World.defaults()).withCaptions(captions),
                StageOptions.of(1600, 2e-3).withIntervals(50, 200, 200),
                64,
                StageOptions.of(4000, 1e-3).withIntervals(50, 500, 250),
                32,
                24,
                1);
    }

    /**
     * A trial: that share of the steps, and of the scenes.
     *
     * @param share above 0, at most 1
     */
    public MiniRecipe withShare(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new SondeException(
                    "A share of " + share + " of a training cannot be", "Give more than 0, at most 1.");
        }
        WorldSizes sizes = data.sizes()
                .withScenes(
                        scenes(WorldPart.TRAIN, share),
                        scenes(WorldPart.VALIDATION, share),
                        scenes(WorldPart.TEST, share));
        return new MiniRecipe(
                data.withSizes(sizes),
                part(encoder, share),
                encoderBatch,
                part(stage1, share),
                stage1Batch,
                matched,
                seed);
    }

    /** With other seeds: of the first weights and of all batches. */
    public MiniRecipe withSeed(long number) {
        return new MiniRecipe(
                data, encoder.withSeed(number), encoderBatch, stage1.withSeed(number), stage1Batch, matched, number);
    }

    private int scenes(WorldPart part, double share) {
        return (int) Math.max(LEAST_SCENES, Math.round(share * data.sizes().scenes(part)));
    }

    private static StageOptions part(StageOptions options, double share) {
        return options.withSteps(Math.max(1, Math.round(share * options.steps())));
    }
}
