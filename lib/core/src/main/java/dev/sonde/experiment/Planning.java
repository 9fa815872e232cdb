package dev.sonde.experiment;

import dev.sonde.model.ModelFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes plans for a scale.
 *
 * <pre>{@code
 * Planning planning = Planning.paper(ModelFolder.here(), Optional.of(Path.of("/data")));
 * Plan plan = planning.of(PaperItem.all(planning.scale(), planning::shape));
 * }</pre>
 */
public final class Planning {
    private final Scale scale;
    private final PlannedModels models;
    private final PlannedData data;
    private final PlanCosts costs;

    private Planning(Scale scale, PlannedModels models, PlannedData data) {
        this.scale = scale;
        this.models = models;
        this.data = data;
        this.costs = new PlanCosts(scale, models, data);
    }

    /** For the mini world; its scenes are counted, which takes seconds. */
    public static Planning mini() {
        return new Planning(Scale.MINI, PlannedModels.mini(), PlannedData.mini());
    }

    /**
     * For the paper's models and data.
     *
     * @param models the user's checkpoints
     * @param data the user's data sets
     */
    public static Planning paper(ModelFolder models, Optional<Path> data) {
        return new Planning(Scale.PAPER, PlannedModels.paper(models), PlannedData.paper(data));
    }

    /** Which models and data. */
    public Scale scale() {
        return scale;
    }

    /** How large a resampler is, also one that is missing; empty for other models. */
    public Optional<ModelShape> shape(ProbedModel model) {
        return model.isResampler()
                ? Optional.of(new ModelShape(
                        models.qformer(model).layers(), models.qformer(model).queries()))
                : Optional.empty();
    }

    /** How fast this machine computes with models of these sizes; takes seconds. */
    public Speed measuredSpeed() {
        return SpeedTrial.of(models.blip2().vision(), models.blip2().qformer()).measure();
    }

    /** The plan of what is asked for. */
    public Plan of(PlannedRequests asked) {
        PlannedRequests requests = asked.without(models.absent().keySet());
        Map<String, Stage> encoded = new LinkedHashMap<>();
        requests.runs().forEach(request -> encode(request, encoded));
        requests.queries().forEach(request -> encode(request, encoded));
        List<Stage> stages = new ArrayList<>(encoded.values());
        stages.addAll(probed(requests.runs()));
        requests.queries().forEach(request -> stages.add(costs.queries(request)));
        requests.prompted().forEach(task -> stages.add(costs.prompted(task)));
        stages.sort(Comparator.comparing(Stage::kind));
        List<Asset> assets = new ArrayList<>(models.assets());
        assets.addAll(data.assets());
        return new Plan(scale, stages, models.absent(), assets);
    }

    /** Runs that differ in their controls are one run, with each of its controls. */
    private List<Stage> probed(Set<RunRequest> requests) {
        List<Stage> stages = new ArrayList<>();
        Set<RunRequest> trained = new LinkedHashSet<>();
        for (RunRequest request : requests) {
            if (trained.add(request.with(ControlSet.NONE))) {
                stages.add(costs.run(request));
            }
            if (request.controls() != ControlSet.NONE) {
                stages.add(costs.controls(request));
            }
        }
        return stages;
    }

    // Tokens of images and features are stored by what determines them, and shared by all runs that read them.
    private void encode(RunRequest request, Map<String, Stage> encoded) {
        ProbedModel model = request.model();
        ProbedTask task = request.task();
        PlannedModels.images(model).ifPresent(owner -> {
            String images = owner + ", images of " + data.size(task).imageSet();
            encoded.computeIfAbsent(images, unseen -> costs.images(owner, task));
        });
        if (request.training() == Training.FROZEN) {
            boolean allLayers = model.isResampler() && (request.layer().isPresent() || scale == Scale.MINI);
            String features = model + ", " + task + ", " + allLayers;
            encoded.computeIfAbsent(features, unseen -> costs.features(model, task, allLayers));
        }
    }
}
