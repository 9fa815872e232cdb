package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import org.junit.jupiter.api.Test;

class ProbeHeadTest {
    private static final int QUERIES = 32;
    private static final int HIDDEN = 768;

    @Test
    void linearProbesHaveAsManyParametersAsThePaperSays() {
        assertThat(ProbeTrial.linear(Objective.truth()).parameters(QUERIES, HIDDEN))
                .isEqualTo(24_577);
        // The paper prints 98,308: 4 x 24,576 weights and 4 biases.
        assertThat(ProbeTrial.linear(Objective.boxes()).parameters(QUERIES, HIDDEN))
                .isEqualTo(98_308);
    }

    @Test
    void swiGluLayersHaveTwoHalves() {
        long first = 24_576L * 2 * 768 + 2 * 768;
        long inner = 768L * 2 * 768 + 2 * 768;
        long top = 768 + 1;
        assertThat(ProbeHead.swiGlu(2).parameters(24_576, 1)).isEqualTo(first + top);
        assertThat(ProbeHead.swiGlu(4).parameters(24_576, 1)).isEqualTo(first + 2 * inner + top);
        assertThat(new ProbeHead.SwiGlu(2, 10).parameters(5, 4)).isEqualTo(5 * 20 + 20 + 10 * 4 + 4);
    }

    @Test
    void oneQueryAndTheMeanOfAllAreAsWideAsAQuery() {
        ProbeTrial trial = ProbeTrial.linear(Objective.truth());
        assertThat(trial.withInput(ProbeInput.query(31)).parameters(QUERIES, HIDDEN))
                .isEqualTo(769);
        assertThat(trial.withInput(ProbeInput.POOLED).parameters(QUERIES, HIDDEN))
                .isEqualTo(769);
    }

    @Test
    void aQueryThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> ProbeInput.query(32).width(QUERIES, HIDDEN))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("query 32");
        assertThatThrownBy(() -> ProbeInput.query(-1)).isInstanceOf(SondeException.class);
    }

    @Test
    void headsWithoutAHiddenLayerOrWidthAreRefused() {
        assertThatThrownBy(() -> ProbeHead.swiGlu(1)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> new ProbeHead.SwiGlu(2, 0)).isInstanceOf(SondeException.class);
    }
}
