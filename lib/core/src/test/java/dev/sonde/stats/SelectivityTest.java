package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import org.junit.jupiter.api.Test;

class SelectivityTest {
    @Test
    void agreesWithTheReference() {
        JsonNode row = Fixtures.json("statistics/selectivity.json");
        Selectivity selectivity = Selectivity.of(
                Fixtures.integers(row.get("task_labels")),
                Fixtures.integers(row.get("task_predictions")),
                Fixtures.integers(row.get("control_labels")),
                Fixtures.integers(row.get("control_predictions")));
        assertThat(selectivity.task().value()).isCloseTo(Fixtures.number(row.get("task_accuracy")), Close.relative());
        assertThat(selectivity.control().value())
                .isCloseTo(Fixtures.number(row.get("control_accuracy")), Close.relative());
        double expected = Fixtures.number(row.get("selectivity"));
        assertThat(selectivity.value()).isCloseTo(expected, Close.to(expected));
    }

    @Test
    void aProbeThatMemorisesIsNotSelective() {
        int[] labels = {0, 1, 1, 0};
        assertThat(Selectivity.of(labels, labels, labels, labels).value()).isZero();
    }

    @Test
    void theTwoTasksMayDifferInSize() {
        Selectivity selectivity = new Selectivity(new Proportion(9, 10), new Proportion(50, 100));
        assertThat(selectivity.value()).isCloseTo(0.4, Close.relative());
        assertThat(selectivity.toString())
                .startsWith("selectivity 40.00 points (task 90.00 %")
                .contains("N = 10;", "control 50.00 %", "N = 100)");
    }

    @Test
    void refusesLabelsWithoutPredictions() {
        int[] two = {0, 1};
        int[] three = {0, 1, 1};
        assertThatThrownBy(() -> Selectivity.of(two, three, two, two))
                .isInstanceOf(SondeException.class)
                .hasMessageContainingAll("2 task labels", "3 task predictions");
        assertThatThrownBy(() -> Selectivity.of(two, two, three, two))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("control");
        assertThatThrownBy(() -> Selectivity.of(new int[0], new int[0], two, two))
                .isInstanceOf(SondeException.class);
    }
}
