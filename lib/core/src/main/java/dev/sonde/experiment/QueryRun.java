package dev.sonde.experiment;

import dev.sonde.feature.StoreLock;
import dev.sonde.probe.FrozenTrainer;
import dev.sonde.probe.ProbeData;
import dev.sonde.probe.QueryScores;
import dev.sonde.probe.Score;
import dev.sonde.probe.TrainedProbe;
import dev.sonde.torch.Torch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Linear probes on each query alone, trained in one pass: computed once, and kept. */
record QueryRun(ProbePlan plan, RunStore store) {
    QueryOutcome outcome(RunRequest request) {
        Run run = run();
        Path file = store.folder(run).path().resolve("queries.json");
        if (!Files.isRegularFile(file)) {
            try (StoreLock lock = store.lock(run)) {
                Objects.requireNonNull(lock);
                if (!Files.isRegularFile(file)) {
                    compute(run, file);
                }
            }
        }
        return QueryFile.read(file, request);
    }

    private Run run() {
        Run whole = plan.run();
        SortedMap<String, String> parameters = new TreeMap<>(whole.parameters());
        parameters.putAll(Map.of("input", "each query alone"));
        return new Run(parameters, whole.data(), whole.weights(), whole.seed(), whole.device(), whole.seconds());
    }

    private void compute(Run run, Path file) {
        long start = System.nanoTime();
        try (Torch torch = Computing.torch(Optional.empty())) {
            ProbeRows rows = plan.on().rows(plan.task(), torch, store.features());
            List<TrainedProbe> probes =
                    FrozenTrainer.on(torch).trainEachQuery(plan.trial(), rows.train(), rows.validation());
            QueryScores validation = scores(probes, rows.validation());
            QueryScores test = scores(probes, rows.test());
            Run computed = run.on(torch.device().toString()).took((System.nanoTime() - start) / 1e9);
            QueryFile.write(file, computed, validation, test);
        }
    }

    private QueryScores scores(List<TrainedProbe> probes, ProbeData data) {
        List<Score> scores = probes.stream()
                .map(probe -> probe.predict(data)
                        .result(probe.trial().input().toString())
                        .score())
                .toList();
        return new QueryScores(plan.trial().objective().metric(), scores);
    }
}
