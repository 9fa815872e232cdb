package dev.sonde.study;

import dev.sonde.data.GridCell;
import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Raters made by a program, to try the analysis and to see what the published numbers imply. No people.
 *
 * <p>Each item has a difficulty that all raters share: the probability p of a right answer is drawn for each item from a
 * beta distribution with mean {@code accuracy} and with the correlation {@code correlation} between two raters of an
 * item (1 / (a + b + 1) of the distribution). With 0 all items are equally hard and mistakes are independent; towards 1
 * all raters fail on the same items. Two raters agree with the probability 1 - 2 m (1 - m) (1 - r), so that on balanced
 * items Fleiss' kappa is about 1 - 4 m (1 - m) (1 - r) for the accuracy m and the correlation r.
 *
 * <p>The default is the accuracy that the paper reports, 92.29 %, and the correlation at which kappa is about the
 * published 0.81; independent raters of that accuracy would have a kappa of about 0.72.
 *
 * @param accuracy the mean share of right answers, in 0..1
 * @param correlation of the mistakes of two raters, from 0 to below 1
 * @param severalCells the share of answers that rank two cells, in 0..1
 * @param incorrect the share of answers that call the phrase factually incorrect, in 0..1
 */
public record SimulatedRaters(double accuracy, double correlation, double severalCells, double incorrect) {
    /** Checks that all are shares. */
    public SimulatedRaters {
        share("accuracy", accuracy, 1);
        share("correlation", correlation, Math.nextDown(1.0));
        share("share of several cells", severalCells, 1);
        share("share of incorrect phrases", incorrect, 1);
    }

    /** As right and as agreed as the paper reports people to be; one answer in twenty ranks two cells, one in fifty flags. */
    public static SimulatedRaters withDefaults() {
        return new SimulatedRaters(0.9229, 0.33, 0.05, 0.02);
    }

    /** With another mean share of right answers. */
    public SimulatedRaters withAccuracy(double share) {
        return new SimulatedRaters(share, correlation, severalCells, incorrect);
    }

    /** With another correlation of the mistakes. */
    public SimulatedRaters withCorrelation(double value) {
        return new SimulatedRaters(accuracy, value, severalCells, incorrect);
    }

    /** With other shares of answers that the paper leaves out. */
    public SimulatedRaters withExcluded(double severalCellsShare, double incorrectShare) {
        return new SimulatedRaters(accuracy, correlation, severalCellsShare, incorrectShare);
    }

    /**
     * The answers of some raters, who are called {@code simulated-1} and so on.
     *
     * @param raters how many; the paper had five
     */
    public StudyAnswers answer(StudyKey key, int raters, long seed) {
        if (raters < 1) {
            throw new SondeException(
                    "There are no " + raters + " raters.", "Simulate one or more; the paper had five.");
        }
        Random random = new Random(seed);
        List<Map<String, ItemAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < raters; i++) {
            answers.add(new LinkedHashMap<>());
        }
        for (StudyItem item : key.items().values()) {
            answerItem(item, answers, random);
        }
        List<Rater> made = new ArrayList<>();
        for (Map<String, ItemAnswer> of : answers) {
            made.add(new Rater(Rater.SIMULATED + "-" + (made.size() + 1), true, of));
        }
        return new StudyAnswers(key, made);
    }

    /** Pólya's urn: drawing rater by rater is the same as drawing p from the beta distribution first. */
    private void answerItem(StudyItem item, List<Map<String, ItemAnswer>> answers, Random random) {
        int right = 0;
        for (int before = 0; before < answers.size(); before++) {
            double p = ((1 - correlation) * accuracy + correlation * right) / (1 - correlation + correlation * before);
            boolean isRight = random.nextDouble() < p;
            right += isRight ? 1 : 0;
            answers.get(before).put(item.id(), answer(item, isRight, random));
        }
    }

    private ItemAnswer answer(StudyItem item, boolean right, Random random) {
        boolean several = random.nextDouble() < severalCells;
        boolean flagged = random.nextDouble() < incorrect;
        List<GridCell> cells = several ? List.of(item.trueCell(), neighbour(item.trueCell())) : List.of();
        return new ItemAnswer(Optional.of(right == item.match()), cells, flagged, OptionalLong.empty());
    }

    /** The cell beside: the object is said to reach into it. */
    private static GridCell neighbour(GridCell cell) {
        return GridCell.at(cell.row(), cell.column() == 1 ? 0 : 1);
    }

    private static void share(String name, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new SondeException(
                    "The " + name + " of simulated raters must lie between 0 and 1" + (most < 1 ? ", and below 1" : "")
                            + "; found " + value,
                    "Give a share, not percent.");
        }
    }
}
