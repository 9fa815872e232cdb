package dev.sonde.paper;

import dev.sonde.data.LabelCounts;
import dev.sonde.data.RelationCategory;
import dev.sonde.data.Vsr;
import dev.sonde.data.VsrSplit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Every count of the VSR annotations, judged: against the released files where their counts are known, else by whether
 * they add up. The May 2022 release has another random split under the same names; here it fails.
 */
public final class VsrCounts {
    private static final String RELEASED =
            "exact: the count of the released files (commit b27a0af) that the paper used";
    private static final String ADDS_UP = "exact: the parts add up to the split";

    /** Items and true items of each split of the released files. */
    private static final Map<String, Long> KNOWN = known("""
            random train items 7680
            random train true 3876
            random dev items 1097
            random dev true 564
            random test items 2195
            random test true 1181
            zeroshot train items 3489
            zeroshot train true 1799
            zeroshot dev items 340
            zeroshot dev true 167
            zeroshot test items 1222
            zeroshot test true 629
            random test Adjacency items 289
            random test Adjacency true 153
            random test Directional items 88
            random test Directional true 42
            random test Orientation items 137
            random test Orientation true 69
            random test Projective items 843
            random test Projective true 493
            random test Proximity items 133
            random test Proximity true 80
            random test Topological items 629
            random test Topological true 301
            random test Unallocated items 76
            random test Unallocated true 43
            """);

    private final Vsr vsr;

    private VsrCounts(Vsr vsr) {
        this.vsr = vsr;
    }

    /** The counts of these annotations. */
    public static VsrCounts of(Vsr vsr) {
        return new VsrCounts(vsr);
    }

    /** Items, true items, distinct images and relations of each split. */
    public Verdicts splits() {
        List<JudgedCell> cells = new ArrayList<>();
        for (VsrSplit split : all()) {
            LabelCounts counts = split.counts();
            long itemsOfImages = split.itemsPerImage().entrySet().stream()
                    .mapToLong(e -> e.getKey() * e.getValue())
                    .sum();
            cells.add(released(split.name(), "items", counts.count()));
            cells.add(released(split.name(), "true", counts.trueCount()).examples(counts.count()));
            cells.add(summing(split.name(), "distinct images", split.images(), itemsOfImages == counts.count()));
            cells.add(summing(
                    split.name(), "relations", split.byRelation().size(), sum(split.byRelation()) == counts.count()));
        }
        return verdicts("VSR: the six splits", "splits", cells);
    }

    /** Items and true items of each category of relations in each split. */
    public Verdicts categories() {
        List<JudgedCell> cells = new ArrayList<>();
        for (VsrSplit split : all()) {
            Map<RelationCategory, LabelCounts> counts = split.byCategory();
            long total = sum(counts) + split.uncategorised().size();
            boolean addsUp = total == split.counts().count();
            counts.forEach((category, c) -> {
                cells.add(part(split, category.label() + " items", c.count(), addsUp));
                cells.add(part(split, category.label() + " true", c.trueCount(), addsUp)
                        .examples(c.count()));
            });
            cells.add(summing(
                    split.name(), "without a category", split.uncategorised().size(), addsUp));
        }
        return verdicts("VSR: categories of relations", "categories", cells);
    }

    /** Items and true items of each relation in each split. */
    public Verdicts relations() {
        List<JudgedCell> cells = new ArrayList<>();
        for (VsrSplit split : all()) {
            Map<String, LabelCounts> counts = split.byRelation();
            boolean addsUp = sum(counts) == split.counts().count();
            counts.forEach((relation, c) -> {
                cells.add(summing(split.name(), relation + " items", c.count(), addsUp));
                cells.add(summing(split.name(), relation + " true", c.trueCount(), addsUp)
                        .examples(c.count()));
            });
        }
        return verdicts("VSR: relations", "relations", cells);
    }

    private List<VsrSplit> all() {
        return vsr.variants().stream().flatMap(v -> v.all().stream()).toList();
    }

    private Verdicts verdicts(String title, String what, List<JudgedCell> cells) {
        return new Verdicts(title, cells, Run.ofData(Map.of("computed", "counts", "of", what), vsr.sha256()));
    }

    private JudgedCell part(VsrSplit split, String column, long count, boolean addsUp) {
        return KNOWN.containsKey(split.name() + " " + column)
                ? released(split.name(), column, count)
                : summing(split.name(), column, count, addsUp);
    }

    private static JudgedCell released(String split, String column, long count) {
        OptionalLong known = OptionalLong.of(KNOWN.get(split + " " + column));
        return JudgedCell.of("beyond-vsr", split, column, RELEASED, Verdict.of(known.getAsLong() == count))
                .published(known.getAsLong())
                .measured(count);
    }

    private static JudgedCell summing(String split, String column, long count, boolean addsUp) {
        return JudgedCell.of("beyond-vsr", split, column, ADDS_UP, Verdict.of(addsUp))
                .measured(count);
    }

    private static long sum(Map<?, LabelCounts> counts) {
        return counts.values().stream().mapToLong(LabelCounts::count).sum();
    }

    private static Map<String, Long> known(String lines) {
        Map<String, Long> known = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            int cut = line.lastIndexOf(' ');
            known.put(line.substring(0, cut), Long.valueOf(line.substring(cut + 1)));
        });
        return known;
    }
}
