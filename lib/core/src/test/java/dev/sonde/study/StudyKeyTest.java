package dev.sonde.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyKeyTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() {
        file = folder.resolve(StudyKey.FILE_NAME);
        StudyItems.key().write(file);
    }

    @Test
    void keyIsReadAsItWasWritten() {
        assertThat(StudyKey.read(file)).isEqualTo(StudyItems.key());
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"match\" : true | \"match\" : false | \"items\"[0], has a wrong \"match\"",
                "\"match\" : true | \"match\" : 1 | expected true or false, found 1",
                "\"cell\" : \"top\" | \"cell\" : \"bottom\" | has a wrong \"item\"",
                "\"cell\" : \"top\" | \"cell\" : \"atop\" | expected one of top left, top,",
                "\"trueCell\" : \"top\" | \"trueCell\" : \"middle\" | has a wrong \"match\"",
                "\"items\" | \"itemz\" | lacks the key \"items\"",
                "\"image\" : \"a.jpg\" | \"image\" : 7 | has a wrong \"image\": expected a text, found 7",
                "\"study\" : \" | \"study\" : \"0 | has a wrong \"study\": expected the hash of its items",
                "{ | [ | is not a JSON object",
            })
    void changedKeyIsRefusedWithFileAndKey(String old, String changed, String problem) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, changed));
        assertThatThrownBy(() -> StudyKey.read(file))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(problem);
    }

    @Test
    void missingFileIsTold() {
        assertThatThrownBy(() -> StudyKey.read(folder.resolve("none.json")))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("none.json cannot be opened");
    }
}
