package dev.sonde.pretrain;

import dev.sonde.format.StoredType;
import dev.sonde.format.TensorSource;
import dev.sonde.model.Checkpoint;
import dev.sonde.model.HfConfig;
import dev.sonde.model.InstructBlip;
import dev.sonde.model.QFormerNames;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.Tensors;
import dev.sonde.torch.Torch;
import dev.sonde.world.WorldPart;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Trains InstructBLIP on the mini world, from a BLIP-2 on: a language model on texts, then the Q-Former through it. All is
 * kept below a folder, and a training that was stopped goes on from there.
 */
public final class InstructBlipTraining {
    private static final int HELD_OUT = 256;

    private final Torch torch;
    private final InstructRecipe recipe;
    private final Path folder;
    private final Consumer<LearningCurve.Point> watcher;
    private final InstructBlip model;

    /**
     * @param blip2 folder of the checkpoint from which image encoder and Q-Former come
     * @param watcher is told what is measured
     */
    public InstructBlipTraining(
            Torch torch, InstructRecipe recipe, Path blip2, Path folder, Consumer<LearningCurve.Point> watcher) {
        this.torch = torch;
        this.recipe = recipe;
        this.folder = folder;
        this.watcher = watcher;
        model = InstructBlip.random(torch, MiniConfigs.instructBlip());
        Initialisation.narrow().apply(model.parameters(), recipe.seed());
        begin(torch, model.parameters(), blip2);
    }

    private static void begin(Torch torch, Parameters parameters, Path blip2) {
        try (Checkpoint weights = Checkpoint.blip2(TensorSource.open(blip2), HfConfig.blip2(blip2))) {
            parameters.arrays().forEach((name, array) -> {
                String there = QFormerNames.inBlip2(name);
                if (weights.names().contains(there)) {
                    Tensors.copy(torch, weights.tensor(there), array);
                }
            });
        }
    }

    /** The model, as far as it is trained. */
    public InstructBlip model() {
        return model;
    }

    /** Trains the language model. */
    public LearningCurve language() {
        LanguageStage stage = new LanguageStage(
                torch,
                model,
                MiniConfigs.languageText(),
                feed(WorldPart.TRAIN),
                feed(WorldPart.VALIDATION),
                recipe.languageBatch());
        return loop(recipe.language(), "language").run(stage);
    }

    /** Tunes Q-Former and projection; {@link #language()} comes first. */
    public LearningCurve instruct() {
        try (SceneTokens train = tokens(WorldPart.TRAIN);
                SceneTokens heldOut = tokens(WorldPart.VALIDATION)) {
            TextInput input = MiniConfigs.languageText();
            InstructStage stage = new InstructStage(
                    torch,
                    model,
                    input,
                    feed(WorldPart.TRAIN),
                    train,
                    new InstructEvaluation(torch, input, feed(WorldPart.VALIDATION), heldOut, HELD_OUT),
                    recipe.instructBatch(),
                    recipe.describePercent());
            return loop(recipe.instruct(), "instruct").run(stage);
        }
    }

    /** Writes the model as the hub lays it out, in half precision; gives the folder. */
    public Path write() {
        return model.write(folder.resolve("instructblip"), StoredType.F16);
    }

    private SceneTokens tokens(WorldPart part) {
        return SceneTokens.openOrWrite(
                SceneEncoder.of(torch, model),
                feed(part),
                folder.resolve("instruct").resolve(part.label() + ".safetensors"));
    }

    private StageLoop loop(StageOptions options, String name) {
        return StageLoop.of(torch, options).in(folder.resolve(name)).telling(watcher);
    }

    private SceneFeed feed(WorldPart part) {
        return new SceneFeed(recipe.data(), part);
    }
}
