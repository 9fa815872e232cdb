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

    /** The recipe of the model that comes with Sonde. */
    public static InstructRecipe shipped() {
        return new InstructRecipe(
                MiniTasks.data(),
                StageOptions.of(2000, 2e-3).withIntervals(50, 500, 500),
                64,
                StageOptions.of(2500, 1e-3).withIntervals(50, 250, 250),
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
