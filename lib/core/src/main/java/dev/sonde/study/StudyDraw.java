package dev.sonde.study;

import dev.sonde.data.Example;
import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Draws the items of a study, without a referring expression twice. */
final class StudyDraw {
    private final List<StudyItem> candidates;
    private final Random random;
    private final Set<String> drawn = new HashSet<>();

    StudyDraw(List<Example> examples, long seed) {
        random = new Random(seed);
        candidates = new ArrayList<>(examples.stream().map(StudyItem::of).toList());
        candidates.sort(Comparator.comparing(StudyItem::id).thenComparing(StudyItem::example));
        Collections.shuffle(candidates, random);
    }

    HumanStudy study(int positives, int negatives, int practice) {
        check(positives, negatives, practice);
        List<StudyItem> items = new ArrayList<>();
        items.addAll(take(true, positives, "items"));
        items.addAll(take(false, negatives, "items"));
        Collections.shuffle(items, random);
        return new HumanStudy(items, practice(items, practice));
    }

    private List<StudyItem> practice(List<StudyItem> items, int count) {
        Set<String> shown = new HashSet<>();
        items.forEach(item -> shown.add(item.image()));
        candidates.sort(Comparator.comparing(item -> shown.contains(item.image())));
        List<StudyItem> practice = new ArrayList<>();
        practice.addAll(take(true, (count + 1) / 2, "practice items"));
        practice.addAll(take(false, count / 2, "practice items"));
        Collections.shuffle(practice, random);
        return practice;
    }

    private List<StudyItem> take(boolean match, int count, String what) {
        List<StudyItem> taken = new ArrayList<>();
        for (StudyItem item : candidates) {
            if (taken.size() < count && item.match() == match && drawn.add(expression(item))) {
                taken.add(item);
            }
        }
        if (taken.size() < count) {
            throw tooFew(match, count, what, taken.size());
        }
        return taken;
    }

    private static String expression(StudyItem item) {
        return item.image() + "\n" + item.phrase();
    }

    private SondeException tooFew(boolean match, int count, String what, int found) {
        return new SondeException(
                "The study needs " + count + " " + what + " in which the phrase "
                        + (match ? "matches" : "does not match") + " the location; among the " + candidates.size()
                        + " examples there are " + found + " (each phrase is asked about once)",
                "Give more examples, or draw fewer: HumanStudy.draw(examples, positives, negatives, practice, seed).");
    }

    private static void check(int positives, int negatives, int practice) {
        if (positives < 0 || negatives < 0 || practice < 0 || positives + negatives == 0) {
            throw new SondeException(
                    "No study has " + positives + " matching items, " + negatives + " others and " + practice
                            + " practice items",
                    "Give counts from 0 on, and at least one item; the paper has " + HumanStudy.POSITIVES + " and "
                            + HumanStudy.NEGATIVES + ".");
        }
    }
}
