package dev.sonde.paper;

import dev.sonde.data.GridCell;
import dev.sonde.data.LabelCounts;
import dev.sonde.data.RefCoco;
import dev.sonde.data.RegionCellOptions;
import dev.sonde.data.RegionCells;
import dev.sonde.data.Split;
import dev.sonde.data.Tag;
import dev.sonde.display.Doctor;
import dev.sonde.experiment.Run;
import dev.sonde.study.Agreement;
import dev.sonde.study.Origin;
import dev.sonde.study.StudyResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Appendix A in verdicts: how Region Cell Matching is made, how large it is, and how well people do.
 *
 * <p>The sizes need the user's RefCOCOg, the human numbers the answers of people; without them their cells are {@code not
 * run}, or {@code not comparable} where a program answered.
 */
public final class AppendixA {
    private static final String ITEM = "appendix-a";
    private static final String SIMULATED = "not comparable: the answers are simulated";

    private AppendixA() {}

    /** Whether examples of Region Cell Matching are balanced as the appendix says. */
    public static Verdicts balance(RegionCells built, String source) {
        String name = built.split().name();
        List<JudgedCell> cells = List.of(
                JudgedCell.of(
                                ITEM,
                                name,
                                "positives of each cell",
                                "exact: each of the nine cells is named by as many positives",
                                Verdict.of(equalCounts(built, LabelCounts::trueCount)))
                        .measured(built.counts().keptPerCell()),
                JudgedCell.of(
                                ITEM,
                                name,
                                "negatives of each cell",
                                "exact: each cell is named by as many negatives, floor(Ni / 8) from each other cell",
                                Verdict.of(equalCounts(built, LabelCounts::falseCount) && pairsAreEqual(built)))
                        .measured(built.counts().negativesPerCell()));
        return new Verdicts("The balance of " + name, cells, run("balance", source, built.options()));
    }

    /** The sizes of RCM made from the user's RefCOCOg, against the published ones. */
    public static Verdicts sizes(Optional<RefCoco> refCocoG, RegionCellOptions options) {
        RegionCellSizes sizes = refCocoG.map(data -> RegionCellSizes.of(data.regionCells(options)))
                .orElseGet(RegionCellSizes::published);
        String data = refCocoG.map(RefCoco::sha256).orElse("");
        return new Verdicts("The sizes of RCM", sizes.cells(), run("sizes", data, options));
    }

    /** The human baseline against the published one. */
    public static Verdicts humans(StudyResult result) {
        PublishedCell accuracy = Published.asPrinted().table(1).cell("Human", Resampler.NONE, "RCM test");
        double kappa = Published.asPrinted().number("human-kappa").value().hundredth();
        JudgedCell accuracyCell = JudgedCell.of(
                        ITEM,
                        "Human",
                        "accuracy",
                        rule(result, "the 95 % interval (Wilson) of the accuracy holds the published one"),
                        Verdict.NOT_COMPARABLE)
                .of(accuracy);
        JudgedCell kappaCell = JudgedCell.of(
                        ITEM,
                        "Human",
                        "Fleiss' kappa",
                        rule(result, "the 95 % interval (bootstrap over items) of kappa holds the published one"),
                        Verdict.NOT_COMPARABLE)
                .published(kappa);
        List<JudgedCell> cells = result.simulated() == Origin.PEOPLE
                ? List.of(judgedAccuracy(accuracyCell, result), judgedKappa(kappaCell, result.agreement()))
                : List.of(accuracyCell, kappaCell);
        Map<String, String> parameters = Map.of(
                "computed",
                "human study",
                "study",
                result.study(),
                "version",
                Doctor.version(),
                "raters",
                raters(result));
        return new Verdicts(
                "The human baseline",
                cells,
                Run.ofData(parameters, Run.sha256(result.answers().toString())));
    }

    private static JudgedCell judgedAccuracy(JudgedCell cell, StudyResult result) {
        return result.accuracy()
                .proportion()
                .map(share -> cell.measured(share.percent())
                        .within(share.wilson().times(100))
                        .count(result.accuracy().right(), result.accuracy().answers())
                        .judged(Verdict.of(share.wilson()
                                .times(100)
                                .contains(cell.published().orElseThrow()))))
                .orElse(cell.judged(Verdict.NOT_RUN));
    }

    private static JudgedCell judgedKappa(JudgedCell cell, Agreement agreement) {
        if (agreement.kappa().isEmpty() || agreement.interval().isEmpty()) {
            return cell.judged(Verdict.NOT_RUN);
        }
        return cell.measured(agreement.kappa().get().kappa())
                .within(agreement.interval().get())
                .examples(agreement.items())
                .judged(Verdict.of(
                        agreement.interval().get().contains(cell.published().orElseThrow())));
    }

    private static String rule(StudyResult result, String rule) {
        return result.simulated() == Origin.PEOPLE ? "statistical: " + rule : SIMULATED;
    }

    private static String raters(StudyResult result) {
        String origin = result.simulated() == Origin.PEOPLE
                ? "people"
                : result.simulated().label();
        return result.raters().size() + " " + origin;
    }

    private static boolean equalCounts(RegionCells built, ToLongFunction<LabelCounts> count) {
        Map<String, Split> named = built.split().by(Tag.CELL);
        Set<Long> counts = Arrays.stream(GridCell.values())
                .map(cell -> named.get(cell.label()))
                .map(split -> split == null ? 0L : count.applyAsLong(split.labels()))
                .collect(Collectors.toSet());
        return counts.size() == 1;
    }

    private static boolean pairsAreEqual(RegionCells built) {
        List<Integer> pairs = new ArrayList<>();
        Map<String, Split> named = built.split().by(Tag.CELL);
        for (GridCell cell : GridCell.values()) {
            Map<String, Split> real = named.get(cell.label()).by(Tag.TRUE_CELL);
            for (GridCell other : GridCell.values()) {
                if (other != cell) {
                    pairs.add(
                            real.containsKey(other.label())
                                    ? real.get(other.label()).size()
                                    : 0);
                }
            }
        }
        return pairs.stream().allMatch(count -> count == built.counts().negativesPerPair());
    }

    private static Run run(String what, String data, RegionCellOptions options) {
        Map<String, String> parameters = Map.of(
                "computed", "region cells", "what", what, "options", options.toString(), "version", Doctor.version());
        return new Run(
                new TreeMap<>(parameters),
                data,
                Optional.empty(),
                Optional.of(options.seed()),
                "cpu",
                OptionalDouble.empty());
    }
}
