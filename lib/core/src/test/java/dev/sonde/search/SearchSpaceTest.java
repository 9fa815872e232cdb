package dev.sonde.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
    private static final Assignment POINT =
            new Assignment(Map.of("lr", Value.of(1e-4), "epochs", Value.of(10), "note", Value.of("a")));

    @Test
    void theSpacesAreThoseOfTable4() {
        assertThat(SearchSpace.refCocoG().describe())
                .isEqualTo("lr log-uniform in [0.00001, 0.0005]; epochs in {20, 30, 40}; "
                        + "giou in {1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20}; "
                        + "l1 in {1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20}");
        assertThat(SearchSpace.vsr().describe())
                .isEqualTo("lr log-uniform in [0.00001, 0.0005]; epochs in {3, 5, 10, 15, 20}");
        assertThat(SearchSpace.rcm(LearningRatePrior.UNIFORM).describe())
                .isEqualTo("lr uniform in [0.00001, 0.0005]; epochs in {50, 100, 150}");
    }

    @Test
    void theBestOfTable4LieInTheirSpaces() {
        SearchSpace space = SearchSpace.refCocoG();
        Map<String, Value> best =
                Map.of("lr", Value.of(4.85e-4), "l1", Value.of(20), "giou", Value.of(6), "epochs", Value.of(40));
        assertThat(space.require(new Assignment(best)).values().keySet()).containsExactly("lr", "epochs", "giou", "l1");
    }

    @Test
    void aPointIsReadWithThreeDigits() {
        Assignment found =
                SearchSpace.of(Parameter.uniform("lr", 0, 1)).assign(any -> Value.of(0.00023606523466685386));
        assertThat(found.rounded()).isEqualTo("lr = 0.000236");
    }

    @Test
    void namesAreUniqueAndThereAreSome() {
        assertThatThrownBy(SearchSpace::of).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> SearchSpace.of(Parameter.uniform("a", 0, 1), Parameter.uniform("a", 0, 2)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("\"a\"");
        assertThatThrownBy(() -> SearchSpace.vsr().parameter("LR")).hasMessageContaining("lr, epochs");
    }

    @Test
    void aPointOutsideIsRefused() {
        assertThatThrownBy(() -> SearchSpace.vsr().require(POINT)).hasMessageContaining("\"note\"");
        assertThatThrownBy(() -> SearchSpace.vsr().require(new Assignment(Map.of("lr", Value.of(1e-4)))))
                .hasMessageContaining("\"epochs\"");
        assertThatThrownBy(() ->
                        SearchSpace.vsr().require(new Assignment(Map.of("lr", Value.of(0.1), "epochs", Value.of(3)))))
                .hasMessageContaining("lr = 0.1")
                .hasMessageContaining("lr log-uniform in [0.00001, 0.0005]");
    }

    @Test
    void valuesAreGivenByTypeAndMistakesAreNamed() {
        assertThat(POINT.number("lr")).isEqualTo(1e-4);
        assertThat(POINT.whole("epochs")).isEqualTo(10);
        assertThat(POINT.text("note")).isEqualTo("a");
        assertThatThrownBy(() -> POINT.number("note")).hasMessageContaining("the text \"a\"");
        assertThatThrownBy(() -> POINT.whole("lr")).hasMessageContaining("0.0001, not a whole number");
        assertThatThrownBy(() -> POINT.text("epochs")).hasMessageContaining("the number 10");
        assertThatThrownBy(() -> POINT.number("rate")).hasMessageContaining("no parameter \"rate\"");
    }

    @Test
    void theSpaceShowsItsParameters() {
        assertThat(SearchSpace.vsr().render().text()).contains("epochs", "in {3, 5, 10, 15, 20}");
    }
}
