package dev.sonde.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import org.junit.jupiter.api.Test;

class PromptTest {
    @Test
    void theTextStandsInItsPlaceAsItIs() {
        assertThat(Prompt.miniWorld().of("a red circle in the top left"))
                .isEqualTo("is there a red circle in the top left?");
        assertThat(Prompt.instructBlip().of("The cost is $1 \\ {}."))
                .isEqualTo("Based on the image, is this statement true or false? \"The cost is $1 \\ {}.\" Answer:");
    }

    @Test
    void aPromptHasAPlaceForTheTextAndTwoAnswers() {
        assertThatThrownBy(() -> new Prompt("is it true?", "yes", "no"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("is it true?");
        assertThatThrownBy(() -> new Prompt("is {}?", "yes", "yes")).isInstanceOf(SondeException.class);
    }
}
