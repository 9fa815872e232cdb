package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VsrHostileFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("brokenLines")
    void brokenLineIsNamedWithItsFileAndNumber(String line, String problem) {
        assertBroken(VsrLines.GOOD, "", line)
                .hasMessageContaining(folder.resolve("random/test.jsonl") + ", line 3,")
                .hasMessageContaining(problem)
                .hasMessageContaining("What to do: ");
    }

    static Stream<Arguments> brokenLines() {
        String good = VsrLines.GOOD;
        return Stream.of(
                Arguments.of(good.substring(0, good.length() / 2), "is not a JSON object"),
                Arguments.of(good + good, "is not a JSON object"),
                Arguments.of("not JSON", "is not a JSON object"),
                Arguments.of("[1, 2]", "is not a JSON object"),
                Arguments.of("null", "is not a JSON object"),
                Arguments.of("[".repeat(100_000), "is not a JSON object"),
                Arguments.of(good.replace("\"caption\"", "\"label\""), "Duplicate field 'label'"),
                Arguments.of(good.replace("\"caption\"", "\"text\""), "lacks the key \"caption\""),
                Arguments.of(good.replace("\"label\"", "\"truth\""), "lacks the key \"label\""),
                Arguments.of(good.replace("\"vote_true", "\"true"), "lacks the key \"vote_true_validator_id\""),
                Arguments.of(good.replace("\"label\": 1", "\"label\": 2"), "expected 0 or 1, found 2"),
                Arguments.of(good.replace("\"label\": 1", "\"label\": -1"), "expected 0 or 1, found -1"),
                Arguments.of(good.replace("\"label\": 1", "\"label\": 0.5"), "expected 0 or 1, found 0.5"),
                Arguments.of(good.replace("\"label\": 1", "\"label\": \"1\""), "expected 0 or 1, found \"1\""),
                Arguments.of(good.replace("\"label\": 1", "\"label\": null"), "expected 0 or 1, found null"),
                Arguments.of(good.replace("\"label\": 1", "\"label\": 4294967297"), "expected 0 or 1"),
                Arguments.of(good.replace("\"on\"", "[\"on\"]"), "wrong \"relation\": expected a text"),
                Arguments.of(good.replace("\"on\"", "\" \""), "wrong \"relation\": expected a text"),
                Arguments.of(good.replace("The cat is on the mat.", ""), "wrong \"caption\": expected a text"),
                Arguments.of(good.replace("\"000000000001.jpg\"", "7"), "wrong \"image\": expected a text"),
                Arguments.of(good.replace("3,", "\"three\","), "wrong \"annotator_id\": expected a whole number"),
                Arguments.of(good.replace("[1, 2]", "[1, 2"), "broken JSON in \"vote_true_validator_id\""),
                Arguments.of(good.replace("[1, 2]", "1, 2"), "broken JSON in \"vote_true_validator_id\""),
                Arguments.of(good.replace("[1, 2]", "[1, two]"), "broken JSON in \"vote_true_validator_id\""),
                Arguments.of(good.replace("[1, 2]", "{}"), "wrong \"vote_true_validator_id\""),
                Arguments.of(good.replace("[1, 2]", "[1.5]"), "list of whole numbers"),
                Arguments.of(good.replace("[1, 2]", ""), "wrong \"vote_true_validator_id\""),
                Arguments.of(good.replace(": null", ": 1.5"), "wrong \"reference_frame\""),
                Arguments.of(good.replace(": null", ": 1e999"), "wrong \"reference_frame\""),
                Arguments.of(good.replace(": null", ": []"), "wrong \"reference_frame\""));
    }

    @Test
    void foundValuesAreCutShortInMessages() {
        String line = VsrLines.GOOD.replace("\"label\": 1", "\"label\": \"" + "9".repeat(5000) + "\"");
        assertBroken(line).message().hasSizeLessThan(1000);
    }

    @Test
    void emptyFileIsAnError() {
        assertBroken().hasMessageContaining("test.jsonl is empty");
        assertBroken("", " ").hasMessageContaining("test.jsonl is empty");
    }

    @Test
    void invalidUtf8IsNamedWithItsLine() throws IOException {
        VsrLines.variant(folder.resolve("random"), VsrLines.GOOD);
        byte[] latin1 = (VsrLines.GOOD + "\n" + VsrLines.GOOD.replace("cat", "caf\u00e9"))
                .getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("random/test.jsonl"), latin1);
        assertThatThrownBy(() -> Vsr.read(folder))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("test.jsonl, line 2, is not valid UTF-8");
    }

    @Test
    void endlessLineEndsWithAnErrorAndNotWithTheMemory() {
        InputStream good = new ByteArrayInputStream((VsrLines.GOOD + "\n").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> TextFile.read("a", "a.jsonl", new SequenceInputStream(good, endless('x'))))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("a.jsonl, line 2, is longer than 1048576 bytes");
    }

    @Test
    void endlessFileEndsWithAnErrorAndNotWithTheMemory() {
        assertThatThrownBy(() -> TextFile.read("a", "a.jsonl", endless('\n')))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("a.jsonl is longer than");
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkDoNotMatter() {
        VsrLines.variant(folder.resolve("random"), VsrLines.GOOD);
        VsrLines.variant(folder.resolve("windows/random"), "\uFEFF" + VsrLines.GOOD + "\r");
        assertThat(Vsr.read(folder.resolve("windows")).random())
                .isEqualTo(Vsr.read(folder).random());
    }

    @Test
    void unknownRelationIsKeptWithoutACategory() {
        VsrLines.variant(folder.resolve("random"), VsrLines.GOOD.replace("\"on\"", "\"astride\""));
        VsrSplit split = Vsr.read(folder).random().test();
        assertThat(split.uncategorised()).extracting(VsrStatement::relation).containsExactly("astride");
        assertThat(split.byCategory()).isEmpty();
        assertThat(split.byRelation()).containsOnlyKeys("astride");
    }

    @Test
    void repeatedStatementIsReportedAndNotFatal() {
        VsrLines.variant(folder.resolve("random"), VsrLines.GOOD, VsrLines.GOOD);
        VsrSplit split = Vsr.read(folder).random().test();
        assertThat(split.duplicates()).extracting(VsrStatement::id).containsExactly("random/test:2");
    }

    @Test
    void brokenCategoryFileIsNamedWithItsLine() {
        VsrLines.variant(folder.resolve("random"), VsrLines.GOOD);
        for (String line :
                new String[] {"Proximity near", "Nearness: near", "Proximity: near,,by", "Proximity:", ":"}) {
            VsrLines.write(folder.resolve("rel_meta_category_dict.txt"), "Adjacency: against", line);
            assertThatThrownBy(() -> Vsr.read(folder))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("rel_meta_category_dict.txt, line 2,");
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertBroken(String... lines) {
        VsrLines.variant(folder.resolve("random"), VsrLines.GOOD);
        VsrLines.write(folder.resolve("random/test.jsonl"), lines);
        return assertThatThrownBy(() -> Vsr.read(folder)).isInstanceOf(SondeException.class);
    }

    private static InputStream endless(int value) {
        return new InputStream() {
            @Override
            public int read() {
                return value;
            }
        };
    }
}
