package dev.sonde.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.data.Tag;
import dev.sonde.format.StoredType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureKeyTest {
    private static final Answer YES = new Answer.Truth(true);

    @Test
    void everyFieldChangesTheAddress() {
        List<String> addresses = new ArrayList<>();
        for (Recipe recipe : List.of(
                new Recipe("m", "w", "p", "t", List.of(1), StoredType.F16),
                new Recipe("M", "w", "p", "t", List.of(1), StoredType.F16),
                new Recipe("m", "W", "p", "t", List.of(1), StoredType.F16),
                new Recipe("m", "w", "P", "t", List.of(1), StoredType.F16),
                new Recipe("m", "w", "p", "T", List.of(1), StoredType.F16),
                new Recipe("m", "w", "p", "t", List.of(2), StoredType.F16),
                new Recipe("m", "w", "p", "t", List.of(1, 2), StoredType.F16),
                new Recipe("m", "w", "p", "t", List.of(2, 1), StoredType.F16),
                new Recipe("m", "w", "p", "t", List.of(1), StoredType.F32),
                new Recipe("m\",\"weights\":\"w", "w", "p", "t", List.of(1), StoredType.F16))) {
            addresses.add(FeatureKey.of(recipe, Samples.split(3)).address());
        }
        assertThat(new HashSet<>(addresses)).hasSameSizeAs(addresses);
        assertThat(addresses).allMatch(address -> address.matches("[0-9a-f]{16}"));
    }

    @Test
    void everyFieldOfAnExampleAndTheirOrderChangeTheAddress() {
        Example a = new Example("a", "i", "t", YES, Map.of());
        Example b = new Example("b", "i", "t", YES, Map.of());
        List<List<Example>> splits = List.of(
                List.of(a, b),
                List.of(b, a),
                List.of(a),
                List.of(new Example("c", "i", "t", YES, Map.of()), b),
                List.of(new Example("a", "j", "t", YES, Map.of()), b),
                List.of(new Example("a", "i", "u", YES, Map.of()), b),
                List.of(new Example("ai", "", "t", YES, Map.of()), b),
                List.of(new Example("a", "i", "t", new Answer.Truth(false), Map.of()), b));
        assertThat(splits.stream().map(this::address).distinct()).hasSameSizeAs(splits);
    }

    @Test
    void tagsAndTheNameOfTheSplitDoNotChangeTheAddress() {
        Example plain = new Example("a", "i", "t", YES, Map.of());
        Example tagged = new Example("a", "i", "t", YES, Map.of(Tag.RELATION, "left of"));

        assertThat(address(List.of(tagged))).isEqualTo(address(List.of(plain)));
    }

    @Test
    void theAddressIsTheSameOnEveryMachine() {
        FeatureKey key = new FeatureKey(new Recipe("m", "w", "p", "t", List.of(1), StoredType.F16), "e");

        // printf '%s' "$key" | sha256sum
        assertThat(key)
                .hasToString("{\"model\":\"m\",\"weights\":\"w\",\"preprocessing\":\"p\",\"text\":\"t\","
                        + "\"layers\":[1],\"type\":\"F16\",\"examples\":\"e\"}");
        assertThat(key.address()).isEqualTo("e82ac47b46d0fbb2");
    }

    @Test
    void aRecipeNeedsDifferentLayersAndAFloatingType() {
        assertThatThrownBy(() -> Samples.recipe(StoredType.F16)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Samples.recipe(StoredType.F16, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Samples.recipe(StoredType.I8, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private String address(List<Example> examples) {
        return FeatureKey.of(Samples.recipe(StoredType.F16, 1), new Split("any", examples))
                .address();
    }
}
