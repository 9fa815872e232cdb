package dev.sonde.pretrain;

import dev.sonde.format.StoredType;
import dev.sonde.torch.Torch;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** Its image encoder, as far as it is trained. */
    SceneEncoder sceneEncoder() {
        return encoder;
    }

    /** Trains the image encoder. */
    public LearningCurve encoder() {
        PatchStage stage = new PatchStage(
                encoder, feed(WorldPart.TRAIN), feed(WorldPart.VALIDATION), recipe.encoderBatch(), recipe.seed());
        return loop(recipe.encoder(), "encoder").run(stage);
    }

    /** Trains the Q-Former and its heads, phase after phase; {@link #encoder()} comes first. */
    public List<LearningCurve> stage1() {
        try (SceneTokens train = tokens(WorldPart.TRAIN);
                SceneTokens heldOut = tokens(WorldPart.VALIDATION)) {
            List<LearningCurve> curves = new ArrayList<>();
            for (MiniRecipe.Phase phase : recipe.stage1()) {
                String name = "stage1-" + (curves.size() + 1) + (phase.isObjectAware() ? "-objects" : "");
                curves.add(loop(phase.options(), name).run(stage1(phase, train, heldOut)));
            }
            return curves;
        }
    }

    private Stage1 stage1(MiniRecipe.Phase phase, SceneTokens train, SceneTokens heldOut) {
        WorldData data = recipe.data().withCaptions(phase.captions());
        SceneFeed held = new SceneFeed(data, WorldPart.VALIDATION);
        return new Stage1(
                torch,
                model,
                MiniConfigs.text(),
                new SceneFeed(data, WorldPart.TRAIN),
                train,
                new Stage1Evaluation(torch, MiniConfigs.text(), held, heldOut, HELD_OUT),
                recipe.stage1Batch(),
                recipe.matched(),
                phase.boxWeight());
    }

    /** Writes the model as the hub lays it out, in half precision; gives the folder. */
    public Path write() {
        return model.blip2().write(folder.resolve(recipe.isObjectAware() ? "objects" : "blip2"), StoredType.F16);
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
