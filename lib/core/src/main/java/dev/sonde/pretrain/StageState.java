package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredTensor;
import dev.sonde.torch.AdamW;
import dev.sonde.torch.Tensors;
import dev.sonde.torch.Torch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The file from which a training goes on exactly: weights, moments, steps and curve, all or nothing. */
final class StageState {
    private static final String WEIGHT = "weight/";
    private static final String OPTIMIZER = "optimizer/";

    private final Torch torch;
    private final Path file;
    private final String run;

    /** @param run what the training is known by: another one may not go on from its file */
    StageState(Torch torch, Path folder, String run) {
        this.torch = torch;
        this.file = folder.resolve("state.safetensors");
        this.run = run;
    }

    /** How far a training is. */
    record Progressed(long steps, LearningCurve curve) {
        static Progressed nothing() {
            return new Progressed(0, LearningCurve.empty());
        }
    }

    void save(Map<String, NDArray> weights, AdamW optimizer, Progressed progressed) {
        List<StoredTensor> tensors = new ArrayList<>();
        weights.forEach((name, array) -> tensors.add(Tensors.stored(torch, WEIGHT + name, array)));
        optimizer.state().forEach((name, array) -> tensors.add(Tensors.stored(torch, OPTIMIZER + name, array)));
        Map<String, String> told = Map.of(
                "run", run,
                "steps", Long.toString(progressed.steps()),
                "curve", progressed.curve().csv());
        SafetensorsWriter.write(file, told, tensors);
        progressed.curve().write(file.resolveSibling("curve.csv"));
    }

    /** Gives weights and optimiser what was saved, if something was. */
    Progressed restore(Map<String, NDArray> weights, AdamW optimizer) {
        if (!Files.exists(file)) {
            return Progressed.nothing();
        }
        try (SafetensorsFile saved = SafetensorsFile.open(file)) {
            check(saved.metadata());
            weights.forEach((name, array) -> Tensors.copy(torch, saved.tensor(WEIGHT + name), array));
            Map<String, NDArray> moments = new HashMap<>();
            optimizer
                    .state()
                    .keySet()
                    .forEach(name -> moments.put(name, Tensors.read(torch, saved.tensor(OPTIMIZER + name))));
            optimizer.restore(moments);
            moments.values().forEach(NDArray::close);
            return new Progressed(
                    Long.parseLong(saved.metadata().get("steps")),
                    LearningCurve.ofCsv(saved.metadata().get("curve")));
        }
    }

    private void check(Map<String, String> told) {
        if (!run.equals(told.get("run"))) {
            throw new SondeException(
                    file + " is the state of another training: " + told.get("run") + "; expected " + run,
                    "Give the same settings again, or another folder.");
        }
    }
}
