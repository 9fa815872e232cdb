package dev.sonde.pretrain;

import dev.sonde.world.WorldData;

/**
 * All that decides the weights of the mini world's InstructBLIP, beside the BLIP-2 that it begins with.
 *
 * @param data the scenes; those of the training split serve both stages, those of the validation split their evaluation
 * @param language how the language model is trained
 * @param languageBatch texts of a step of it
 * @param instruct how the Q-Former is tuned
 * @param instructBatch instructions of a step of it
 * @param describePercent how many of these in a hundred ask for a caption
 * @param seed of the first weights of language model and projection
 */
public record InstructRecipe(
        WorldData data,
        StageOptions language,
        int languageBatch,
        StageOptions instruct,
        int instructBatch,
        int describePercent,
        long seed) {
    /** Fewer than BLIP-2 saw: there are several questions and captions of each. */
    private static final int TRAIN_SCENES = 20_000;

    /** The recipe of the model that comes with Sonde. */
    public static InstructRecipe shipped() {
        WorldData data = MiniTasks.data();
        return new InstructRecipe(
                data.withSizes(data.sizes().withScenes(TRAIN_SCENES, 1_000, 1_000)),
                StageOptions.of(3000, 2e-3).withIntervals(50, 500, 250),
                32,
                StageOptions.of(900, 1e-3).withIntervals(50, 300, 100),
                64,
                25,
                1);
    }

    /**
     * A trial: that share of the steps, and of the scenes.
     *
     * @param share above 0, at most 1
     */
    public InstructRecipe withShare(double share) {
        return new InstructRecipe(
                MiniRecipe.share(data, share),
                MiniRecipe.share(language, share),
                languageBatch,
                MiniRecipe.share(instruct, share),
                instructBatch,
                describePercent,
                seed);
    }

    /** With other seeds: of the first weights and of all batches. */
    public InstructRecipe withSeed(long number) {
        return new InstructRecipe(
                data,
                language.withSeed(number),
                languageBatch,
                instruct.withSeed(number),
                instructBatch,
                describePercent,
                number);
    }
}
