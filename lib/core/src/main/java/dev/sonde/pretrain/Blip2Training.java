package dev.sonde.pretrain;

import dev.sonde.format.StoredType;
import dev.sonde.torch.Torch;
import dev.sonde.world.WorldPart;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Trains BLIP-2 on the mini world: the image encoder, then stage 1 on what it sees. All is kept below a folder, and a
 * training that was stopped goes on from there.
 */
public final class Blip2Training {
    private static final int HELD_OUT = 256;

    private final Torch torch;
    private final MiniRecipe recipe;
    private final Path folder;
    private final Consumer<LearningCurve.Point> watcher;
    private final Stage1Model model;
    private final SceneEncoder encoder;

    /** @param watcher is told what is measured */
    public Blip2Training(Torch torch, MiniRecipe recipe, Path folder, Consumer<LearningCurve.Point> watcher) {
        this.torch = torch;
        this.recipe = recipe;
        this.folder = folder;
        this.watcher = watcher;
        model = Stage1Model.random(torch, MiniConfigs.blip2(), Initialisation.narrow(), recipe.seed());
        encoder = SceneEncoder.of(torch, model);
    }

    /** The model, as far as it is trained. */
    public Stage1Model model() {
        return model;
    }

    /** Trains the image encoder. */
    public LearningCurve encoder() {
        PatchStage stage = new PatchStage(
                encoder, feed(WorldPart.TRAIN), feed(WorldPart.VALIDATION), recipe.encoderBatch(), recipe.seed());
        return loop(recipe.encoder(), "encoder").run(stage);
    }

    /** Trains the Q-Former and its heads; {@link #encoder()} comes first. */
    public LearningCurve stage1() {
        try (SceneTokens train = tokens(WorldPart.TRAIN);
                SceneTokens heldOut = tokens(WorldPart.VALIDATION)) {
            Stage1Evaluation evaluation =
                    new Stage1Evaluation(torch, MiniConfigs.text(), feed(WorldPart.VALIDATION), heldOut, HELD_OUT);
            Stage1 stage = new Stage1(
                    torch,
                    model,
                    MiniConfigs.text(),
                    feed(WorldPart.TRAIN),
                    train,
                    evaluation,
                    recipe.stage1Batch(),
                    recipe.matched());
            return loop(recipe.stage1(), "stage1").run(stage);
        }
    }

    /** Writes the model as the hub lays it out, in half precision; gives the folder. */
    public Path write() {
        return model.blip2().write(folder.resolve("blip2"), StoredType.F16);
    }

    /** What the trained encoder sees of the scenes of a split. */
    private SceneTokens tokens(WorldPart part) {
        return SceneTokens.openOrWrite(
                encoder, feed(part), folder.resolve("encoder").resolve(part.label() + ".safetensors"));
    }

    private StageLoop loop(StageOptions options, String name) {
        return StageLoop.of(torch, options).in(folder.resolve(name)).telling(watcher);
    }

    private SceneFeed feed(WorldPart part) {
        return new SceneFeed(recipe.data(), part);
    }
}
