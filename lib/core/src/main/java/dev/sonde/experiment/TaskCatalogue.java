package dev.sonde.experiment;

import dev.sonde.data.Photographs;
import dev.sonde.data.RefCoco;
import dev.sonde.data.RegionCellOptions;
import dev.sonde.data.RegionCells;
import dev.sonde.data.Tag;
import dev.sonde.data.Task;
import dev.sonde.data.Vsr;
import dev.sonde.display.SondeException;
import dev.sonde.probe.Objective;
import dev.sonde.probe.TrainingOptions;
import dev.sonde.search.SearchSpace;
import dev.sonde.world.World;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldPart;
import dev.sonde.world.WorldSizes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The paper's three tasks at each scale, probed as its Table 4 says. */
public final class TaskCatalogue {
    /**
     * Enough for a probe of a few hundred numbers, and to tell ten points on a fourteenth of the test examples. Statements are
     * four a scene, so that joint training need not see one more than twice; it may learn by heart what it sees often.
     */
    private static final WorldSizes MINI_SIZES =
            WorldSizes.defaults().withScenes(10_000, 1_000, 2_000).withStatementsPerThousandScenes(4_000);

    private TaskCatalogue() {}

    /**
     * A task of the paper.
     *
     * @throws SondeException if its data are not there
     */
    public static ProbingTask of(Scale scale, ProbedTask task) {
        ProbingTask opened =
                scale == Scale.MINI ? mini(task, WorldData.of(World.defaults()).withSizes(MINI_SIZES)) : paper(task);
        return probedAsInThePaper(opened, task);
    }

    /** A task of the paper in a mini world of your own. */
    public static ProbingTask of(WorldData data, ProbedTask task) {
        return probedAsInThePaper(mini(task, data), task);
    }

    private static ProbingTask mini(ProbedTask task, WorldData data) {
        Task made =
                switch (task) {
                    case REFCOCOG -> data.refCocoG();
                    case VSR -> atMost(data.sizes().validation(), data.sizes().test(), data.vsr());
                    case RCM -> rcm(data);
                };
        return ProbingTask.of(made, data.world()).withImages(scenes(data));
    }

    // As many as RefCOCOg has; each scene gives about four.
    private static Task rcm(WorldData data) {
        WorldSizes sizes = data.sizes();
        Task all = data.rcm();
        Task fewer = new Task(all.name(), all.train().sample(sizes.train(), 0), all.validation(), all.test());
        return atMost(sizes.validation(), sizes.test(), fewer);
    }

    private static Task atMost(int validation, int test, Task task) {
        return new Task(
                task.name(),
                task.train(),
                task.validation().sample(validation, 0),
                task.test().sample(test, 0));
    }

    /** All scenes: the three tasks are about the same ones. */
    private static List<String> scenes(WorldData data) {
        return Arrays.stream(WorldPart.values())
                .flatMap(part -> data.images(part).stream())
                .toList();
    }

    private static ProbingTask paper(ProbedTask task) {
        Photographs photographs = Photographs.open();
        return switch (task) {
            case REFCOCOG -> ProbingTask.of(refCocoG().task(), photographs);
            case VSR -> ProbingTask.of(Vsr.open().random().task(), photographs);
            case RCM -> {
                Map<String, RegionCells> cells = refCocoG().regionCells(RegionCellOptions.defaults());
                Task made = RegionCells.task(cells.get("train"), cells.get("validation"), cells.get("test"));
                yield ProbingTask.of(made, photographs)
                        .withImages(
                                ProbingTask.of(refCocoG().task(), photographs).imageNames());
            }
        };
    }

    private static ProbingTask probedAsInThePaper(ProbingTask opened, ProbedTask task) {
        ProbingTask probed =
                opened.withObjective(objective(task)).withSpace(space(task)).withOptions(options(task));
        return switch (task) {
            case REFCOCOG -> probed.withCategory(Tag.SUPER_CATEGORY);
            case VSR -> probed.withCategory(Tag.RELATION_CATEGORY);
            case RCM -> probed.withCategory(Tag.TRUE_CELL);
        };
    }

    /** What is learnt for a task. */
    static Objective objective(ProbedTask task) {
        return task == ProbedTask.REFCOCOG ? Objective.boxes(6, 20) : Objective.truth();
    }

    /** Where a search for a task looks. */
    static SearchSpace space(ProbedTask task) {
        return switch (task) {
            case REFCOCOG -> SearchSpace.refCocoG();
            case VSR -> SearchSpace.vsr();
            case RCM -> SearchSpace.rcm();
        };
    }

    /** How a probe is trained for a task, where nothing is searched. */
    static TrainingOptions options(ProbedTask task) {
        return switch (task) {
            case REFCOCOG -> TrainingOptions.refCoco();
            case VSR -> TrainingOptions.vsr();
            case RCM -> TrainingOptions.rcm();
        };
    }

    private static RefCoco refCocoG() {
        return RefCoco.open()
                .orElseThrow(() -> new SondeException(
                        "RefCOCOg is not there: expected refs(umd).p and instances.json in the folder refcocog of SONDE_DATA",
                        "Set SONDE_DATA to the folder that holds it (environment/doctor says where to get it), or use "
                                + Scale.SETTING + "=mini."));
    }
}
