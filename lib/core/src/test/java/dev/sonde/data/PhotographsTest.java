package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import dev.sonde.image.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotographsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        file("train2017/000000000309.jpg");
        file("val2014/COCO_val2014_000000000042.jpg");
        file("own/a photo.png");
        file("secret.jpg");
    }

    @Test
    void cocoPhotographIsFoundUnderEachOfItsNames() {
        Photographs coco = Photographs.in(folder);
        Path file = folder.resolve("train2017/000000000309.jpg");
        assertThat(coco.path("000000000309.jpg")).isEqualTo(file);
        assertThat(coco.path("COCO_train2014_000000000309.jpg")).isEqualTo(file);
        assertThat(coco.find("000000000042.jpg")).isPresent();
    }

    @Test
    void imageIsReadFromItsFile() {
        String name = SamplePhotographs.attributions().get(0).image();
        Photographs samples = SamplePhotographs.photographs();
        assertThat(samples.image(name).samples())
                .isEqualTo(Images.read(samples.path(name)).samples());
    }

    @Test
    void otherPhotographIsFoundInAnyOfTheFolders() {
        assertThat(Photographs.in(folder, folder.resolve("own")).find("a photo.png"))
                .isPresent();
    }

    @Test
    void imageWithoutAFileIsNamed() {
        assertThatThrownBy(() -> Photographs.in(folder).path("000000000001.jpg"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("000000000001.jpg")
                .hasMessageContaining(folder.toString());
        Split split = new Split("s", List.of(example("1", "000000000001.jpg"), example("2", "000000000309.jpg")));
        assertThat(Photographs.in(folder).missing(split)).containsExactly("000000000001.jpg");
        assertThat(Photographs.in(folder).available(split).examples())
                .extracting(Example::id)
                .containsExactly("2");
    }

    @Test
    void nameFromAFileMustNotLeadOut() {
        Photographs own = Photographs.in(folder.resolve("own"));
        for (String name : List.of("../secret.jpg", folder.resolve("secret.jpg").toString(), "x/../../secret.jpg")) {
            assertThatThrownBy(() -> own.find(name))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("leads out");
        }
    }

    @Test
    void folderThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Photographs.in(folder.resolve("nowhere")))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("nowhere");
    }

    private void file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    private static Example example(String id, String image) {
        return new Example(id, image, "", new Answer.Truth(true), Map.of());
    }
}
