package dev.sonde.paper;

import dev.sonde.display.SondeException;
import dev.sonde.experiment.ProbeRun;
import dev.sonde.experiment.Scale;
import dev.sonde.experiment.Training;
import dev.sonde.probe.Score;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A run beside the cells of a published table that are about its model and task. */
record RunComparison(PublishedTable table, ProbeRun run, Scale scale) {
    private static final String STATISTICAL =
            "statistical: our 95 % interval (bootstrap over images) holds the published number";
    private static final String OTHER_DATA =
            "not comparable: the mini world is another data set; its shapes are judged by the tables themselves";

    /** @throws SondeException if the table has none */
    Verdicts verdicts() {
        Map<String, Score> scores = Map.of(
                "validation", run.validation().score(), "test", run.test().score());
        List<JudgedCell> cells = Stream.of("validation", "test")
                .flatMap(split -> published(split).map(cell -> judged(cell, scores.get(split))).stream())
                .toList();
        if (cells.isEmpty()) {
            throw new SondeException(
                    table.item() + " has no number of " + run.model() + ", " + run.training() + ", on " + run.task(),
                    "Its cells are: "
                            + table.cells().stream().map(PublishedCell::place).toList());
        }
        return new Verdicts(table.title() + ", and " + run.name(), cells, run.run());
    }

    private Optional<PublishedCell> published(String split) {
        return table.cells().stream()
                .filter(cell -> cell.row().equals(run.model()))
                .filter(cell -> cell.resampler() == Resampler.NONE
                        || cell.resampler().frozen().equals(Optional.of(run.training() == Training.FROZEN)))
                .filter(cell ->
                        cell.column().startsWith(run.task()) && cell.column().endsWith(" " + split))
                .findFirst();
    }

    private JudgedCell judged(PublishedCell cell, Score score) {
        boolean comparable = scale == Scale.PAPER;
        JudgedCell judged = JudgedCell.of(
                        table.item(),
                        cell.row(),
                        cell.column(),
                        comparable ? STATISTICAL : OTHER_DATA,
                        Verdict.NOT_COMPARABLE)
                .of(cell)
                .measured(score.percent())
                .examples(score.examples());
        return score.byImage()
                .map(interval -> interval.times(100))
                .map(interval -> judged.within(interval)
                        .judged(
                                comparable
                                        ? Verdict.of(
                                                interval.contains(cell.value().value()))
                                        : Verdict.NOT_COMPARABLE))
                .orElse(judged);
    }
}
