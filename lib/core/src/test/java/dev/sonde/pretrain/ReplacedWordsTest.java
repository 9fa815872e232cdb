package dev.sonde.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplacedWordsTest {
    private static final TextInput INPUT = MiniConfigs.text();

    @Test
    void aReplacedKindIsAskedAboutAmongTheWordsThatTheImageTells() {
        //                                      CLS a red circle and a blue bar SEP
        assertThat(labels("a red circle and a blue bar", "a red circle and a blue ring"))
                .containsExactly(
                        -1, -1, 0, 0, -1, -1, 0, 0, -1, //
                        -1, -1, 0, 0, -1, -1, 0, 1, -1);
    }

    @Test
    void bothColoursThatWereSwappedAreReplaced() {
        assertThat(labels("a red circle and a blue bar", "a blue circle and a red bar"))
                .containsExactly(
                        -1, -1, 0, 0, -1, -1, 0, 0, -1, //
                        -1, -1, 1, 0, -1, -1, 1, 0, -1);
    }

    @Test
    void aRelationOfAnotherLengthIsReplacedAndWhatStandsBehindItIsNot() {
        assertThat(labels("a red bar is above a blue ring", "a red bar is left of a blue ring"))
                .containsExactly(
                        -1, -1, 0, 0, -1, 0, -1, 0, 0, -1, -1, //
                        -1, -1, 0, 0, -1, 1, -1, -1, 0, 0, -1);
    }

    private static long[] labels(String caption, String twin) {
        try (Torch torch = Torch.open()) {
            return new ReplacedWords(torch, new WordMasks(INPUT), 8, 1)
                    .labels(List.of(TextRows.ids(INPUT, caption)), List.of(TextRows.ids(INPUT, twin)));
        }
    }
}
