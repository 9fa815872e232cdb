package dev.sonde.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloadCommandTest {
    private static final ModelFolder NOWHERE = new ModelFolder(Optional.empty());

    @TempDir
    Path folder;

    @Test
    void aFileGoesWhereTheModelsAre() {
        try (HubServer server = new HubServer()) {
            server.files.put("config.json", "{}".getBytes(StandardCharsets.UTF_8));
            ModelFolder models = new ModelFolder(Optional.of(folder));
            String hub = server.endpoint().toString();
            Path made = DownloadCommand.run(models, List.of("--endpoint", hub, "--file", "config.json", "o/m"));
            assertThat(made).isEqualTo(folder.resolve("o/m"));
            assertThat(made.resolve("config.json")).hasContent("{}");
            assertThat(models.find("o/m")).contains(made);
        }
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        for (List<String> wrong : List.of(
                List.<String>of(),
                List.of("a/b", "c/d"),
                List.of("a/b", "--into"),
                List.of("a/b", "--mirror", "x"),
                List.of("a/b", "--into", "x", "--endpoint", "not an address"))) {
            assertThatThrownBy(() -> DownloadCommand.run(NOWHERE, wrong)).isInstanceOf(SondeException.class);
        }
    }

    @Test
    void withoutAFolderTheSettingIsNamed() {
        assertThatThrownBy(() -> DownloadCommand.run(NOWHERE, List.of("a/b")))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("--into")
                .hasMessageContaining(ModelFolder.SETTING);
    }
}
