package dev.sonde.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.Answer;
import dev.sonde.data.Box;
import dev.sonde.data.Example;
import dev.sonde.display.SondeException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
    @ParameterizedTest
    @ValueSource(floats = {-1, 0.5f, 2, Float.NaN, Float.POSITIVE_INFINITY})
    void aTruthValueIsZeroOrOne(float wrong) {
        assertThatThrownBy(() -> Targets.of(Targets.Kind.TRUTH, 0, 1, wrong))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("row 2");
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.1f, 1.1f, 120, Float.NaN, Float.NEGATIVE_INFINITY})
    void aBoxLiesInTheImage(float wrong) {
        assertThatThrownBy(() -> Targets.of(Targets.Kind.BOX, 0, 0, 1, 1, 0.5f, 0.5f, wrong, 1))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("row 1");
    }

    @Test
    void rowsAreGatheredInTheOrderAsked() {
        Targets boxes = Targets.of(Targets.Kind.BOX, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f);
        FloatBuffer out = FloatBuffer.allocate(8);

        boxes.gather(new int[] {7, 1, 0}, 1, 2, out);

        assertThat(out.array()).containsExactly(0.5f, 0.6f, 0.7f, 0.8f, 0.1f, 0.2f, 0.3f, 0.4f);
    }

    @Test
    void answersOfBothKindsAreRefused() {
        Example truth = new Example("a", "i", "t", new Answer.Truth(true), Map.of());
        Example box = new Example("b", "i", "t", new Answer.Region(Box.unit(0, 0, 1, 1)), Map.of());

        for (List<Example> mixed : List.of(List.of(truth, box), List.of(box, truth))) {
            assertThatThrownBy(() -> Targets.of(mixed))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining(mixed.get(1).id());
        }
        assertThat(Targets.of(List.of())).isEqualTo(Optional.empty());
    }

    @Test
    void otherTargetsMustHaveOneForEachRow() {
        FeatureRows rows = FeatureRows.numbered(2);
        assertThat(rows.withTargets(Targets.of(Targets.Kind.TRUTH, 1, 0)).targets())
                .isPresent();
        assertThatThrownBy(() -> rows.withTargets(Targets.of(Targets.Kind.TRUTH, 1)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("label");
    }
}
