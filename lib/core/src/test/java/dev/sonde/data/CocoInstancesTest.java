package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.CpuSecond;
import dev.sonde.display.SondeException;
import dev.sonde.format.Sha256;
import dev.sonde.image.ImageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CocoInstancesTest {
    static final String GOOD = """
            {"info": {"year": 2017},
             "annotations": [{"segmentation": [[1, 2, [3]], {"counts": "x"}], "area": 50.5, "iscrowd": 1,
               "image_id": 7, "bbox": [1.5, 2, 10, 20.25], "category_id": 18, "id": 5}],
             "images": [{"id": 7, "width": 640, "height": 480, "file_name": "a.jpg", "license": 3}],
             "categories": [{"id": 18, "name": "dog", "supercategory": "animal"}]}
            """;

    @TempDir
    Path folder;

    @Test
    void imagesAndObjectsAreRead() throws IOException {
        CocoInstances read = read(GOOD);
        CocoCategory dog = CocoCategories.things().byName("dog").orElseThrow();
        assertThat(read.images()).containsExactly(new CocoImage(7, "a.jpg", new ImageSize(640, 480)));
        assertThat(read.annotations())
                .containsExactly(new CocoAnnotation(5, 7, dog, Box.pixels(1.5, 2, 10, 20.25), 50.5, true));
        assertThat(read.annotation(6)).isEmpty();
        assertThat(read.image(8)).isEmpty();
        assertThat(read.sizes()).containsOnlyKeys(7L);
        assertThat(read).hasToString("1 objects in 1 images, " + folder.resolve("i.json"));
    }

    @Test
    void realAnnotationsAreRead() {
        CocoInstances coco = CocoInstances.read(Resources.path("coco/instances.json"));
        assertThat(coco.images()).hasSize(160);
        assertThat(coco.annotations()).hasSize(1350);
        assertThat(coco.annotations().stream().map(CocoAnnotation::category).distinct())
                .hasSize(74);
        assertThat(coco.sha256()).isEqualTo(Sha256.of(Resources.path("coco/instances.json")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenFileIsToldWithItsElement(String found, String broken, String... problems) throws IOException {
        String text = GOOD.replace(found, broken);
        assertThat(text).isNotEqualTo(GOOD);
        CpuSecond.suffices(() -> assertThatThrownBy(() -> read(text))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("i.json")
                .hasMessageContainingAll(problems)
                .message()
                .hasSizeLessThan(1000));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken("[1.5, 2, 10, 20.25]", "[1.5, 2, -10, 20.25]", "annotations[0]", "negative size, -10.0 x 20.25"),
                broken("[1.5, 2, 10, 20.25]", "[1.5, 2, NaN, 20]", "annotations[0]", "not valid JSON", "NaN"),
                broken("[1.5, 2, 10, 20.25]", "[1.5, 2, 1e999, 20]", "wrong \"bbox\": expected a finite number"),
                broken("[1.5, 2, 10, 20.25]", "[1.5, 2, 10]", "wrong \"bbox\": expected a finite number, found ]"),
                broken("[1.5, 2, 10, 20.25]", "[1, 2, 3, 4, 5]", "expected four numbers of a box"),
                broken("[1.5, 2, 10, 20.25]", "{}", "expected a box"),
                broken("\"category_id\": 18, \"id\": 5", "\"id\": 5, \"category_id\": 12", "(id 5)", "category 12"),
                broken(
                        "\"category_id\": 18, \"id\": 5",
                        "\"id\": 5, \"category_id\": \"dog\"",
                        "(id 5)",
                        "whole number"),
                broken("\"id\": 5", "\"id\": 5.5", "wrong \"id\": expected a whole number, found 5.5"),
                broken("\"id\": 5", "\"id\": 99999999999999999999", "expected a whole number"),
                broken("\"id\": 5", "\"id\": 5, \"id\": 6", "annotations[0]", "Duplicate field 'id'"),
                broken(", \"id\": 5", "", "lacks the key \"id\""),
                broken("\"bbox\"", "\"box\"", "(id 5)", "lacks the key \"bbox\""),
                broken("\"area\": 50.5", "\"area\": null", "wrong \"area\": expected a finite number, found null"),
                broken("\"iscrowd\": 1", "\"iscrowd\": 2", "expected 0 or 1, found 2"),
                broken("\"image_id\": 7", "\"image_id\": 8", "annotation 5 lies in image 8, which is not in the list"),
                broken("\"width\": 640", "\"width\": 0", "images[0] (id 7)", "has the size 0 x 480"),
                broken("\"width\": 640", "\"width\": \"640\"", "wrong \"width\": expected a whole number, found 640"),
                broken("\"a.jpg\"", "17", "wrong \"file_name\": expected a text, found 17"),
                broken("\"a.jpg\"", "[" + "9,".repeat(5000) + "9]", "expected a text, found ["),
                broken("\"dog\"", "\"cat\"", "categories[0] (id 18)", "calls category 18 \"cat\", which is \"dog\""),
                broken("\"annotations\"", "\"captions\"", "has no list \"annotations\""),
                broken("\"images\"", "\"pictures\"", "has no list \"images\""),
                broken("\"images\": [{", "\"images\": {\"a\": [{", "wrong \"images\": expected a list, found {"),
                broken("\"images\": [{", "\"images\": [7, {", "images[0]", "expected an object, found 7"),
                broken("\"supercategory\": \"animal\"}]}", "\"supercategory\": \"animal\"}]} 7", "goes on after"),
                broken("\"supercategory\": \"animal\"}]}", "", "not valid JSON", "end-of-input"),
                broken("[[1, 2, [3]]", "[".repeat(100_000), "not valid JSON", "nesting depth"),
                broken(GOOD, "[]", "expected an object, found ["),
                broken(GOOD, "", "expected an object, found the end of the file"),
                broken(GOOD, "\u0000\u0001", "not valid JSON"));
    }

    private static Arguments broken(String found, String broken, String... problems) {
        return Arguments.of(found, broken, problems);
    }

    @Test
    void fileCutOffAnywhereIsAnError() {
        String whole = GOOD.strip();
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("i.json");
        }
    }

    @Test
    void mutatedFileIsReadOrRefused() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(GOOD);
            text.setCharAt(random.nextInt(GOOD.length()), "0-9.e\"[]{},:nx".charAt(random.nextInt(14)));
            try {
                assertThat(read(text.toString()).images()).hasSizeLessThan(2);
            } catch (SondeException expected) {
                assertThat(expected).hasMessageContaining("i.json");
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 2_999);
    }

    @Test
    void repeatedNumbersAreErrors() {
        String image = "{\"id\": 7, \"width\": 640, \"height\": 480, \"file_name\": \"a.jpg\"}";
        assertThatThrownBy(() -> read("{\"images\": [" + image + "," + image + "], \"annotations\": []}"))
                .hasMessageContaining("images[1] (id 7)")
                .hasMessageContaining("repeats the number of an earlier image");
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> CocoInstances.read(folder.resolve("none.json")))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("none.json cannot be read");
    }

    private CocoInstances read(String text) throws IOException {
        return CocoInstances.read(Files.writeString(folder.resolve("i.json"), text));
    }
}
