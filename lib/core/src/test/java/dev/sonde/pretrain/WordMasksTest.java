package dev.sonde.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.text.TextInput;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordMasksTest {
    private static final TextInput INPUT = MiniConfigs.text();
    private static final WordMasks MASKS = new WordMasks(INPUT);
    private static final int MASK = TextRows.ids(INPUT, "[MASK]")[1];

    @Test
    void wordsThatTheImageTellsAreHiddenAndThoseOfFormAreNot() {
        assertThat(hiddenAtOnce("a small red circle and an arrow")).containsExactly("small", "red", "circle", "arrow");
        assertThat(hiddenAtOnce("a blue object in the top left")).containsExactly("blue", "top", "left");
        assertThat(hiddenAtOnce("a red circle is left of a blue bar"))
                .containsExactly("red", "circle", "left", "blue", "bar");
    }

    @Test
    void oneWordIsHiddenAtLeastAndItsAnswerIsTheWord() {
        int[] ids = TextRows.ids(INPUT, "a red circle and a blue bar");
        Random draws = new Random(1);
        int[] counts = new int[ids.length];
        for (int i = 0; i < 200; i++) {
            WordMasks.Masked masked = MASKS.of(ids, 0, draws);
            int[] hidden = IntStream.range(0, ids.length)
                    .filter(place -> masked.ids()[place] == MASK)
                    .toArray();
            assertThat(hidden).hasSize(1);
            counts[hidden[0]]++;
            for (int place = 0; place < ids.length; place++) {
                boolean asked = place == hidden[0];
                assertThat(masked.answers()[place]).isEqualTo(asked ? ids[place] : WordMasks.NO_ANSWER);
                assertThat(masked.ids()[place]).isEqualTo(asked ? MASK : ids[place]);
            }
        }
        // Four words, 50 times each; the standard deviation is 6.
        int[] some = Arrays.stream(counts).filter(count -> count > 0).toArray();
        assertThat(some).hasSize(4);
        assertThat(Arrays.stream(some).min().orElseThrow()).isGreaterThan(25);
    }

    @Test
    void aTextOfFormAloneKeepsAllWords() {
        int[] ids = TextRows.ids(INPUT, "there is an object");

        WordMasks.Masked masked = MASKS.of(ids, 1, new Random(1));

        assertThat(masked.ids()).isEqualTo(ids);
        assertThat(masked.answers()).containsOnly(WordMasks.NO_ANSWER);
    }

    private static List<String> hiddenAtOnce(String text) {
        int[] ids = TextRows.ids(INPUT, text);
        WordMasks.Masked masked = MASKS.of(ids, 1, new Random(1));
        List<String> words = List.of(text.split(" "));
        return IntStream.range(0, words.size())
                .filter(word -> masked.ids()[word + 1] == MASK)
                .mapToObj(words::get)
                .toList();
    }
}
