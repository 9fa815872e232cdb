package dev.sonde.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One answer with what it answers, by whom. */
record Judgement(Rater rater, StudyItem item, ItemAnswer answer) {
    /** All answers, rater by rater, in the order of the items. */
    static List<Judgement> all(StudyAnswers answers) {
        List<Judgement> all = new ArrayList<>();
        for (Rater rater : answers.raters()) {
            answers.key().items().forEach((id, item) -> rater.answer(id)
                    .ifPresent(answer -> all.add(new Judgement(rater, item, answer))));
        }
        return List.copyOf(all);
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
