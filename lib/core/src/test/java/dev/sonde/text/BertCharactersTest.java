package dev.sonde.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of each character of the scripts that occur, and at the borders of the blocks of ideographs. */
class BertCharactersTest {
    /** Arabic ends here; from then on a newer Unicode than that of the reference has changed single characters. */
    private static final int SETTLED = 0x0700;

    @Test
    void charactersAreDroppedSpacedSplitAndFoldedAsInTheReference() {
        int characters = 0;
        List<String> different = new ArrayList<>();
        for (JsonNode range : Fixtures.rows(OwnFixtures.json("bert-characters/outcomes.json"))) {
            int code = range.get("first").intValue();
            for (JsonNode outcome : range.get("outcomes")) {
                if (!outcome(code).equals(outcome.textValue())) {
                    assertThat(code).as("U+%04X", code).isGreaterThanOrEqualTo(SETTLED);
                    different.add(Integer.toHexString(code));
                }
                code++;
                characters++;
            }
        }
        assertThat(different).as("of %d", characters).hasSizeLessThan(characters / 100);
    }

    @Test
    void caseWithoutAccentsKeepsTheDotOfACapitalI() {
        BertNormalization lowerCaseOnly = new BertNormalization(false, false, false, true);
        assertThat(lowerCaseOnly.apply("İΣ")).isEqualTo("i\u0307σ");
        assertThat(new BertNormalization(false, false, false, false).apply("É\u0000 中"))
                .isEqualTo("É\u0000 中");
    }

    private static String outcome(int code) {
        List<String> words = new ArrayList<>();
        BertWords.forEach(BertNormalization.uncased().apply("a" + Character.toString(code) + "b"), words::add);
        return String.join(" ", words);
    }
}
