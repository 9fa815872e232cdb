package dev.sonde.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DJL does on its first use, each time in a Java that has not used it. */
class NativeLibrariesTest {
    @TempDir
    Path folder;

    @Test
    void librariesAreUnpackedBelowSondesHomeAndNothingIsFetched() throws Exception {
        String output = probe(Map.of("SONDE_HOME", folder.resolve("home").toString()));
        assertThat(output)
                .contains("tokenizer.json: [1]", "tokenizer.model: [1]")
                .contains("flavor: cpu", "tracking off: true", "offline: true")
                .doesNotContain("network:");
        assertThat(folder.resolve("home/djl/tokenizers")).isDirectory();
        assertThat(folder.resolve("home/djl/sentencepiece")).isDirectory();
    }

    @Test
    void aCacheThatTheUserChoseIsUsed() throws Exception {
        String output = probe(Map.of(
                "SONDE_HOME", folder.resolve("home").toString(),
                "DJL_CACHE_DIR", folder.resolve("chosen").toString()));
        assertThat(output).contains("tokenizer.json: [1]");
        assertThat(folder.resolve("chosen/tokenizers")).isDirectory();
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void aLibraryThatCannotBeUnpackedIsAnErrorThatSaysWhere() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        String output = probe(Map.of("SONDE_HOME", file.toString()));
        assertThat(output)
                .contains("SondeException: The native library of Hugging Face tokenizers does not load")
                .contains("SondeException: The native library of SentencePiece does not load")
                .contains(file.resolve("djl").toString())
                .doesNotContain("[1]", "network:");
    }

    private static String probe(Map<String, String> settings) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                OfflineProbe.class.getName(),
                OwnFixtures.path("llama-tokenizer").toString()));
        builder.environment()
                .keySet()
                .removeAll(List.of(
                        "SONDE_HOME",
                        "DJL_CACHE_DIR",
                        "ENGINE_CACHE_DIR",
                        "DJL_OFFLINE",
                        "OPT_OUT_TRACKING",
                        "RUST_FLAVOR"));
        builder.environment().putAll(settings);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
