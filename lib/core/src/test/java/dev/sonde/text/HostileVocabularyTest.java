package dev.sonde.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not what they should be are refused by name and place. */
class HostileVocabularyTest {
    private static final String SMALLEST = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n";

    @TempDir
    Path folder;

    @Test
    void theSmallestVocabularyKnowsNoWord() throws IOException {
        BertTokenizer tokenizer = BertTokenizer.read(vocabulary(SMALLEST));
        assertThat(tokenizer.encode("a cat [SEP]").tokens())
                .containsExactly("[CLS]", "[UNK]", "[UNK]", "[SEP]", "[SEP]");
    }

    @Test
    void windowsLineEndsAndByteOrderMarkAreTolerated() throws IOException {
        BertTokenizer tokenizer = BertTokenizer.read(vocabulary("\uFEFF" + (SMALLEST + "cat\n").replace("\n", "\r\n")));
        assertThat(tokenizer.encode("cat").ids()).containsExactly(2, 4, 3);
    }

    @Test
    void aRepeatedTokenIsNamedWithBothLines() throws IOException {
        assertRefused(vocabulary(SMALLEST + "cat\ndog\ncat\n"), "line 7, repeats the token \"cat\" of line 5");
    }

    @Test
    void anEmptyLineWouldShiftNothingButIsNoToken() throws IOException {
        assertRefused(vocabulary(SMALLEST + "\ncat\n"), "line 5, is empty");
        assertRefused(vocabulary(SMALLEST + "\n"), "line 5, is empty");
    }

    @Test
    void aMissingSpecialTokenIsNamed() throws IOException {
        assertRefused(vocabulary("[PAD]\n[CLS]\n[SEP]\n"), "lacks the token [UNK]");
        assertRefused(vocabulary(""), "lacks the token [PAD] among its 0 tokens");
    }

    @Test
    void otherEncodingsAreRefused() throws IOException {
        assertRefused(
                Files.write(folder.resolve("vocab.txt"), (SMALLEST + "café\n").getBytes(StandardCharsets.ISO_8859_1)),
                "not valid UTF-8");
        assertRefused(
                Files.write(folder.resolve("vocab.txt"), SMALLEST.getBytes(StandardCharsets.UTF_16)),
                "not valid UTF-8");
    }

    @Test
    void aMillionTokensAreRead() throws IOException {
        String many =
                IntStream.range(0, 1_000_000).mapToObj(i -> "t" + i + "\n").collect(Collectors.joining());
        BertTokenizer tokenizer = BertTokenizer.read(vocabulary(SMALLEST + many));
        assertThat(tokenizer.encode("t999999").ids()).containsExactly(2, 1_000_003, 3);
    }

    @Test
    void aFileThatIsFarTooLargeIsRefused() throws IOException {
        Path file = folder.resolve("vocab.txt");
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'a'}), VocabularyFile.MAX_BYTES);
        }
        assertRefused(file, "longer than " + VocabularyFile.MAX_BYTES + " bytes");
    }

    @Test
    void missingFilesAndFoldersWithoutATokenizerAreNamed() throws IOException {
        assertRefused(folder.resolve("absent.txt"), "no such file");
        assertRefused(folder, "holds no tokenizer: expected tokenizer.json or vocab.txt");
        vocabulary(SMALLEST);
        assertThat(BertTokenizer.read(folder).size()).isEqualTo(4);
    }

    @Test
    void jsonOfAnotherModelOrSettingIsRefusedByKey() throws IOException {
        assertThat(BertTokenizer.read(json("", "")).size()).isEqualTo(5);
        assertRefused(json("WordPiece", "BPE"), "\"model\" of type \"BPE\"");
        assertRefused(json("BertNormalizer", "NFC"), "wrong \"normalizer.type\"");
        assertRefused(json("BertPreTokenizer", "Whitespace"), "wrong \"pre_tokenizer.type\"");
        assertRefused(json("\"##\"", "\"@@\""), "wrong \"model.continuing_subword_prefix\"");
        assertRefused(json("\"max_input_chars_per_word\":100", "\"max_input_chars_per_word\":9"), "found 9");
        assertRefused(json("\"lowercase\":true", "\"lowercase\":1"), "wrong \"normalizer.lowercase\"");
        assertRefused(json("\"lstrip\":false", "\"lstrip\":true"), "no token with \"lstrip\": true");
        assertRefused(json("\"cat\":4", "\"cat\":3"), "wrong \"model.vocab\"");
        assertRefused(json("\"cat\":4", "\"cat\":-1"), "wrong \"model.vocab\"");
        assertRefused(json("\"cat\":4", "\"cat\":9"), "wrong \"model.vocab\"");
        assertRefused(json("\"cat\":4", "\"cat\":\"4\""), "a number for \"cat\"");
        assertRefused(json("\"cat\":4", "\"[UNK]\":4"), "not valid JSON: Duplicate field");
        assertRefused(json("\"[PAD]\":0", "\"pad\":0"), "lacks the token [PAD]");
        assertRefused(json("}", ""), "not valid JSON");
    }

    @Test
    void theFlagsOfTheNormalizerAreObeyed() throws IOException {
        BertTokenizer cased = BertTokenizer.read(json("\"lowercase\":true", "\"lowercase\":false"));
        assertThat(cased.encode("cat Cat").tokens()).containsExactly("[CLS]", "cat", "[UNK]", "[SEP]");
        assertThat(cased.encode("c\u0301at").tokens())
                .as("accents stay with the case")
                .contains("[UNK]");
        assertThat(BertTokenizer.read(json("", "")).encode("C\u0301AT").tokens())
                .contains("cat");
    }

    @Test
    void anAddedTokenThatIsNormalizedIsFoundInTheNormalizedText() throws IOException {
        String raw = "\"id\":3,\"content\":\"[SEP]\"";
        String normalized = raw + ",\"normalized\":true";
        assertThat(BertTokenizer.read(json(raw, normalized)).encode("cat [sep]").ids())
                .containsExactly(2, 4, 3, 3);
        assertThat(BertTokenizer.read(json("", "")).encode("cat [sep]").ids()).hasSizeGreaterThan(4);
    }

    private Path vocabulary(String content) throws IOException {
        return Files.writeString(folder.resolve("vocab.txt"), content);
    }

    private Path json(String from, String to) throws IOException {
        String json = """
                {"added_tokens":[{"id":3,"content":"[SEP]","lstrip":false,"special":true}],
                "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,
                "strip_accents":null,"lowercase":true},"pre_tokenizer":{"type":"BertPreTokenizer"},
                "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",
                "max_input_chars_per_word":100,"vocab":{"[PAD]":0,"[UNK]":1,"[CLS]":2,"[SEP]":3,"cat":4}}}
                """;
        assertThat(json).contains(from);
        return Files.writeString(folder.resolve("tokenizer.json"), from.isEmpty() ? json : json.replace(from, to));
    }

    private static void assertRefused(Path path, String problem) {
        assertThatThrownBy(() -> BertTokenizer.read(path))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining(problem);
    }
}
