package dev.sonde.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedsTest {
    @AfterEach
    void unset() {
        System.clearProperty(Seeds.SETTING);
    }

    @Test
    void theNumberIsTheUsersOrElseTheScales() {
        assertThat(Seeds.or(3)).isEqualTo(3);
        System.setProperty(Seeds.SETTING, " 5 ");
        assertThat(Seeds.or(3)).isEqualTo(5);
        System.setProperty(Seeds.SETTING, " ");
        assertThat(Seeds.or(3)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "three", "1.5", "99999999999"})
    void whatIsNoNumberOfSeedsIsRefused(String text) {
        assertThatThrownBy(() -> Seeds.of(Optional.of(text)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("SONDE_SEEDS is \"" + text + "\"; expected a whole number from 1 to 100");
    }
}
