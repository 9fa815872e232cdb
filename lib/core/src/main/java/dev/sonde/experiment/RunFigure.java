package dev.sonde.experiment;

import dev.sonde.data.Tag;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import dev.sonde.probe.Breakdown;
import dev.sonde.probe.EpochScore;
import dev.sonde.probe.Prediction;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Score;
import dev.sonde.probe.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A run in pictures. */
final class RunFigure {
    private RunFigure() {}

    static Figure of(ProbeRun run, Tag category) {
        List<Panel> panels = new ArrayList<>(List.of(training(run)));
        boolean tagged =
                run.predictions().rows().stream().map(Prediction::tags).anyMatch(tags -> tags.containsKey(category));
        if (tagged) {
            panels.add(parts(run.by(category), run.accuracy()));
        }
        return Figure.of(run.name(), panels.toArray(Panel[]::new))
                .caption("Left: validation score after each epoch, each seed."
                        + (tagged ? " Right: test score; lines are 95 % intervals over images." : ""));
    }

    private static Panel training(ProbeRun run) {
        Panel panel = Panel.of(
                        Axis.linear("epoch"), Axis.linear(metric(run.test())).unit("%"))
                .titled("training");
        List<TrainingHistory> histories = run.histories();
        for (int i = 0; i < histories.size(); i++) {
            List<EpochScore> epochs = histories.get(i).epochs();
            double[] numbers =
                    IntStream.rangeClosed(1, epochs.size()).asDoubleStream().toArray();
            double[] scores =
                    epochs.stream().mapToDouble(epoch -> 100 * epoch.score()).toArray();
            panel = panel.with(Mark.line("seed " + run.seeds().get(i).seed(), numbers, scores));
        }
        return panel;
    }

    private static Panel parts(Breakdown breakdown, Score all) {
        List<String> names = List.copyOf(breakdown.parts().keySet());
        List<Score> scores =
                breakdown.parts().values().stream().map(ProbeResult::score).toList();
        return Panel.of(
                        Axis.categories(breakdown.tag().name(), names),
                        Axis.linear("test").unit("%"))
                .titled("by " + breakdown.tag())
                .horizontal()
                .with(Mark.bars(
                        breakdown.name(),
                        values(scores, Score::percent),
                        values(scores, score -> ends(score, true)),
                        values(scores, score -> ends(score, false))))
                .with(Mark.horizontal("all", all.percent()));
    }

    // One image has no interval over images; its bar stands alone.
    private static double ends(Score score, boolean low) {
        return score.byImage()
                .map(interval -> 100 * (low ? interval.low() : interval.high()))
                .orElse(score.percent());
    }

    private static double[] values(List<Score> scores, ToDoubleFunction<Score> number) {
        return scores.stream().mapToDouble(number).toArray();
    }

    private static String metric(ProbeResult result) {
        return result.boxes() ? "IoU ≥ 0.5 (validation)" : "accuracy (validation)";
    }
}
