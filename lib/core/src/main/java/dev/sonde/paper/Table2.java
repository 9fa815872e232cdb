package dev.sonde.paper;

import dev.sonde.data.RelationCategory;
import dev.sonde.data.Tag;
import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.Runs;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Panel;
import dev.sonde.probe.ProbeResult;
import dev.sonde.stats.DetectableDifference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Table 2: VSR by the category of the relation.
 *
 * <p>Rule of the mini world, from the paper's table, in which joint training lifts every category of both resamplers: a
 * category of the jointly trained resampler lies above the same category of the frozen one; where so few examples cannot
 * tell, nothing is concluded. The relations of the mini world are simple ones, so which category is hard is not compared.
 */
public final class Table2 extends JudgedTable {
    private static final PublishedTable PUBLISHED = Published.asPrinted().table(2);

    private Table2(Judge judge) {
        super(PUBLISHED, judge);
    }

    /** The table of these runs. */
    public static Table2 of(Runs runs) {
        return Judge.prepared(runs, Table2::new);
    }

    @Override
    JudgedCell judged(PublishedCell cell) {
        PaperSystem system = PaperSystem.of(cell).orElseThrow();
        Slice slice = Slice.test(Tag.RELATION_CATEGORY, cell.column());
        return judge().number(cell, system.request(ProbedTask.VSR), slice, shape(system));
    }

    private static Contrast shape(PaperSystem system) {
        boolean blip2 = system == PaperSystem.QFORMER_FROZEN || system == PaperSystem.QFORMER_JOINT;
        return new Contrast(
                (blip2 ? PaperSystem.QFORMER_JOINT : PaperSystem.IBLIP_JOINT).request(ProbedTask.VSR),
                (blip2 ? PaperSystem.QFORMER_FROZEN : PaperSystem.IBLIP_FROZEN).request(ProbedTask.VSR),
                new Shape.Order());
    }

    /** What so many examples can tell: of each category N, its majority class, the smallest difference two systems can show. */
    public TableView detectable() {
        TableView view = TableView.titled("What the categories can tell")
                .column("Category", Align.LEFT)
                .column("N, paper", Align.RIGHT)
                .column("N, ours", Align.RIGHT)
                .column("Majority class, ours (%)", Align.RIGHT)
                .column("Two systems disagree on (%)", Align.RIGHT)
                .column("Detectable difference (points)", Align.RIGHT);
        for (RelationCategory category : RelationCategory.values()) {
            view = view.row(row(category).toArray());
        }
        return view.note(
                "Detectable: the smallest difference of two systems on the same examples that a two-sided test at 5 % "
                        + "finds four times out of five, where the frozen and the jointly trained Q-Former disagree as often as here.");
    }

    private List<Object> row(RelationCategory category) {
        List<Object> row = new ArrayList<>(List.of(
                category.label(),
                PUBLISHED
                        .cell("Q-Former", Resampler.FROZEN, category.label())
                        .n()
                        .orElseThrow()));
        Optional<ProbeResult> frozen = result(PaperSystem.QFORMER_FROZEN, category);
        Optional<ProbeResult> joint = result(PaperSystem.QFORMER_JOINT, category);
        row.add(frozen.map(result -> String.valueOf(result.size())).orElse("–"));
        row.add(frozen.map(result -> Numbers.format("%.1f", Majority.percent(result)))
                .orElse("–"));
        Optional<Double> disagreement = frozen.flatMap(one -> joint.map(other -> Majority.disagreement(one, other)));
        row.add(disagreement.map(share -> Numbers.format("%.1f", 100 * share)).orElse("–"));
        row.add(disagreement
                .flatMap(share -> detectable(share, frozen.orElseThrow().size()))
                .map(points -> Numbers.format("%.1f", points))
                .orElse("–"));
        return row;
    }

    private static Optional<Double> detectable(double disagreement, int n) {
        try {
            return Optional.of(100 * DetectableDifference.withDefaults().paired(disagreement, n));
        } catch (SondeException e) {
            // So few examples, or so few of them discordant, that no difference can be found.
            return Optional.empty();
        }
    }

    private Optional<ProbeResult> result(PaperSystem system, RelationCategory category) {
        return judge().result(system.request(ProbedTask.VSR), Slice.test(Tag.RELATION_CATEGORY, category.label()));
    }

    /** Ours by category with intervals, the paper's beside it. */
    public Figure figure() {
        return Figure.of("VSR by category of relation", panel("Q-Former"), panel("IBLIP Q-Former"))
                .columns(1)
                .size(760, 720)
                .caption(
                        "Accuracy on the test examples; bars are 95 % intervals of ours (bootstrap over images). Runs on "
                                + judge().runs().scale() + " scale.");
    }

    private Panel panel(String model) {
        List<String> names = Arrays.stream(RelationCategory.values())
                .map(RelationCategory::label)
                .toList();
        Panel panel = Panel.of(
                        Axis.categories("category of relation", names),
                        Axis.linear("accuracy").unit("%").range(20, 100))
                .titled(model);
        double shift = -0.24;
        for (Resampler state : List.of(Resampler.FROZEN, Resampler.UNFROZEN)) {
            List<JudgedCell> cells = verdicts().cells().stream()
                    .filter(cell -> cell.row().equals(model) && cell.resampler() == state)
                    .toList();
            panel = panel.with(
                    Marks.points(state.label() + ", ours", cells, shift),
                    Marks.published(state.label() + ", paper", cells, shift + 0.12));
            shift += 0.28;
        }
        return panel;
    }
}
