package dev.sonde.experiment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What the experiments would compute, with an estimate of what it costs, and what is missing for it. Nothing is computed, and
 * of models only configurations and headers are read.
 *
 * <p>Each stage counts once, as each is computed once and kept; how much of it is kept already is not looked at. The formulas
 * stand in {@code PlanCosts}.
 *
 * @param scale of models and data
 * @param stages in the order in which they need each other
 * @param absent why a model takes no part, of those that the scale does not have
 * @param assets what the user has to bring
 */
public record Plan(Scale scale, List<Stage> stages, Map<ProbedModel, String> absent, List<Asset> assets) {
    /** Copies the collections. */
    public Plan {
        stages = List.copyOf(stages);
        absent = Collections.unmodifiableMap(new TreeMap<>(absent));
        assets = List.copyOf(assets);
    }

    /** Operations of all stages. */
    public double flops() {
        return sum(Stage::flops);
    }

    /** Bytes on disk that all stages leave. */
    public double diskBytes() {
        return sum(Stage::diskBytes);
    }

    /** The stages for which nothing is missing. */
    public Plan runnable() {
        return new Plan(scale, stages.stream().filter(Stage::canRun).toList(), absent, assets);
    }

    /** The stages of a kind. */
    public List<Stage> of(Stage.Kind kind) {
        return stages.stream().filter(stage -> stage.kind() == kind).toList();
    }

    /** What is missing. */
    public List<Asset> missing() {
        return assets.stream().filter(asset -> !asset.isThere()).toList();
    }

    private double sum(ToDoubleFunction<Stage> number) {
        return stages.stream().mapToDouble(number).sum();
    }
}
