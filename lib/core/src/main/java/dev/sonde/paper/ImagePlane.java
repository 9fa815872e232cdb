package dev.sonde.paper;

import dev.sonde.data.Box;
import dev.sonde.display.MimeBundle;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.RunOutcome;
import dev.sonde.experiment.Runs;
import dev.sonde.image.ImageSize;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import dev.sonde.probe.Prediction;
import dev.sonde.probe.Predictions;
import dev.sonde.probe.ProbeResult;
import dev.sonde.stats.Clusters;
import dev.sonde.stats.KendallResult;
import dev.sonde.stats.KendallTest;
import dev.sonde.stats.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Beyond the paper: where on the image plane boxes are missed.
 *
 * <p>The paper concludes from twelve super-categories (Table 5) that large boxes are found and that "the further the bounding
 * box deviates from the center, the more the performance drops". Here every test example counts: its IoU against the area of
 * its box, and against the distance of its centre to that of the image.
 *
 * <p>Rule, at either scale, for both resamplers frozen: Kendall's tau of IoU and area is above 0, that of IoU and distance
 * below 0, both with p of at most 0.05.
 */
public final class ImagePlane implements Judged {
    private static final String ITEM = "beyond-boxes";
    private static final int SIDE = 5;
    private static final int BINS = 8;
    private static final ImageSize SQUARE = new ImageSize(1, 1);

    private final Judge judge;

    private ImagePlane(Judge judge) {
        this.judge = judge;
    }

    /** The image plane of these runs. */
    public static ImagePlane of(Runs runs) {
        return Judge.prepared(runs, ImagePlane::new);
    }

    @Override
    public Verdicts verdicts() {
        List<JudgedCell> cells = new ArrayList<>();
        for (PaperSystem system : PaperSystem.RESAMPLERS) {
            cells.add(tau(system, "tau of IoU and area", 1, row -> answer(row).area()));
            cells.add(tau(
                    system, "tau of IoU and distance", -1, row -> answer(row).distanceToCentre(SQUARE)));
            cells.addAll(cells(system));
        }
        return new Verdicts("Where boxes are found, judged", cells, judge.run(ITEM));
    }

    private JudgedCell tau(PaperSystem system, String column, int sign, ToDoubleFunction<Prediction> property) {
        String rule = system.isFrozen()
                ? "shape: tau is " + (sign > 0 ? "above" : "below")
                        + " 0 with p of at most 0.05, one example of each image counted"
                : "not comparable: the paper's conclusion is about frozen resamplers";
        JudgedCell cell = JudgedCell.of(ITEM, system.model().label(), column, rule, Verdict.NOT_RUN)
                .of(system.resampler());
        return outcome(system)
                .flatMap(outcome -> tau(outcome.test(), property).map(tau -> cell.measured(tau.tau())
                        .examples(tau.n())
                        .pValue(tau.pValue())
                        .from(outcome.run(), outcome.seeds())
                        .judged(
                                system.isFrozen()
                                        ? Verdict.of(sign * tau.tau() > 0 && tau.pValue() <= 0.05)
                                        : Verdict.NOT_COMPARABLE)))
                .orElse(cell);
    }

    /** Of the first example of each image, so that examples are independent; empty where one side does not vary. */
    private static Optional<KendallResult> tau(ProbeResult result, ToDoubleFunction<Prediction> property) {
        List<Prediction> rows = result.seeds().get(0).rows();
        Clusters images = result.seeds().get(0).images();
        int[] first = IntStream.range(0, images.count())
                .map(image -> images.members(image)[0])
                .toArray();
        double[] iou = means(result, Prediction::score);
        double[] x = Arrays.stream(first)
                .mapToDouble(i -> property.applyAsDouble(rows.get(i)))
                .toArray();
        double[] y = Arrays.stream(first).mapToDouble(i -> iou[i]).toArray();
        boolean varied = Arrays.stream(x).distinct().count() > 1
                && Arrays.stream(y).distinct().count() > 1;
        return varied ? Optional.of(KendallTest.withDefaults().test(x, y)) : Optional.empty();
    }

    /** The share found in each cell of a 5 x 5 grid over the image. */
    private List<JudgedCell> cells(PaperSystem system) {
        return outcome(system).stream()
                .flatMap(outcome -> IntStream.range(0, SIDE * SIDE)
                        .boxed()
                        .flatMap(place -> found(outcome.test(), place)
                                .map(share -> JudgedCell.of(
                                                ITEM,
                                                system.model().label(),
                                                Numbers.format(
                                                        "found, row %d, column %d of 5",
                                                        place / SIDE + 1, place % SIDE + 1),
                                                "not comparable: the paper has no such map",
                                                Verdict.NOT_COMPARABLE)
                                        .of(system.resampler())
                                        .measured(share.percent())
                                        .count(share.successes(), share.trials())
                                        .within(share.wilson().times(100))
                                        .from(outcome.run(), outcome.seeds()))
                                .stream()))
                .toList();
    }

    private static Optional<Proportion> found(ProbeResult result, int place) {
        List<Prediction> rows = result.seeds().get(0).rows();
        double[] right = means(result, row -> row.right() ? 1 : 0);
        int[] here = IntStream.range(0, rows.size())
                .filter(i -> place(answer(rows.get(i))) == place)
                .toArray();
        double sum = Arrays.stream(here).mapToDouble(i -> right[i]).sum();
        return here.length == 0 ? Optional.empty() : Optional.of(new Proportion(Math.round(sum), here.length));
    }

    private static int place(Box box) {
        return SIDE * slot(box.centreY()) + slot(box.centreX());
    }

    private static int slot(double share) {
        return Math.max(0, Math.min(SIDE - 1, (int) (SIDE * share)));
    }

    /** Share of boxes found by where their centre lies, a map for each system that was run. */
    public Figure figure() {
        return Figure.of(
                        "Boxes found, by where they are",
                        PaperSystem.RESAMPLERS.stream().map(this::map).toArray(Panel[]::new))
                .size(760, 640)
                .caption(
                        "Percent of the test boxes of RefCOCOg with IoU of at least 0.5, by the place of the true centre; grey "
                                + "where no box is. Runs on " + judge.runs().scale() + " scale.");
    }

    private Panel map(PaperSystem system) {
        List<String> names =
                IntStream.rangeClosed(1, SIDE).mapToObj(String::valueOf).toList();
        double[][] values = new double[SIDE][SIDE];
        for (int place = 0; place < SIDE * SIDE; place++) {
            int at = place;
            values[place / SIDE][place % SIDE] = outcome(system)
                    .flatMap(outcome -> found(outcome.test(), at))
                    .map(share -> (double) Math.round(share.percent()))
                    .orElse(Double.NaN);
        }
        return Panel.of(Axis.categories("column", names), Axis.categories("row", names))
                .titled(system.toString() + (outcome(system).isEmpty() ? " (not run)" : ""))
                .with(Mark.heatMap(values));
    }

    /** Mean IoU against area and against distance, in eight bins of equally many boxes. */
    public Figure curves() {
        return Figure.of(
                        "IoU by size and by place",
                        curve("area of the box (share of the image)", row -> answer(row)
                                .area()),
                        curve("distance from the centre (1 is a corner)", row -> answer(row)
                                .distanceToCentre(SQUARE)))
                .size(760, 380)
                .caption("Test boxes of RefCOCOg in eight bins of equal size. Runs on "
                        + judge.runs().scale() + " scale.");
    }

    private Panel curve(String label, ToDoubleFunction<Prediction> property) {
        Panel panel = Panel.of(Axis.linear(label), Axis.linear("mean IoU").range(0, 1));
        for (PaperSystem system : PaperSystem.RESAMPLERS) {
            Optional<RunOutcome> outcome = outcome(system);
            if (outcome.isPresent()) {
                panel = panel.with(binned(system.toString(), outcome.get().test(), property));
            }
        }
        return panel;
    }

    private static Mark binned(String name, ProbeResult result, ToDoubleFunction<Prediction> property) {
        List<Prediction> rows = result.seeds().get(0).rows();
        double[] iou = means(result, Prediction::score);
        int[] order = IntStream.range(0, rows.size())
                .boxed()
                .sorted((i, j) ->
                        Double.compare(property.applyAsDouble(rows.get(i)), property.applyAsDouble(rows.get(j))))
                .mapToInt(Integer::intValue)
                .toArray();
        int bins = Math.min(BINS, order.length);
        double[] x = new double[bins];
        double[] y = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            int from = bin * order.length / bins;
            int to = (bin + 1) * order.length / bins;
            for (int i = from; i < to; i++) {
                x[bin] += property.applyAsDouble(rows.get(order[i])) / (to - from);
                y[bin] += iou[order[i]] / (to - from);
            }
        }
        return Mark.line(name, x, y);
    }

    @Override
    public MimeBundle render() {
        return figure().render();
    }

    private Optional<RunOutcome> outcome(PaperSystem system) {
        return judge.outcome(system.request(ProbedTask.REFCOCOG));
    }

    private static Box answer(Prediction row) {
        return ((Prediction.Region) row).answer();
    }

    private static double[] means(ProbeResult result, ToDoubleFunction<Prediction> number) {
        double[] means = new double[result.size()];
        for (Predictions seed : result.seeds()) {
            for (int i = 0; i < means.length; i++) {
                means[i] += number.applyAsDouble(seed.rows().get(i))
                        / result.seeds().size();
            }
        }
        return means;
    }
}
