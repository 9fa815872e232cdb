package dev.sonde.study;

import dev.sonde.stats.FleissKappa;
import dev.sonde.stats.Interval;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * How many raters said no and yes to each item, and the agreement that follows.
 *
 * @param counts for each item of two or more answers: how many said no, how many yes
 */
record AgreementTable(String basis, int[][] counts) {
    private static final double CONFIDENCE = 0.95;
    private static final int CATEGORIES = 2;

    /** Below this share of resamples with a kappa, the percentiles would describe a selection. */
    private static final double LEAST_DEFINED = 0.95;

    static AgreementTable of(String basis, Collection<Judgement> judgements, Predicate<Judgement> counted) {
        return ofItems(basis, judgements, counted, CATEGORIES);
    }

    /** Only items with as many counted answers as there are raters. */
    static AgreementTable ofComplete(
            String basis, Collection<Judgement> judgements, Predicate<Judgement> counted, int raters) {
        return ofItems(basis, judgements, counted, Math.max(raters, CATEGORIES));
    }

    private static AgreementTable ofItems(
            String basis, Collection<Judgement> judgements, Predicate<Judgement> counted, int leastRaters) {
        Map<StudyItem, int[]> byItem = new LinkedHashMap<>();
        judgements.stream().filter(counted).forEach(judgement -> {
            int yes = judgement.answer().match().orElseThrow() ? 1 : 0;
            byItem.computeIfAbsent(judgement.item(), item -> new int[CATEGORIES])[yes]++;
        });
        int[][] counts = byItem.values().stream()
                .filter(row -> row[0] + row[1] >= leastRaters)
                .toArray(int[][]::new);
        return new AgreementTable(basis, counts);
    }

    Agreement agreement(int resamples, long seed) {
        if (counts.length == 0) {
            return without("no item has answers of two raters or more");
        }
        if (isConstant(counts)) {
            return without("all answers are the same");
        }
        Optional<Interval> interval = bootstrap(resamples, new Random(seed));
        String problem = interval.isPresent() ? "" : "too few items for an interval";
        return new Agreement(basis, counts.length, Optional.of(FleissKappa.ofUnequal(counts)), interval, problem);
    }

    private Agreement without(String problem) {
        return new Agreement(basis, counts.length, Optional.empty(), Optional.empty(), problem);
    }

    private Optional<Interval> bootstrap(int resamples, Random random) {
        double[] kappas = new double[resamples];
        int defined = 0;
        for (int i = 0; i < resamples; i++) {
            int[][] drawn = new int[counts.length][];
            Arrays.setAll(drawn, item -> counts[random.nextInt(counts.length)]);
            if (!isConstant(drawn)) {
                kappas[defined++] = FleissKappa.ofUnequal(drawn).kappa();
            }
        }
        if (counts.length < CATEGORIES || defined < LEAST_DEFINED * resamples) {
            return Optional.empty();
        }
        double[] sorted = Arrays.copyOf(kappas, defined);
        Arrays.sort(sorted);
        double tail = (1 - CONFIDENCE) / 2;
        return Optional.of(new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail), CONFIDENCE));
    }

    /** Linear between the order statistics, as numpy's default. */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static boolean isConstant(int[][] rows) {
        return List.of(0, 1).stream().anyMatch(answer -> Arrays.stream(rows).allMatch(row -> row[answer] == 0));
    }
}
