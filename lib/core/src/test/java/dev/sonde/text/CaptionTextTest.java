package dev.sonde.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class CaptionTextTest {
    @Test
    void captionsAreProcessedAsInLavis() {
        List<JsonNode> rows = Fixtures.rows("tokenizer/caption_processor.json");
        assertThat(rows).isNotEmpty();
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode row : rows) {
            String text = row.get("text").textValue();
            softly.assertThat(CaptionText.blip().apply(text))
                    .as(Shown.text(text))
                    .isEqualTo(row.get("processed").textValue());
        }
        softly.assertAll();
    }

    @Test
    void theLocaleOfTheMachineChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(CaptionText.blip().apply("TITLE INSIDE")).isEqualTo("title inside");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void wordsBeyondTheLimitGo() {
        assertThat(CaptionText.blip().withMaxWords(2).apply("One. Two! Three")).isEqualTo("one two");
        assertThatThrownBy(() -> new CaptionText(0)).isInstanceOf(SondeException.class);
    }

    // Python's str.isspace holds for the separators U+001C to U+001F, Unicode's White_Space does not.
    @Test
    void separatorsOfAsciiAreWhiteSpace() {
        assertThat(CaptionText.blip().apply("a\u001C\u001Fb")).isEqualTo("a b");
    }
}
