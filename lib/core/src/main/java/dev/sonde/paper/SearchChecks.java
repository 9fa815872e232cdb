package dev.sonde.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Table 4: the search space, the winners and the budget. */
final class SearchChecks {
    private SearchChecks() {}

    /** Every best value lies in the space that the table declares. */
    static Finding space(Audit.Evidence evidence) {
        PublishedTable table = evidence.published().table(4);
        List<JudgedCell> cells = new ArrayList<>();
        for (PublishedCell cell : table.cells()) {
            String space = space(table, cell.column());
            cells.add(JudgedCell.of(
                            "audit",
                            cell.row(),
                            "Table 4, " + cell.column(),
                            "exact: the best value lies in the declared space",
                            Verdict.of(contains(space, cell.value().value())))
                    .of(cell));
        }
        long high = table.cells().stream()
                .filter(c -> c.column().endsWith(" lr") && c.value().value() > 2.55e-4)
                .count();
        return new Finding(
                "table-4-space",
                "Every best value of Table 4 lies in its search space",
                Standing.CONSISTENT,
                "All " + cells.size()
                        + " values do. The paper does not say whether learning rates were drawn uniformly or "
                        + "log-uniformly; " + high
                        + " of 12 best ones lie above the middle of the interval (2.55e-4), which a "
                        + "log-uniform draw would do for one in six.",
                "Table 4",
                cells,
                evidence.run("table-4-space"));
    }

    /** Ten trials are not more than the random start of common Bayesian searches. */
    static Finding budget(Audit.Evidence evidence) {
        double trials = evidence.published().number("search-iterations").value().value();
        List<JudgedCell> cells = Stream.of(new Start("Optuna's TPE", 10), new Start("Hyperopt's TPE", 20))
                .map(start -> JudgedCell.of(
                                "audit",
                                start.search,
                                "random trials before the first modelled one",
                                "exact: the default number of random first trials is not smaller than the ten trials of the paper",
                                Verdict.of(start.randomTrials >= trials))
                        .measured(start.randomTrials))
                .toList();
        return new Finding(
                "search-budget",
                "\"At least ten iterations\" of Bayesian search may all be random",
                Standing.CAUTION,
                "Both common implementations of Bergstra et al.'s estimator draw their first trials at random, ten and twenty by "
                        + "default. A reproduction needs the budget and the seed more than the optimiser.",
                "Section 3; defaults n_startup_trials = 10 (Optuna) and n_startup_jobs = 20 (Hyperopt)",
                cells,
                evidence.run("search-budget"));
    }

    private static String space(PublishedTable table, String column) {
        return table.body().stream()
                .filter(row -> (row.get(0) + " " + row.get(1)).equals(column))
                .map(row -> row.get(2))
                .findFirst()
                .orElseThrow();
    }

    /** Whether {@code [low, high]} or {@code {a, b, ...}} holds the value. */
    private static boolean contains(String space, double value) {
        double[] values = Stream.of(space.substring(1, space.length() - 1).split(","))
                .mapToDouble(text -> Double.parseDouble(text.strip().toLowerCase(Locale.ROOT)))
                .toArray();
        return space.startsWith("[")
                ? value >= values[0] && value <= values[1]
                : java.util.Arrays.stream(values).anyMatch(v -> v == value);
    }

    private record Start(String search, int randomTrials) {}
}
