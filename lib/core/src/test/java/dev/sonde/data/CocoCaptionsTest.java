package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CocoCaptionsTest {
    private static final String COCO = """
            {"annotations": [{"image_id": 7, "id": 1, "caption": "A dog."}, {"image_id": 7, "id": 2, "caption": "Dog"}],
             "images": [{"id": 7, "file_name": "a.jpg"}], "licenses": [[[]]]}
            """;

    @TempDir
    Path folder;

    @Test
    void cocoFileIsReadThoughImagesComeLast() throws IOException {
        CocoCaptions captions = read("captions.json", COCO);
        assertThat(captions.captions())
                .containsExactly(new CocoCaption(7, "a.jpg", "A dog."), new CocoCaption(7, "a.jpg", "Dog"));
        assertThat(captions.byImage()).containsOnlyKeys("a.jpg").containsValue(List.of("A dog.", "Dog"));
    }

    @Test
    void realCaptionsAreReadFromLines() {
        CocoCaptions captions = CocoCaptions.read(Resources.path("coco/captions.jsonl"));
        assertThat(captions.captions()).hasSize(585);
        assertThat(captions.byImage()).hasSize(117);
        assertThat(captions.byImage().get("000000000285.jpg"))
                .hasSize(5)
                .contains("A big burly grizzly bear is show with grass in the background.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"image_id\": 7, \"id\": 2 | \"image_id\": 8, \"id\": 2 | a caption of image 8, which is not in the list",
                "\"Dog\"                    | 5                          | annotations[1] (id 2)",
                "\"a.jpg\"                  | null                       | wrong \"file_name\": expected a text, found null",
                "\"caption\": \"A dog.\"    | \"text\": \"A\"            | lacks the key \"caption\"",
                "\"annotations\"            | \"sentences\"              | has no captions in a list \"annotations\"",
                "[[[]]]                     | [[[]                       | is not valid JSON"
            })
    void brokenCocoFileIsToldWithItsPlace(String found, String broken, String problem) {
        assertThatThrownBy(() -> read("captions.json", COCO.replace(found, broken)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("captions.json")
                .hasMessageContaining(problem);
    }

    @Test
    void brokenLineIsToldWithItsNumber() {
        String good = "{\"image_id\": 7, \"file_name\": \"a.jpg\", \"caption\": \"A dog.\"}\n";
        assertThatThrownBy(() -> read("c.jsonl", good + good.replace("\"A dog.\"", "3")))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("c.jsonl, line 2, has a wrong \"caption\": expected a text, found 3");
    }

    private CocoCaptions read(String name, String text) throws IOException {
        return CocoCaptions.read(Files.writeString(folder.resolve(name), text));
    }
}
