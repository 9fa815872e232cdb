package dev.sonde.paper;

import dev.sonde.data.LabelCounts;
import dev.sonde.data.Overlap;
import dev.sonde.data.RelationCategory;
import dev.sonde.data.Vsr;
import dev.sonde.data.VsrSplit;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import dev.sonde.stats.DetectableDifference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The VSR annotations in pictures. */
public final class VsrFigures {
    private final Vsr vsr;

    private VsrFigures(Vsr vsr) {
        this.vsr = vsr;
    }

    /** Pictures of these annotations. */
    public static VsrFigures of(Vsr vsr) {
        return new VsrFigures(vsr);
    }

    /** True and false statements of each split. */
    public Figure labels() {
        List<VsrSplit> splits = all();
        return Figure.of(
                        "Statements of each split",
                        Panel.of(
                                        Axis.categories(
                                                "",
                                                splits.stream()
                                                        .map(VsrSplit::name)
                                                        .toList()),
                                        Axis.linear("statements"))
                                .with(
                                        Mark.bars("true", counts(splits, LabelCounts::trueCount)),
                                        Mark.bars("false", counts(splits, LabelCounts::falseCount))))
                .size(760, 380);
    }

    /** Share of true statements in each category, train and test of the random split. */
    public Figure balance() {
        VsrSplit train = vsr.random().train();
        VsrSplit test = vsr.random().test();
        List<String> names =
                test.byCategory().keySet().stream().map(RelationCategory::label).toList();
        return Figure.of(
                        "Label balance by category of relation",
                        Panel.of(
                                        Axis.categories("category of relation", names),
                                        Axis.linear("true statements").unit("%").range(0, 100))
                                .with(
                                        Mark.bars("train", shares(train)),
                                        Mark.bars("test", shares(test)),
                                        Mark.horizontal("balanced", 50)))
                .size(760, 400);
    }

    /** The most frequent relations of the random split, all three parts together. */
    public Figure relations(int most) {
        Map<String, Long> counts = new java.util.TreeMap<>();
        for (VsrSplit split : vsr.random().all()) {
            split.byRelation().forEach((relation, c) -> counts.merge(relation, c.count(), Long::sum));
        }
        List<Map.Entry<String, Long>> top = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .toList();
        return Figure.of(
                        "The " + top.size() + " most frequent of " + counts.size() + " relations",
                        Panel.of(
                                        Axis.categories(
                                                "",
                                                top.stream()
                                                        .map(Map.Entry::getKey)
                                                        .toList()),
                                        Axis.linear("statements"))
                                .horizontal()
                                .with(Mark.bars(
                                        "random split",
                                        top.stream()
                                                .mapToDouble(Map.Entry::getValue)
                                                .toArray())))
                .size(760, 120 + 20 * top.size());
    }

    /** Share of a split's items (row) that show an image of another split (column). */
    public Figure sharedImages() {
        List<VsrSplit> splits = all();
        List<String> names = splits.stream().map(VsrSplit::name).toList();
        double[][] share = new double[splits.size()][splits.size()];
        for (int i = 0; i < share.length; i++) {
            for (int j = 0; j < share.length; j++) {
                Overlap overlap = splits.get(i).imagesSharedWith(splits.get(j));
                share[j][i] = i == j ? Double.NaN : 100 * overlap.itemsShare();
            }
        }
        return Figure.of(
                        "Items whose image is also in another split (%)",
                        Panel.of(
                                        Axis.categories("show an image of this split", names),
                                        Axis.categories("items of this split", names))
                                .with(Mark.heatMap(share)))
                .size(760, 480)
                .caption(
                        "Read a row as: of this split's items, so many show an image of the column's split. The zero-shot "
                                + "split was divided by concept and shares almost no image within itself; the random split was not.");
    }

    /** The smallest difference of two systems that a category of the test split can show, by its number of items. */
    public Figure detectable() {
        VsrBaselines baselines = VsrBaselines.of(vsr.random().test());
        List<VsrBaselines.Row> rows = baselines.rows();
        double[] n = rows.stream().mapToDouble(r -> r.counts().count()).toArray();
        double[] curveN = curve(50, 2500, 60);
        double[] curve = Arrays.stream(curveN)
                .map(x -> 100 * DetectableDifference.withDefaults().oneSample(0.5, Math.round(x)))
                .toArray();
        return Figure.of(
                        "How large an effect must be to be seen",
                        Panel.of(
                                        Axis.linear("items").log(),
                                        Axis.linear("detectable above the majority class")
                                                .unit("points"))
                                .with(
                                        Mark.line("against a balanced class", curveN, curve),
                                        Mark.points(
                                                "VSR test",
                                                n,
                                                rows.stream()
                                                        .mapToDouble(VsrBaselines.Row::aboveMajority)
                                                        .toArray(),
                                                rows.stream()
                                                        .map(VsrBaselines.Row::name)
                                                        .toList())))
                .size(760, 420)
                .caption("Two-sided test at 5 % with 80 % power.");
    }

    private List<VsrSplit> all() {
        return vsr.variants().stream().flatMap(v -> v.all().stream()).toList();
    }

    private static double[] counts(List<VsrSplit> splits, java.util.function.ToLongFunction<LabelCounts> count) {
        return splits.stream().mapToDouble(s -> count.applyAsLong(s.counts())).toArray();
    }

    private static double[] shares(VsrSplit split) {
        return split.byCategory().values().stream()
                .mapToDouble(c -> 100 * c.trueShare())
                .toArray();
    }

    private static double[] curve(double from, double to, int points) {
        double[] x = new double[points];
        Arrays.setAll(x, i -> from * Math.pow(to / from, i / (points - 1.0)));
        return x;
    }
}
