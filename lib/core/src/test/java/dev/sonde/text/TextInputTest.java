package dev.sonde.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextInputTest {
    /** Words that are one token each: "1", "2", ... "200". */
    private static final String LONG =
            IntStream.rangeClosed(1, 200).mapToObj(Integer::toString).collect(Collectors.joining(" "));

    @Test
    void theDescriptionTellsWaysApartThatGiveOtherIds() {
        TextInput blip2 = TextInput.blip2();
        assertThat(List.of(
                        blip2.description(),
                        TextInput.instructBlip().description(),
                        TextInput.vilt().description(),
                        blip2.withCaption(CaptionText.blip()).description(),
                        blip2.withTokenizer(BertTokenizer.bundled()).description()))
                .doesNotHaveDuplicates();
        assertThat(blip2.withPadding(Padding.to(32)).description()).isEqualTo(blip2.description());
        assertThat(TextInput.blip2().description()).isEqualTo(blip2.description());
    }

    @Test
    void blip2CutsTheEndAtThirtyTwoTokens() {
        Encoding encoding = TextInput.blip2().encode(LONG);
        assertThat(encoding.tokens().subList(0, 3)).containsExactly("[CLS]", "1", "2");
        assertThat(encoding.tokens().subList(29, 32)).containsExactly("29", "30", "[SEP]");
        assertThat(encoding.length()).isEqualTo(32);
    }

    @Test
    void instructBlipCutsTheBeginning() {
        Encoding encoding = TextInput.instructBlip().encode(LONG);
        assertThat(encoding.length()).isEqualTo(128);
        assertThat(encoding.tokens().get(0)).isEqualTo("[CLS]");
        assertThat(encoding.tokens().subList(126, 128)).containsExactly("200", "[SEP]");
    }

    @Test
    void viltHasFortyPositions() {
        assertThat(TextInput.vilt().encode(LONG).length()).isEqualTo(40);
    }

    @Test
    void onlyTheQFormersKnowTheDecodeToken() {
        assertThat(TextInput.blip2().encode("[DEC]").length()).isEqualTo(3);
        assertThat(TextInput.instructBlip().tokenizer().size())
                .isEqualTo(TextInput.vilt().tokenizer().size() + 1);
        assertThat(TextInput.vilt().encode("[DEC]").length()).isGreaterThan(3);
    }

    @Test
    void captionProcessingTakesAwayTheFullStop() {
        TextInput plain = TextInput.blip2();
        TextInput processed = plain.withCaption(CaptionText.blip());
        assertThat(plain.encode("A cat.").tokens()).containsExactly("[CLS]", "a", "cat", ".", "[SEP]");
        assertThat(processed.encode("A cat.").tokens()).containsExactly("[CLS]", "a", "cat", "[SEP]");
        assertThat(processed.withoutCaption()).isEqualTo(plain.withoutCaption().withTokenizer(processed.tokenizer()));
    }

    @Test
    void anAnswerContinuesItsPromptWhateverFramesATextHas() {
        for (LlamaConvention convention : List.of(
                LlamaConvention.instructBlip(), LlamaConvention.instructBlip().withoutBeginning())) {
            try (LlamaTokenizer llama =
                    LlamaTokenizer.read(OwnFixtures.path("llama-tokenizer/tokenizer.json"), convention)) {
                assertAnswerContinues(TextInput.vicuna(llama), 0);
            }
        }
        assertAnswerContinues(TextInput.instructBlip(), 1);
    }

    private static void assertAnswerContinues(TextInput input, int endings) {
        int[] whole = input.tokenizer().ids("Is it true? yes", Truncation.none());
        int[] prompt = input.prompt("Is it true?");
        int[] answer = input.answer("yes");
        assertThat(answer).isNotEmpty();
        assertThat(Arrays.copyOf(whole, prompt.length)).isEqualTo(prompt);
        assertThat(Arrays.copyOfRange(whole, prompt.length, whole.length - endings))
                .isEqualTo(answer);
    }

    @Test
    void aBatchIsAsLongAsItsLongestText() {
        TokenBatch batch = TextInput.blip2().batch(List.of("cat", "the red cat"));
        assertThat(batch.length()).isEqualTo(5);
        assertThat(batch.mask(0)).containsExactly(1, 1, 1, 0, 0);
        TextInput fixed = TextInput.vilt().withPadding(Padding.to(40)).withTruncation(Truncation.right(10));
        assertThat(fixed.batch(Collections.nCopies(3, LONG)).length()).isEqualTo(40);
    }
}
