package dev.sonde.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids as Python's tokenizers and sentencepiece have them for a small tokenizer of LLaMA's kind. */
class LlamaTokenizerTest {
    private static final String FOLDER = "llama-tokenizer/";
    private static final LlamaConvention BARE = LlamaConvention.llama().withoutBeginning();

    private final JsonNode fixture = OwnFixtures.json(FOLDER + "encodings.json");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer.json", "tokenizer.model"})
    void idsTokensAndDecodedTextAreThoseOfPython(String file) {
        try (LlamaTokenizer tokenizer = LlamaTokenizer.read(OwnFixtures.path(FOLDER + file), BARE)) {
            assertThat(tokenizer.size()).isEqualTo(fixture.get("size").intValue());
            for (JsonNode row : Fixtures.rows(fixture.get("texts"))) {
                String text = row.get("text").textValue();
                int[] ids = Fixtures.integers(row.get(file.endsWith("json") ? "json_ids" : "model_ids"));
                assertThat(tokenizer.ids(text, Truncation.none()))
                        .as(Shown.text(text))
                        .isEqualTo(ids);
                assertThat(tokenizer.decode(ids)).isEqualTo(row.get("decoded").textValue());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer.json", "tokenizer.model"})
    void instructBlipBeginsWithTheEndTokenAndCutsTheBeginning(String file) {
        try (LlamaTokenizer tokenizer =
                LlamaTokenizer.read(OwnFixtures.path(FOLDER + file), LlamaConvention.instructBlip())) {
            for (JsonNode row : Fixtures.rows(fixture.get("texts"))) {
                String text = row.get("text").textValue();
                assertThat(tokenizer.ids(text, Truncation.left(16)))
                        .isEqualTo(Fixtures.integers(row.get("instruct_blip_16")));
            }
            assertThat(tokenizer.token(2)).isEqualTo("</s>");
            assertThat(tokenizer.paddingId()).isEqualTo(fixture.get("size").intValue());
            assertThat(tokenizer.token(tokenizer.paddingId())).isEqualTo("[PAD]");
            assertThat(tokenizer.size()).isEqualTo(tokenizer.paddingId() + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer.json", "tokenizer.model"})
    void specialTokensWrittenOutInATextBecomeThoseTokens(String file) {
        try (LlamaTokenizer tokenizer = LlamaTokenizer.read(OwnFixtures.path(FOLDER + file), BARE)) {
            for (JsonNode row : Fixtures.rows(fixture.get("special"))) {
                assertThat(tokenizer.ids(row.get("text").textValue(), Truncation.none()))
                        .as(row.get("text").textValue())
                        .isEqualTo(Fixtures.integers(row.get("json_ids")));
            }
        }
    }

    @Test
    void batchesOfVicunaPadOnTheRightAndForGenerationOnTheLeft() {
        try (LlamaTokenizer tokenizer = LlamaTokenizer.read(OwnFixtures.path(FOLDER), LlamaConvention.instructBlip())) {
            TextInput input = TextInput.vicuna(tokenizer);
            List<String> texts = List.of("the cat", "the cat is left of the dog");
            TokenBatch right = input.batch(texts);
            TokenBatch left = input.withPadding(Padding.longest().withSide(Padding.Side.LEFT))
                    .batch(texts);
            assertThat(right.ids(0)[0]).isEqualTo(2);
            assertThat(right.ids(0)[right.length() - 1]).isEqualTo(tokenizer.paddingId());
            assertThat(left.ids(0)[0]).isEqualTo(tokenizer.paddingId());
            assertThat(left.ids(1)).isEqualTo(right.ids(1));
            assertThat(Arrays.stream(left.mask(0)).sum())
                    .isEqualTo(Arrays.stream(right.mask(0)).sum());
            assertThat(tokenizer.decode(left.ids(0))).isEqualTo("the cat");
        }
    }

    @Test
    void llamasOwnConventionBeginsWithNumberOne() {
        try (LlamaTokenizer tokenizer = LlamaTokenizer.read(OwnFixtures.path(FOLDER))) {
            assertThat(tokenizer.encode("").ids()).containsExactly(1);
            assertThat(tokenizer.encode("").tokens()).containsExactly("<s>");
            assertThat(tokenizer.token(tokenizer.paddingId())).isEqualTo("<unk>");
        }
    }

    @Test
    void theSettingsForTruncationAndPaddingInTheFileAreIgnored() throws IOException {
        String json = Files.readString(OwnFixtures.path(FOLDER + "tokenizer.json"))
                .replace(
                        "\"truncation\": null",
                        "\"truncation\": {\"direction\": \"Right\", \"max_length\": 4, \"strategy\": \"LongestFirst\","
                                + " \"stride\": 0}")
                .replace(
                        "\"padding\": null",
                        "\"padding\": {\"strategy\": {\"Fixed\": 900}, \"direction\": \"Right\","
                                + " \"pad_to_multiple_of\": null, \"pad_id\": 0, \"pad_type_id\": 0,"
                                + " \"pad_token\": \"<unk>\"}");
        String text = "the ".repeat(700);
        Path file = Files.writeString(folder.resolve("tokenizer.json"), json);
        try (LlamaTokenizer plain = LlamaTokenizer.read(OwnFixtures.path(FOLDER), BARE);
                LlamaTokenizer tokenizer = LlamaTokenizer.read(file, BARE)) {
            assertThat(json).contains("\"max_length\": 4", "900");
            assertThat(tokenizer.ids(text, Truncation.none())).hasSizeGreaterThan(600);
            assertThat(tokenizer.ids(text, Truncation.none())).isEqualTo(plain.ids(text, Truncation.none()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer.json", "tokenizer.model"})
    void hostileTextIsTokenized(String file) {
        try (LlamaTokenizer tokenizer = LlamaTokenizer.read(OwnFixtures.path(FOLDER + file), BARE)) {
            for (String text :
                    List.of("\uD800", "a\uDC00b", "\u0000", "a\u0000b", "\uFFFD", "😀", "x".repeat(100_000))) {
                int[] ids = tokenizer.ids(text, Truncation.none());
                assertThat(ids).as(Shown.text(text)).isNotEmpty();
                assertThat(tokenizer.decode(ids)).isEqualTo(LlamaText.wellFormed(text));
            }
        }
    }

    @Test
    void manyThreadsShareOneTokenizer() {
        List<String> texts = Fixtures.rows(fixture.get("texts")).stream()
                .map(row -> row.get("text").textValue())
                .toList();
        for (String file : List.of("tokenizer.json", "tokenizer.model")) {
            try (LlamaTokenizer tokenizer = LlamaTokenizer.read(OwnFixtures.path(FOLDER + file))) {
                List<Encoding> alone = texts.stream().map(tokenizer::encode).toList();
                boolean same = IntStream.range(0, 4000).parallel().allMatch(i -> tokenizer
                        .encode(texts.get(i % texts.size()))
                        .equals(alone.get(i % texts.size())));
                assertThat(same).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer.json", "tokenizer.model"})
    void aClosedTokenizerSaysSo(String file) {
        LlamaTokenizer tokenizer = LlamaTokenizer.read(OwnFixtures.path(FOLDER + file));
        tokenizer.close();
        tokenizer.close();
        assertThatThrownBy(() -> tokenizer.encode("text"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void anUnknownIdIsAnError() {
        try (LlamaTokenizer tokenizer = LlamaTokenizer.read(OwnFixtures.path(FOLDER + "tokenizer.model"))) {
            for (int id : new int[] {-1, tokenizer.size(), Integer.MAX_VALUE}) {
                assertThatThrownBy(() -> tokenizer.decode(5, id))
                        .isInstanceOf(SondeException.class)
                        .hasMessageContaining("No token has the id " + id);
            }
        }
    }

    @Test
    void missingAndForeignFilesAreNamed() throws IOException {
        assertNamed(folder, "holds no tokenizer");
        assertNamed(folder.resolve("absent.model"), "no such file");
        assertNamed(Files.writeString(folder.resolve("a.json"), ""), "model");
        assertNamed(Files.writeString(folder.resolve("b.json"), "{\"model\": {"), "not valid JSON");
        assertNamed(Files.writeString(folder.resolve("c.json"), "{\"model\": {\"type\": \"WordPiece\"}}"), "WordPiece");
        assertNamed(
                Files.writeString(
                        folder.resolve("d.json"), "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"<s>\": 0}}}"),
                "no tokenizer that can be used");
        assertNamed(Files.writeString(folder.resolve("e.model"), ""), "no SentencePiece model");
        assertNamed(Files.writeString(folder.resolve("f.model"), "a text\n".repeat(50)), "no SentencePiece model");
    }

    @Test
    void theFirstTokenMustBeInTheVocabulary() {
        LlamaConvention convention = LlamaConvention.llama().withBeginning("<bos>");
        assertThatThrownBy(() -> LlamaTokenizer.read(OwnFixtures.path(FOLDER), convention))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("<bos>");
    }

    @Test
    void aDamagedModelIsAnErrorOrATokenizerButNeverACrash() throws IOException {
        byte[] good = Files.readAllBytes(OwnFixtures.path(FOLDER + "tokenizer.model"));
        Random random = new Random(20240613);
        int refused = 0;
        for (int trial = 0; trial < 100; trial++) {
            byte[] bad = trial % 4 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int flips = random.nextInt(4); flips >= 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            refused += isRefused(Files.write(folder.resolve("bad.model"), bad)) ? 1 : 0;
        }
        assertThat(refused).isBetween(20, 100);
    }

    private static boolean isRefused(Path file) {
        try (LlamaTokenizer tokenizer = LlamaTokenizer.read(file, BARE)) {
            tokenizer.ids("The cat is left of the dog 😀", Truncation.none());
            return false;
        } catch (SondeException e) {
            assertThat(e).hasMessageContaining(file.toString());
            return true;
        }
    }

    private static void assertNamed(Path path, String problem) {
        assertThatThrownBy(() -> LlamaTokenizer.read(path))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining(problem);
    }
}
