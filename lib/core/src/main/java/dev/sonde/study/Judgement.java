package dev.sonde.study;

import java.util.List;
import java.util.Optional;

/** One answer with what it answers, by whom. */
record Judgement(Rater rater, StudyItem item, ItemAnswer answer) {
    /** All answers, rater by rater, in the order of the items. */
    static List<Judgement> all(StudyAnswers answers) {
        return answers.raters().stream()
                .flatMap(rater -> answers.key().items().values().stream()
                        .flatMap(item -> rater.answer(item).map(a -> new Judgement(rater, item, a)).stream()))
                .toList();
    }

    boolean kept() {
        return answer.kept();
    }

    /** Whether there is a yes or no, kept or not. */
    boolean answered() {
        return answer.match().isPresent();
    }

    boolean right() {
        return answer.match().equals(Optional.of(item.match()));
    }
}
