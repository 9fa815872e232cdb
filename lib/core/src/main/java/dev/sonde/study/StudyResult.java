package dev.sonde.study;

import dev.sonde.data.GridCell;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Accuracy and agreement of a study.
 *
 * <p>As in Appendix A, an answer is left out of its participant's accuracy if it ranks several cells or calls the phrase
 * factually incorrect; the others are <em>kept</em>. The paper does not say on which items kappa was computed, so that
 * there are three: items that every participant kept, all kept answers (items with two or more), and all answers.
 *
 * <p>Results of simulated raters say so in each title and text.
 */
public final class StudyResult implements Tabular {
    private static final int RESAMPLES = 2000;

    private final StudyAnswers answers;
    private final List<Judgement> judgements;
    private final int resamples;
    private final long seed;

    private StudyResult(StudyAnswers answers, int resamples, long seed) {
        this.answers = answers;
        this.judgements = Judgement.all(answers);
        this.resamples = resamples;
        this.seed = seed;
    }

    /**
     * The result of some answers; intervals of kappa from {@value #RESAMPLES} resamples with the seed 0.
     *
     * @throws SondeException if no answer is kept
     */
    public static StudyResult of(StudyAnswers answers) {
        return of(answers, RESAMPLES, 0);
    }

    /** As {@link #of(StudyAnswers)}, with a chosen number of resamples and their seed. */
    public static StudyResult of(StudyAnswers answers, int resamples, long seed) {
        if (resamples < 100) {
            throw new SondeException(
                    "A percentile interval needs 100 resamples or more; found " + resamples, "Take about 2000.");
        }
        StudyResult result = new StudyResult(answers, resamples, seed);
        if (result.accuracy().answers() == 0) {
            throw new SondeException(
                    "No answer of the study " + answers.key().study() + " is kept: all are missing, rank several cells "
                            + "or call the phrase factually incorrect",
                    "Check the files of the participants.");
        }
        return result;
    }

    /** Who answered; tables of simulated raters say so. */
    public Origin simulated() {
        return answers.origin();
    }

    /** The kept answers of all participants together: what the paper reports. */
    public Tally accuracy() {
        return Tally.of(judgements, Judgement::kept);
    }

    /** The mean of the participants' accuracies in their kept answers, in 0..1; of those who kept any. */
    public double meanAccuracy() {
        return raters().stream()
                .flatMap(rater -> rater.kept().proportion().stream())
                .mapToDouble(proportion -> proportion.value())
                .average()
                .orElseThrow();
    }

    /** Every yes or no, without exclusions. */
    public Tally accuracyOfAll() {
        return Tally.of(judgements, Judgement::answered);
    }

    /** The kept answers to items that match ({@code true}) or do not. */
    public Tally accuracy(boolean match) {
        return kept(judgement -> judgement.item().match() == match);
    }

    /** The kept answers by the cell that was asked about; cells without items have none. */
    public Map<GridCell, Tally> accuracyByCell() {
        Map<GridCell, Tally> byCell = new EnumMap<>(GridCell.class);
        for (GridCell cell : GridCell.values()) {
            byCell.put(cell, kept(judgement -> judgement.item().cell() == cell));
        }
        return Collections.unmodifiableMap(byCell);
    }

    /** Agreement on the items that every participant kept. */
    public Agreement agreement() {
        return AgreementTable.ofComplete(
                        "items that all raters kept",
                        judgements,
                        Judgement::kept,
                        answers.raters().size())
                .agreement(resamples, seed);
    }

    /** Agreement on the kept answers, of items with two or more; the numbers of raters differ. */
    public Agreement agreementOfKept() {
        return AgreementTable.of("kept answers", judgements, Judgement::kept).agreement(resamples, seed);
    }

    /** Agreement on every yes or no, without exclusions. */
    public Agreement agreementOfAll() {
        return AgreementTable.of("all answers", judgements, Judgement::answered).agreement(resamples, seed);
    }

    /** Each participant. */
    public List<RaterResult> raters() {
        int items = answers.key().items().size();
        return answers.raters().stream()
                .map(rater -> RaterResult.of(rater, judgements, items))
                .toList();
    }

    /** Each item, the most difficult first. */
    public List<ItemResult> items() {
        return answers.key().items().values().stream()
                .map(item -> ItemResult.of(item, judgements))
                .sorted(Comparator.comparing(ItemResult::difficulty).reversed())
                .toList();
    }

    /** The main numbers. */
    @Override
    public TableView view() {
        return new StudyTables(this).summary();
    }

    /** A row for each participant. */
    public TableView raterTable() {
        return new StudyTables(this).raters();
    }

    /** Accuracy by the cell that was asked about. */
    public TableView cellTable() {
        return new StudyTables(this).cells();
    }

    /** A row for each item that somebody got wrong or left out, the most difficult first. */
    public TableView difficultItemTable() {
        return new StudyTables(this).difficultItems();
    }

    /** The summary as text. */
    @Override
    public String toString() {
        return view().toString();
    }

    /** What the participants answered. */
    public StudyAnswers answers() {
        return answers;
    }

    /** The name of the study, a hash of its items. */
    public String study() {
        return answers.key().study();
    }

    private Tally kept(Predicate<Judgement> which) {
        return Tally.of(judgements, which.and(Judgement::kept));
    }
}
