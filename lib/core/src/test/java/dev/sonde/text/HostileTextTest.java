package dev.sonde.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever a text holds, there are tokens; and tokens are text again. */
class HostileTextTest {
    private final BertTokenizer tokenizer = BertTokenizer.bundled();

    @Test
    void halfASurrogatePairIsLikeAControlCharacter() {
        assertThat(tokens("ca\uD800t \uDC00 \uDC00\uD800")).containsExactly("[CLS]", "cat", "[SEP]");
        assertThat(tokens("\uD83D\uDE00")).as("a whole pair is a character").containsExactly("[CLS]", "[UNK]", "[SEP]");
    }

    @Test
    void controlCharactersAndReplacementCharactersVanish() {
        assertThat(tokens("\u0000\u0007\uFFFD\uFEFF\u200B")).containsExactly("[CLS]", "[SEP]");
        assertThat(tokens("c\u0000a\uFFFDt")).containsExactly("[CLS]", "cat", "[SEP]");
    }

    @Test
    void aWordOfAMillionLettersIsOneUnknownToken() {
        assertThat(tokens("x".repeat(1_000_000))).containsExactly("[CLS]", "[UNK]", "[SEP]");
        assertThat(tokens("!".repeat(100_000))).hasSize(100_002);
        assertThat(tokens("e" + "\u0301".repeat(1_000_000))).containsExactly("[CLS]", "e", "[SEP]");
    }

    @Test
    void theLongestWordHasAHundredCodePointsNotChars() {
        String pairs = "\uD835\uDC1A".repeat(100); // mathematical letters, unknown to BERT, each of two chars
        assertThat(tokens(pairs)).containsExactly("[CLS]", "[UNK]", "[SEP]");
        assertThat(tokens("x".repeat(101))).containsExactly("[CLS]", "[UNK]", "[SEP]");
        assertThat(tokens("x".repeat(100))).hasSizeGreaterThan(3).doesNotContain("[UNK]");
    }

    @Test
    void randomTextHasTokensOfTheVocabularyOnly() {
        Random random = new Random(7);
        for (int trial = 0; trial < 2000; trial++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40), 0, 0x10000).forEach(c -> text.append((char) c));
            int[] ids = tokenizer.ids(text.toString(), Truncation.right(20));
            assertThat(ids).hasSizeBetween(2, 20);
            assertThat(IntStream.of(ids).allMatch(id -> id >= 0 && id < tokenizer.size()))
                    .isTrue();
        }
    }

    @Test
    void decodedTextHasTheSameTokensAgain() {
        int unknown = tokenizer.id("[UNK]").orElseThrow(); // stands for no text that could come back
        for (JsonNode row : Fixtures.json("tokenizer/encodings.json").get("vsr")) {
            int[] ids = Fixtures.integers(row.get("ids"));
            String text = tokenizer.decode(ids);
            if (IntStream.of(ids).noneMatch(id -> id == unknown)) {
                assertThat(tokenizer.ids(text, Truncation.none())).as(text).isEqualTo(ids);
            }
        }
        assertThat(tokenizer.decode(tokenizer.ids("A surfboard, left of it!", Truncation.none())))
                .isEqualTo("a surfboard, left of it!");
        assertThat(tokenizer.decode()).isEmpty();
    }

    @Test
    void anIdThatNoTokenHasIsAnError() {
        for (int id : new int[] {-1, tokenizer.size()}) {
            assertThatThrownBy(() -> tokenizer.decode(101, id))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("No token has the id " + id);
        }
    }

    // A cold tokenizer, so that the threads fill what it remembers together.
    @Test
    void manyThreadsShareOneTokenizer() {
        List<JsonNode> rows = new ArrayList<>();
        Fixtures.json("tokenizer/encodings.json").forEach(list -> list.forEach(rows::add));
        BertTokenizer shared = BertTokenizer.read(Fixtures.path("tokenizer/vocab.txt"));
        long wrong = IntStream.range(0, 20 * rows.size())
                .parallel()
                .filter(i -> {
                    JsonNode row = rows.get(i % rows.size());
                    int[] ids = shared.ids(row.get("text").textValue(), Truncation.none());
                    return !Arrays.equals(ids, Fixtures.integers(row.get("ids")));
                })
                .count();
        assertThat(wrong).isZero();
    }

    private List<String> tokens(String text) {
        return tokenizer.encode(text).tokens();
    }
}
