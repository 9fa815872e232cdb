package dev.sonde.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.display.SondeException;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterTest {
    private static final int DRAWS = 20_000;

    static Stream<Parameter> parameters() {
        return Stream.of(
                Parameter.uniform("u", -2, 3),
                Parameter.logUniform("l", 1e-5, 5e-4),
                Parameter.quantised("q", 1, 20, 2),
                Parameter.quantised("tenths", 0.05, 0.95, 0.1),
                Parameter.choice("numbers", 20, 30, 40),
                Parameter.choice("texts", "linear", "cosine"));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void everyDrawIsAcceptedAndItsPositionLeadsBackToIt(Parameter parameter) {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            Value value = parameter.draw(random);
            assertThat(parameter.accepts(value)).as("%s", value).isTrue();
            double position = parameter.position(value);
            assertThat(position).isBetween(-1e9, 1e9);
            assertThat(parameter.position(parameter.at(position))).isCloseTo(position, within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void theGridRisesFromEndToEnd(Parameter parameter) {
        List<Value> grid = parameter.grid(5);
        assertThat(grid).hasSizeGreaterThan(1).doesNotHaveDuplicates().allMatch(parameter::accepts);
        assertThat(grid.stream().map(parameter::position).toList()).isSorted();
        assertThat(parameter.at(-1e9)).isEqualTo(grid.get(0));
        assertThat(parameter.at(700)).isEqualTo(grid.get(grid.size() - 1));
    }

    @Test
    void halfOfTheDrawsLieBelowTheMiddle() {
        assertThat(shareBelow(Parameter.uniform("u", -2, 3), 0.5)).isCloseTo(0.5, within(0.02));
        assertThat(shareBelow(Parameter.logUniform("l", 1e-5, 1e-3), 1e-4)).isCloseTo(0.5, within(0.02));
        assertThat(shareBelow(Parameter.choice("c", 1, 2, 4, 8), 3)).isCloseTo(0.5, within(0.02));
    }

    @Test
    void anEndThatIsAMultipleIsHalfAsLikely() {
        Parameter parameter = Parameter.quantised("q", 1, 20, 2);
        // The numbers from 19 to 20 of the 19 from 1 to 20.
        assertThat(1 - shareBelow(parameter, 19)).isCloseTo(1.0 / 19, within(0.01));
        assertThat(shareBelow(parameter, 3)).isCloseTo(2.0 / 19, within(0.01));
        assertThat(parameter.grid(2)).first().isEqualTo(Value.of(2));
        assertThat(parameter.grid(2)).last().isEqualTo(Value.of(20));
    }

    @Test
    void valuesOffTheStepOutsideOrOfAnotherKindAreNotAccepted() {
        Parameter quantised = Parameter.quantised("q", 1, 20, 2);
        assertThat(quantised.accepts(Value.of(3))).isFalse();
        assertThat(quantised.accepts(Value.of(22))).isFalse();
        assertThat(quantised.accepts(Value.of("4"))).isFalse();
        assertThat(Parameter.uniform("u", 0, 1).accepts(Value.of(1.1))).isFalse();
        assertThat(Parameter.choice("c", 1, 2).accepts(Value.of("1"))).isFalse();
    }

    @Test
    void impossibleParametersAreRefusedByName() {
        assertRefused(() -> Parameter.uniform("rate", 1, 1), "rate");
        assertRefused(() -> Parameter.uniform("rate", Double.NaN, 1), "rate");
        assertRefused(() -> Parameter.uniform("rate", 0, Double.POSITIVE_INFINITY), "rate");
        assertRefused(() -> Parameter.logUniform("rate", 0, 1), "rate");
        assertRefused(() -> Parameter.quantised("rate", 0, 1, 0), "rate");
        assertRefused(() -> Parameter.quantised("rate", 0, 1, 2), "rate");
        assertRefused(() -> Parameter.choice("rate", new double[0]), "rate");
        assertRefused(() -> Parameter.choice("rate", 1, 2, 1), "rate");
        assertRefused(() -> Parameter.uniform(" ", 0, 1), "\" \"");
    }

    @Test
    void theNumberOneAndTheTextOneAreDifferentParameters() {
        assertThat(Parameter.choice("c", 1).describe())
                .isNotEqualTo(Parameter.choice("c", "1").describe());
    }

    @Test
    void numbersPrintAsTheyAreWritten() {
        assertThat(DoubleStream.of(20, 0, -0.0, 1e-5, 4.85e-4, 0.1, 1e12, -3)
                        .mapToObj(number -> Value.of(number).toString()))
                .containsExactly("20", "0", "0", "0.00001", "0.000485", "0.1", "1E12", "-3");
    }

    private static double shareBelow(Parameter parameter, double number) {
        Random random = new Random(7);
        return Stream.generate(() -> parameter.draw(random))
                        .limit(DRAWS)
                        .filter(value -> ((Value.Real) value).number() < number)
                        .count()
                / (double) DRAWS;
    }

    private static void assertRefused(Runnable make, String name) {
        assertThatThrownBy(make::run)
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("What to do: ");
    }
}
