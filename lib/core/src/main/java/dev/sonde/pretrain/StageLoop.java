package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.Progress;
import dev.sonde.display.SondeException;
import dev.sonde.pretrain.StageState.Progressed;
import dev.sonde.stats.SplitMix;
import dev.sonde.torch.AdamW;
import dev.sonde.torch.AdamWOptions;
import dev.sonde.torch.ParameterGroup;
import dev.sonde.torch.Schedule;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trains a {@link Stage}. Settings, seed and stage decide the weights, whether or not the training was interrupted.
 *
 * <pre>{@code
 * LearningCurve curve = StageLoop.of(torch, StageOptions.of(1500, 2e-3)).in(folder).run(stage);
 * }</pre>
 */
public final class StageLoop {
    private static final AdamWOptions ADAM =
            AdamWOptions.defaults().withBetas(0.9, 0.98).withMaxNorm(1);

    private final Torch torch;
    private final StageOptions options;
    private final Optional<Path> folder;
    private final Consumer<LearningCurve.Point> watcher;

    private StageLoop(Torch torch, StageOptions options, Optional<Path> folder, Consumer<LearningCurve.Point> watcher) {
        this.torch = torch;
        this.options = options;
        this.folder = folder;
        this.watcher = watcher;
    }

    /** A loop that keeps nothing. */
    public static StageLoop of(Torch torch, StageOptions options) {
        return new StageLoop(torch, options, Optional.empty(), point -> {});
    }

    /** Saves its state in a folder now and then, and goes on from there if one is saved. */
    public StageLoop in(Path place) {
        return new StageLoop(torch, options, Optional.of(place), watcher);
    }

    /** Tells each point of the learning curve when it is measured. */
    public StageLoop telling(Consumer<LearningCurve.Point> listener) {
        return new StageLoop(torch, options, folder, listener);
    }

    /**
     * Moves the weights of a stage.
     *
     * @return what was measured on the way
     * @throws SondeException if the loss is no longer a number, or the folder holds the state of another training
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; what was saved stays
     */
    public LearningCurve run(Stage stage) {
        Map<String, NDArray> weights = stage.weights();
        Optional<StageState> state =
                folder.map(place -> new StageState(torch, place, stage.name() + " " + options.trained()));
        try (AdamW optimizer = new AdamW(torch, ADAM, List.of(group(weights)));
                Progress progress = Progress.of(stage.name(), options.steps())) {
            Run run = new Run(stage, optimizer, progress, state);
            run.from(state.map(saved -> saved.restore(weights, optimizer)).orElseGet(Progressed::nothing));
            return run.curve;
        }
    }

    private ParameterGroup group(Map<String, NDArray> weights) {
        return ParameterGroup.of(weights.values()).withWeightDecay(options.weightDecay());
    }

    /** One training. */
    private final class Run {
        private final Stage stage;
        private final AdamW optimizer;
        private final Progress progress;
        private final Optional<StageState> state;
        private final Schedule schedule = options.schedule();
        private final Map<String, Double> sums = new LinkedHashMap<>();
        private LearningCurve curve = LearningCurve.empty();

        Run(Stage stage, AdamW optimizer, Progress progress, Optional<StageState> state) {
            this.stage = stage;
            this.optimizer = optimizer;
            this.progress = progress;
            this.state = state;
        }

        void from(Progressed start) {
            curve = start.curve();
            progress.at(start.steps());
            for (long step = start.steps(); step < options.steps(); step++) {
                step(step);
                after(step + 1);
                progress.at(step + 1);
            }
        }

        private void step(long step) {
            torch.seed(SplitMix.seed(options.seed(), step));
            torch.training(() -> {
                StepLoss loss = stage.loss(step, options.steps(), Draws.of(options.seed(), step));
                NDArray total = loss.total(torch);
                add("loss", total, step);
                loss.shown().forEach((name, value) -> add(name, value, step));
                optimizer.step(total, schedule.rate(step));
                return step;
            });
        }

        private void add(String quantity, NDArray scalar, long step) {
            double value = scalar.getFloat();
            if (Double.isNaN(value)) {
                throw new SondeException(
                        "The " + quantity + " of " + stage.name() + " is not a number in step " + step,
                        "Take a smaller learning rate.");
            }
            sums.merge(quantity, value, Double::sum);
        }

        // A state is saved after whole intervals of the curve only, whose sums would be lost else.
        private void after(long done) {
            boolean end = done == options.steps();
            if (done % options.curveEvery() == 0 || end) {
                long steps = (done - 1) % options.curveEvery() + 1;
                sums.replaceAll((quantity, sum) -> sum / steps);
                measured(done, sums);
                sums.clear();
            }
            if (done % options.evaluateEvery() == 0 || end) {
                measured(done, stage.evaluate());
            }
            if (done % options.saveEvery() == 0 && done % options.curveEvery() == 0 || end) {
                state.ifPresent(one -> one.save(stage.weights(), optimizer, new Progressed(done, curve)));
            }
        }

        private void measured(long done, Map<String, Double> values) {
            List<LearningCurve.Point> points = new ArrayList<>();
            values.forEach((quantity, value) -> points.add(new LearningCurve.Point(done, quantity, value)));
            points.forEach(watcher);
            curve = curve.with(points);
        }
    }
}
