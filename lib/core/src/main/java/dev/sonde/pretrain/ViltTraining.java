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
 * Trains ViLT on the mini world, from an image encoder that is trained already. All is kept below a folder, and a training
 * that was stopped goes on from there.
 */
public final class ViltTraining {
    private static final int HELD_OUT = 256;

    private final Torch torch;
    private final ViltRecipe recipe;
    private final WorldData data;
    private final Path folder;
    private final Consumer<LearningCurve.Point> watcher;
    private final ViltWithHeads model;

    /**
     * @param encoder with whose weights ViLT begins
     * @param data the scenes: those of the training split to learn from, those of the validation split for evaluation
     * @param watcher is told what is measured
     */
    public ViltTraining(
            Torch torch,
            ViltRecipe recipe,
            SceneEncoder encoder,
            WorldData data,
            Path folder,
            Consumer<LearningCurve.Point> watcher) {
        this.torch = torch;
        this.recipe = recipe;
        this.data = data;
        this.folder = folder;
        this.watcher = watcher;
        model = ViltWithHeads.random(torch, MiniConfigs.vilt(), Initialisation.narrow(), recipe.seed());
        ViltStart.of(encoder).give(model.vilt());
    }

    /** The model, as far as it is trained. */
    public ViltWithHeads model() {
        return model;
    }

    /** Trains it, phase after phase. */
    public List<LearningCurve> run() {
        List<LearningCurve> curves = new ArrayList<>();
        for (ViltRecipe.Phase phase : recipe.phases()) {
            Path place = folder.resolve("vilt-" + (curves.size() + 1));
            curves.add(StageLoop.of(torch, phase.options())
                    .in(place)
                    .telling(watcher)
                    .run(stage(phase)));
        }
        return curves;
    }

    /** Writes the model as the hub lays it out, in half precision; gives the folder. */
    public Path write() {
        return model.vilt().write(folder.resolve("vilt"), StoredType.F16);
    }

    private ViltStage stage(ViltRecipe.Phase phase) {
        WorldData captioned = data.withCaptions(phase.captions());
        SceneFeed heldOut = new SceneFeed(captioned, WorldPart.VALIDATION);
        return new ViltStage(
                torch,
                model,
                MiniConfigs.text(),
                new SceneFeed(captioned, WorldPart.TRAIN),
                new ViltEvaluation(torch, MiniConfigs.text(), heldOut, HELD_OUT),
                phase.batch(),
                phase.matched());
    }
}
