package dev.sonde.paper;

import dev.sonde.stats.FleissKappa;
import java.util.List;
import java.util.stream.LongStream;

/** The human study of Appendix A: agreement and accuracy. */
final class HumanChecks {
    private static final double BALANCED_CHANCE = 0.5;

    private HumanChecks() {}

    /** The printed kappa is a hundredfold one, and higher than independent mistakes could give. */
    static Finding kappa(Audit.Evidence evidence) {
        double accuracy = evidence.published()
                .table(1)
                .cell("Human", Resampler.NONE, "RCM test")
                .value()
                .hundredth();
        double raters =
                evidence.published().number("human-participants").value().value();
        double kappa = evidence.published().number("human-kappa").value().hundredth();
        double independentAgreement = accuracy * accuracy + (1 - accuracy) * (1 - accuracy);
        double independentKappa = (independentAgreement - BALANCED_CHANCE) / (1 - BALANCED_CHANCE);
        return new Finding(
                "human-kappa",
                "The human kappa of 80.98 is 0.8098, more than independent mistakes give",
                Standing.CAUTION,
                Numbers.format(
                        "Kappa lies between %.2f and 1 for five raters, so 80.98 is in percent. With balanced answers it means that "
                                + "two raters agree on %.1f %% of the items. Raters who are right %.2f %% of the time, "
                                + "independently, would agree on %.1f %% (kappa %.3f): people fail on the same items, or kappa "
                                + "was computed on other items than the accuracy.",
                        lowest(raters),
                        100 * FleissKappa.observedAgreementFor(kappa, BALANCED_CHANCE),
                        100 * accuracy,
                        100 * independentAgreement,
                        independentKappa),
                "Appendix A; Table 1; Fleiss 1971",
                List.of(scale(evidence, kappa, lowest(raters)), independent(kappa, independentKappa)),
                evidence.run("human-kappa"));
    }

    private static double lowest(double raters) {
        return FleissKappa.lowestKappa((int) raters);
    }

    private static JudgedCell scale(Audit.Evidence evidence, double kappa, double lowest) {
        double printed = evidence.published().number("human-kappa").value().value();
        return JudgedCell.of(
                        "audit",
                        "Human",
                        "Fleiss' kappa",
                        "exact: the printed number is above 1, the largest kappa, and its hundredth lies between -1 / (raters - 1) and 1",
                        Verdict.of(printed > 1 && kappa >= lowest && kappa <= 1))
                .published(printed)
                .measured(kappa);
    }

    private static JudgedCell independent(double kappa, double independentKappa) {
        return JudgedCell.of(
                        "audit",
                        "Human",
                        "kappa of independent mistakes",
                        "exact: raters of the published accuracy whose mistakes are independent would have a lower kappa than the published one",
                        Verdict.of(independentKappa < kappa))
                .published(kappa)
                .measured(independentKappa);
    }

    /** The human accuracy is a share of the answers that were kept. */
    static Finding accuracy(Audit.Evidence evidence) {
        PublishedCell human = evidence.published().table(1).cell("Human", Resampler.NONE, "RCM test");
        long answers = Math.round(
                evidence.published().number("human-participants").value().value()
                        * evidence.published().number("human-items").value().value());
        List<Long> kept = LongStream.rangeClosed(1, answers)
                .filter(n -> !human.value().countsOf(n).isEmpty())
                .boxed()
                .toList();
        JudgedCell cell = JudgedCell.of(
                        "audit",
                        "Human",
                        "answers kept, at most",
                        "exact: for the accuracy to be a share of the kept answers, pooled over participants, at least 350 and fewer "
                                + "than all 500 were kept",
                        Verdict.of(!kept.isEmpty() && kept.get(0) >= 350 && kept.get(kept.size() - 1) < answers))
                .measured(kept.isEmpty() ? 0 : kept.get(kept.size() - 1))
                .examples(answers);
        return new Finding(
                "human-accuracy",
                "The human accuracy, pooled, counts between 350 and 493 of the 500 answers",
                Standing.CONSISTENT,
                "Numbers of kept answers that allow 92.29 %: " + kept
                        + " (the largest stands in the table). The paper says "
                        + "that answers with several cells or a wrong phrase were left out; it was at least 7 of 500.",
                "Table 1, Appendix A",
                List.of(cell),
                evidence.run("human-accuracy"));
    }
}
