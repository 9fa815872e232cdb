package dev.sonde.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The ids of transformers' BertTokenizer, to the letter. */
class BertTokenizerTest {
    private static final String FOLDER = "tokenizer/";

    private final BertTokenizer tokenizer = BertTokenizer.read(Fixtures.path(FOLDER + "vocab.txt"));

    @Test
    void idsAndTokensAreThoseOfTransformers() {
        forEachText((row, softly) -> {
            Encoding encoding = tokenizer.encode(row.get("text").textValue());
            softly.assertThat(encoding.ids()).as(name(row)).isEqualTo(ids(row.get("ids")));
            softly.assertThat(encoding.tokens()).as(name(row)).isEqualTo(texts(row.get("tokens")));
        });
    }

    @Test
    void truncationOnEitherSideKeepsTheFrame() {
        forEachText((row, softly) -> {
            String text = row.get("text").textValue();
            softly.assertThat(tokenizer.encode(text, Truncation.right(32)).ids())
                    .as(name(row))
                    .isEqualTo(ids(row.get("ids_right_32")));
            softly.assertThat(tokenizer.encode(text, Truncation.left(12)).ids())
                    .as(name(row))
                    .isEqualTo(ids(row.get("ids_left_12")));
        });
    }

    @Test
    void theBundledVocabularyIsThatOfBertBaseUncased() {
        BertTokenizer bundled = BertTokenizer.bundled();
        assertThat(bundled.size()).isEqualTo(tokenizer.size());
        for (int id = 0; id < bundled.size(); id++) {
            assertThat(bundled.token(id)).isEqualTo(tokenizer.token(id));
        }
        assertThat(BertTokenizer.bundled()).isSameAs(bundled);
    }

    @Test
    void batchesHaveTheIdsAndMasksOfTransformers() {
        JsonNode fixture = Fixtures.json(FOLDER + "batches.json");
        List<String> texts = texts(fixture.get("texts"));
        JsonNode batches = fixture.get("batches");
        check(tokenizer.batch(texts, Truncation.none(), Padding.longest()), batches.get("longest"));
        check(tokenizer.batch(texts, Truncation.right(32), Padding.to(32)), batches.get("max_length_32"));
        check(tokenizer.batch(texts, Truncation.left(10), Padding.longest()), batches.get("left_truncation_10"));
    }

    @Test
    void anAddedSpecialTokenStandsAtTheEndOfTheVocabulary() {
        JsonNode fixture = Fixtures.json(FOLDER + "batches.json").get("with_dec");
        BertTokenizer withDec = tokenizer.withSpecialToken("[DEC]");
        assertThat(withDec.size()).isEqualTo(fixture.get("size").intValue());
        assertThat(withDec.id("[DEC]")).hasValue(tokenizer.size());
        for (JsonNode row : fixture.get("encodings")) {
            assertThat(withDec.encode(row.get("text").textValue()).ids()).isEqualTo(ids(row.get("ids")));
        }
        assertThat(tokenizer.id("[DEC]")).as("the first tokenizer is unchanged").isEmpty();
        assertThat(withDec.withSpecialToken("[DEC]").size()).isEqualTo(withDec.size());
    }

    @Test
    void aRowLongerThanThePaddingIsAnError() {
        List<String> texts = List.of("short", "a text of more than six tokens is too long");
        assertThatThrownBy(() -> tokenizer.batch(texts, Truncation.none(), Padding.to(6)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("Text 1 of the batch")
                .hasMessageContaining("padding is to 6");
    }

    @Test
    void paddingOnTheLeftLeavesTheTokensAtTheEnd() {
        TokenBatch batch = tokenizer.batch(
                List.of("cat", "the cat sat"),
                Truncation.none(),
                Padding.longest().withSide(Padding.Side.LEFT));
        assertThat(batch.length()).isEqualTo(5);
        assertThat(batch.mask(0)).containsExactly(0, 0, 1, 1, 1);
        assertThat(batch.ids(0)[4]).isEqualTo(tokenizer.id("[SEP]").getAsInt());
        assertThat(batch.ids(0)[0]).isEqualTo(tokenizer.paddingId());
    }

    @Test
    void aTruncationThatLeavesNoRoomForTheFrameIsAnError() {
        assertThat(tokenizer.encode("some text", Truncation.right(2)).tokens()).containsExactly("[CLS]", "[SEP]");
        assertThatThrownBy(() -> tokenizer.encode("some text", Truncation.left(1)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("2 special tokens");
        assertThatThrownBy(() -> Truncation.right(0)).isInstanceOf(SondeException.class);
    }

    @Test
    void anEmptyBatchHasNoRows() {
        TokenBatch batch = tokenizer.batch(List.of(), Truncation.none(), Padding.longest());
        assertThat(batch.batch()).isZero();
        assertThat(batch.ids()).isEmpty();
    }

    private static void forEachText(BiConsumer<JsonNode, SoftAssertions> check) {
        SoftAssertions softly = new SoftAssertions();
        int texts = 0;
        for (JsonNode list : Fixtures.json(FOLDER + "encodings.json")) {
            for (JsonNode row : list) {
                check.accept(row, softly);
                texts++;
            }
        }
        assertThat(texts).isPositive();
        softly.assertAll();
    }

    private static void check(TokenBatch batch, JsonNode expected) {
        assertThat(batch.batch()).isEqualTo(expected.get("input_ids").size());
        for (int row = 0; row < batch.batch(); row++) {
            assertThat(batch.ids(row))
                    .isEqualTo(Fixtures.integers(expected.get("input_ids").get(row)));
            assertThat(batch.mask(row))
                    .isEqualTo(Fixtures.integers(expected.get("attention_mask").get(row)));
        }
    }

    private static String name(JsonNode row) {
        return Shown.text(row.get("text").textValue());
    }

    private static List<Integer> ids(JsonNode list) {
        List<Integer> ids = new ArrayList<>();
        list.forEach(id -> ids.add(id.intValue()));
        return ids;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
