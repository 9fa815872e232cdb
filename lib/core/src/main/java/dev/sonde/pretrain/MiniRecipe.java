package dev.sonde.pretrain;

import dev.sonde.display.SondeException;
import dev.sonde.world.CaptionOptions;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldPart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * All that decides the weights of the mini world's BLIP-2.
 *
 * @param data the scenes; those of the training split serve both stages, those of the validation split their evaluation
 * @param encoder how the image encoder is trained
 * @param encoderBatch scenes of a step of it
 * @param stage1 how the Q-Former is trained, one phase after the other
 * @param stage1Batch scenes of a step of it
 * @param matched how many of these are matched with three texts
 * @param seed of the first weights
 */
public record MiniRecipe(
        WorldData data,
        StageOptions encoder,
        int encoderBatch,
        List<Phase> stage1,
        int stage1Batch,
        int matched,
        long seed) {
    private static final int LEAST_SCENES = 64;
    private static final double BOX_WEIGHT = 1;

    /**
     * A part of stage 1 with captions of one kind.
     *
     * @param boxWeight of the boxes of things that captions name; 0 where they are not asked for
     */
    public record Phase(CaptionOptions captions, StageOptions options, double boxWeight) {
        /** Without boxes, as BLIP-2's. */
        public Phase(CaptionOptions captions, StageOptions options) {
            this(captions, options, 0);
        }

        Phase with(UnaryOperator<StageOptions> change) {
            return new Phase(captions, change.apply(options), boxWeight);
        }

        boolean isObjectAware() {
            return boxWeight > 0;
        }
    }

    public MiniRecipe {
        stage1 = List.copyOf(stage1);
    }

    /**
     * The recipe of the model that comes with Sonde. First the Q-Former learns what is there; few of the false twins ask
     * where it is, and it learns to drop that. Then more do, and it learns a little of it, as the paper's models did.
     */
    public static MiniRecipe shipped() {
        CaptionOptions captions = CaptionOptions.defaults();
        return new MiniRecipe(
                MiniTasks.data(),
                StageOptions.of(1600, 2e-3).withIntervals(50, 200, 200),
                64,
                List.of(
                        new Phase(
                                captions.withLocationPercent(25).withLocationFoilPercent(10),
                                StageOptions.of(4000, 1e-3).withIntervals(50, 500, 250)),
                        new Phase(
                                captions.withLocationPercent(30).withLocationFoilPercent(25),
                                StageOptions.of(2500, 1e-3).withIntervals(50, 250, 250))),
                32,
                24,
                1);
    }

    /**
     * The same but for one thing: in the last phase, captions are grounded ({@link Grounding}) as well. It has the same first
     * phases, scenes, captions and steps, so that the model of the recipe itself is its control.
     */
    public MiniRecipe objectAware() {
        List<Phase> phases = new ArrayList<>(stage1);
        Phase last = phases.remove(phases.size() - 1);
        phases.add(new Phase(last.captions(), last.options(), BOX_WEIGHT));
        return new MiniRecipe(data, encoder, encoderBatch, phases, stage1Batch, matched, seed);
    }

    /** Whether some phase is object-aware. */
    boolean isObjectAware() {
        return stage1.stream().anyMatch(Phase::isObjectAware);
    }

    /**
     * A trial: that share of the steps, and of the scenes.
     *
     * @param share above 0, at most 1
     */
    public MiniRecipe withShare(double share) {
        return new MiniRecipe(
                share(data, share),
                share(encoder, share),
                encoderBatch,
                stage1.stream()
                        .map(phase -> phase.with(options -> share(options, share)))
                        .toList(),
                stage1Batch,
                matched,
                seed);
    }

    /** With other seeds: of the first weights and of all batches. */
    public MiniRecipe withSeed(long number) {
        return new MiniRecipe(
                data,
                encoder.withSeed(number),
                encoderBatch,
                stage1.stream()
                        .map(phase -> phase.with(options -> options.withSeed(number)))
                        .toList(),
                stage1Batch,
                matched,
                number);
    }

    /** A share of the scenes. */
    static WorldData share(WorldData data, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new SondeException(
                    "A share of " + share + " of a training cannot be", "Give more than 0, at most 1.");
        }
        ToIntFunction<WorldPart> scenes = part ->
                (int) Math.max(LEAST_SCENES, Math.round(share * data.sizes().scenes(part)));
        return data.withSizes(data.sizes()
                .withScenes(
                        scenes.applyAsInt(WorldPart.TRAIN),
                        scenes.applyAsInt(WorldPart.VALIDATION),
                        scenes.applyAsInt(WorldPart.TEST)));
    }

    /** A share of the steps. */
    static StageOptions share(StageOptions options, double share) {
        return options.withSteps(Math.max(1, Math.round(share * options.steps())));
    }
}
