package dev.sonde.paper;

import dev.sonde.data.LabelCounts;
import dev.sonde.data.Vsr;
import dev.sonde.data.VsrSplit;
import dev.sonde.display.Doctor;
import dev.sonde.experiment.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every count of the VSR annotations, judged against the released files where their counts are known; the others are not
 * comparable. The May 2022 release has another random split under the same names; here it fails.
 */
public final class VsrCounts {
    private static final String RELEASED =
            "exact: the count of the released files (commit b27a0af) that the paper used";
    private static final String COUNTED = "counted; there is no published count to compare with";

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
            random train Adjacency items 1062
            random train Directional items 307
            random train Orientation items 451
            random train Projective items 2945
            random train Proximity items 450
            random train Topological items 2198
            random train Unallocated items 267
            random dev Adjacency items 186
            random dev Directional items 41
            random dev Orientation items 59
            random dev Projective items 398
            random dev Proximity items 49
            random dev Topological items 319
            random dev Unallocated items 44
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

    /** Statements of each relation in the whole random split. */
    private static final Map<String, Long> KNOWN_RELATIONS = known("""
            adjacent to 77
            alongside 55
            at the side of 58
            at the right side of 480
            at the left side of 421
            attached to 56
            at the back of 94
            ahead of 39
            against 46
            at the edge of 211
            off 74
            past 5
            toward 36
            down 2
            away from 155
            along 6
            around 7
            into 29
            across 14
            across from 94
            through 1
            down from 13
            facing 306
            facing away from 180
            parallel to 90
            perpendicular to 71
            on top of 505
            beneath 341
            beside 188
            behind 709
            left of 210
            right of 113
            under 589
            in front of 737
            below 277
            above 341
            over 84
            in the middle of 92
            by 52
            close to 93
            near 110
            far from 145
            far away from 232
            connected to 37
            detached from 13
            has as a part 28
            part of 113
            contains 343
            within 33
            at 5
            on 585
            in 276
            with 19
            surrounding 90
            consists of 35
            out of 11
            between 5
            inside 240
            outside 32
            touching 1281
            beyond 20
            next to 309
            opposite to 36
            among 1
            enclosed by 21
            congruent 1
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
            cells.add(cell(split, "items", counts.count()));
            cells.add(cell(split, "true", counts.trueCount()).examples(counts.count()));
            cells.add(cell(split, "distinct images", split.images()));
            cells.add(cell(split, "relations", split.byRelation().size()));
        }
        return verdicts("VSR: the splits", "splits", cells);
    }

    /** Items and true items of each category of relations in each split. */
    public Verdicts categories() {
        List<JudgedCell> cells = new ArrayList<>();
        for (VsrSplit split : all()) {
            split.byCategory().forEach((category, c) -> {
                cells.add(cell(split, category.label() + " items", c.count()));
                cells.add(cell(split, category.label() + " true", c.trueCount()).examples(c.count()));
            });
            cells.add(cell(split, "without a category", split.uncategorised().size()));
        }
        return verdicts("VSR: categories of relations", "categories", cells);
    }

    /** Items of each relation in the whole random split, which are known, and in each split. */
    public Verdicts relations() {
        Map<String, Long> whole = new TreeMap<>();
        KNOWN_RELATIONS.keySet().forEach(relation -> whole.put(relation, 0L));
        for (VsrSplit split : vsr.random().all()) {
            split.byRelation().forEach((relation, c) -> whole.merge(relation, c.count(), Long::sum));
        }
        List<JudgedCell> cells = new ArrayList<>();
        whole.forEach((relation, count) ->
                cells.add(judged("random", relation + " items", count, KNOWN_RELATIONS.getOrDefault(relation, 0L))));
        for (VsrSplit split : all()) {
            split.byRelation().forEach((relation, c) -> {
                cells.add(cell(split, relation + " items", c.count()));
                cells.add(cell(split, relation + " true", c.trueCount()).examples(c.count()));
            });
        }
        return verdicts("VSR: relations", "relations", cells);
    }

    private List<VsrSplit> all() {
        return vsr.variants().stream().flatMap(v -> v.all().stream()).toList();
    }

    private Verdicts verdicts(String title, String what, List<JudgedCell> cells) {
        return new Verdicts(
                title,
                cells,
                Run.ofData(Map.of("computed", "counts", "of", what, "version", Doctor.version()), vsr.sha256()));
    }

    private static JudgedCell cell(VsrSplit split, String column, long count) {
        Long known = KNOWN.get(split.name() + " " + column);
        return known == null
                ? JudgedCell.of("beyond-vsr", split.name(), column, COUNTED, Verdict.NOT_COMPARABLE)
                        .measured(count)
                : judged(split.name(), column, count, known);
    }

    private static JudgedCell judged(String row, String column, long count, long known) {
        return JudgedCell.of("beyond-vsr", row, column, RELEASED, Verdict.of(known == count))
                .published(known)
                .measured(count);
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
