package dev.sonde.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.stats.FleissKappa;
import dev.sonde.stats.Interval;
import java.util.DoubleSummaryStatistics;
import org.junit.jupiter.api.Test;

class AgreementTableTest {
    private static final int[][] THREE_ITEMS = {{1, 2}, {2, 1}, {3, 0}};

    @Test
    void intervalSpansTheResamplesOfAFewItems() {
        // All 27 resamples are equally likely; one in 27 has no kappa, and each end has more than 2.5 %.
        DoubleSummaryStatistics kappas = new DoubleSummaryStatistics();
        for (int i = 0; i < 26; i++) {
            int[][] drawn = {THREE_ITEMS[i / 9], THREE_ITEMS[i / 3 % 3], THREE_ITEMS[i % 3]};
            kappas.accept(FleissKappa.of(drawn).kappa());
        }
        Interval interval = new AgreementTable("", THREE_ITEMS)
                .agreement(5000, 1)
                .interval()
                .orElseThrow();
        assertThat(interval.low()).isCloseTo(kappas.getMin(), within(1e-12));
        assertThat(interval.high()).isCloseTo(kappas.getMax(), within(1e-12));
    }

    @Test
    void intervalDependsOnTheSeedAlone() {
        int[][] counts = new int[40][];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new int[] {i % 6, 5 - i % 6};
        }
        AgreementTable table = new AgreementTable("", counts);
        assertThat(table.agreement(500, 3)).isEqualTo(table.agreement(500, 3));
        assertThat(table.agreement(500, 3).interval())
                .isNotEqualTo(table.agreement(500, 4).interval());
        assertThat(table.agreement(500, 3).interval().orElseThrow())
                .matches(i ->
                        i.contains(table.agreement(500, 3).kappa().orElseThrow().kappa()));
    }

    @Test
    void intervalIsNotToldWhereManyResamplesHaveNoKappa() {
        Agreement agreement = new AgreementTable("two items", new int[][] {{0, 3}, {2, 1}}).agreement(1000, 1);
        assertThat(agreement.kappa()).isPresent();
        assertThat(agreement.interval()).isEmpty();
        assertThat(agreement.toString())
                .isEqualTo("two items: kappa 0.2500 over 2 items (too few items for an interval)");
    }

    @Test
    void quantilesLieBetweenOrderStatistics() {
        double[] sorted = {1, 2, 4, 8};
        assertThat(AgreementTable.quantile(sorted, 0)).isEqualTo(1);
        assertThat(AgreementTable.quantile(sorted, 0.5)).isEqualTo(3);
        assertThat(AgreementTable.quantile(sorted, 0.25)).isEqualTo(1.75);
        assertThat(AgreementTable.quantile(sorted, 1)).isEqualTo(8);
    }
}
