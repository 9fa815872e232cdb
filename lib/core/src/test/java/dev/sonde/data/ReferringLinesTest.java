package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.CpuSecond;
import dev.sonde.display.SondeException;
import dev.sonde.image.ImageSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReferringLinesTest {
    private static final String GOOD = "{\"image_id\": 7, \"file_name\": \"a.jpg\", \"width\": 640, \"height\": 480, "
            + "\"ann_id\": 5, \"bbox\": [1.5, 2, 10, 20], \"sent\": \"the dog\", \"category\": \"dog\", "
            + "\"supercategory\": \"animal\", \"row\": 0, \"col\": 0}";

    @TempDir
    Path folder;

    @Test
    void bundledValidationSplitIsThePublishedOne() {
        ReferringSplit val = RefCoco.bundledVal().val();
        assertThat(val).hasToString("val: 4896 expressions of 2573 objects in 1300 images");
        assertThat(val.duplicates()).hasSize(7);
        assertThat(val.withoutSize()).hasSize(4896);
        assertThat(val.expressions().stream().filter(each -> each.category().isPresent()))
                .hasSize(478);
        ReferringExpression first = val.expressions().get(0);
        assertThat(first.id()).isEqualTo("umd/val:1");
        assertThat(first.image()).isEqualTo("COCO_train2014_000000000309.jpg");
        assertThat(first.box()).isEqualTo(Box.pixels(153.18, 213.25, 134.57, 213.02));
        assertThat(first.text()).isEqualTo("the torso of a brown furry teddy bear wearing a red ribbon");
        assertThat(RefCoco.bundledVal().source()).startsWith("bundled: RefCOCOg");
        assertThat(RefCoco.bundledVal().licence()).startsWith("CC-BY-4.0");
    }

    @Test
    void lineIsRead() throws IOException {
        ReferringSplit split = read("my_val.jsonl", GOOD).split("my_val");
        assertThat(split.expressions())
                .containsExactly(new ReferringExpression(
                        "my_val:1",
                        7,
                        "a.jpg",
                        Optional.of(new ImageSize(640, 480)),
                        5,
                        Box.pixels(1.5, 2, 10, 20),
                        "the dog",
                        CocoCategories.things().byName("dog")));
    }

    @Test
    void realLinesWithSizesAreRead() {
        RefCoco read = RefCoco.readJsonl(
                Resources.path("coco/refcocog_umd_val.jsonl"), Resources.path("coco/google_refexp.jsonl"));
        assertThat(read.splits()).containsOnlyKeys("refcocog_umd_val", "google_refexp");
        ReferringSplit umd = read.split("refcocog_umd_val");
        assertThat(umd.size()).isEqualTo(6);
        assertThat(umd.withoutSize()).isEmpty();
        assertThat(umd.boxesOutside()).isEmpty();
        assertThat(umd.withSizes(CocoInstances.read(Resources.path("coco/instances.json"))))
                .isEqualTo(umd);
        assertThat(read.split("google_refexp").expressions())
                .allSatisfy(each -> assertThat(each.category()).isPresent());
    }

    @Test
    void compressedFileIsTheSameDataSet() throws IOException {
        RefCoco plain = read("val.jsonl", GOOD);
        Path compressed = folder.resolve("val.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write(GOOD.getBytes(StandardCharsets.UTF_8));
        }
        RefCoco unpacked = RefCoco.readJsonl(compressed);
        assertThat(unpacked.val()).isEqualTo(plain.val());
        assertThat(unpacked.sha256()).isEqualTo(plain.sha256());
    }

    @Test
    void compressedFileThatIsCutOffOrNotCompressedIsAnError() throws IOException {
        assertThatThrownBy(() -> read("val.jsonl.gz", GOOD))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("val.jsonl.gz cannot be read");
        byte[] whole = Files.readAllBytes(Resources.path("refcocog/umd-val.jsonl.gz"));
        Path cut = Files.write(folder.resolve("val.jsonl.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> RefCoco.readJsonl(cut))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("val.jsonl.gz cannot be read");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenLineIsToldWithFileLineAndAnnotation(String found, String broken, String problem) {
        String line = GOOD.replace(found, broken);
        assertThat(line).isNotEqualTo(GOOD);
        CpuSecond.suffices(() -> assertThatThrownBy(() -> read("val.jsonl", GOOD + "\n" + line))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("val.jsonl, line 2, ")
                .hasMessageContaining(problem));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(
                        "[1.5, 2, 10, 20]", "[1.5, 2, -10, 20]", "(ann_id 5) has a wrong \"bbox\": expected a width"),
                Arguments.of("[1.5, 2, 10, 20]", "[1.5, 2, 10]", "expected 4 finite numbers"),
                Arguments.of("[1.5, 2, 10, 20]", "[1.5, 2, 10, \"20\"]", "expected 4 finite numbers"),
                Arguments.of("[1.5, 2, 10, 20]", "[1.5, 2, 10, 1e999]", "expected 4 finite numbers"),
                Arguments.of("[1.5, 2, 10, 20]", "[1.5, 2, 10, NaN]", "is not a JSON object"),
                Arguments.of(
                        "\"dog\"", "\"unicorn\"", "(ann_id 5) has a wrong \"category\": expected one of COCO's 80"),
                Arguments.of(
                        "\"animal\"", "\"vehicle\"", "expected \"animal\", the group of \"dog\", found \"vehicle\""),
                Arguments.of("\"the dog\"", "5", "expected a text, found 5"),
                Arguments.of("\"the dog\"", "\" \"", "expected a text"),
                Arguments.of("\"sent\"", "\"text\"", "lacks the key \"sent\""),
                Arguments.of("\"ann_id\": 5", "\"ann_id\": \"5\"", "wrong \"ann_id\": expected a whole number"),
                Arguments.of("\"image_id\": 7", "\"image_id\": 7.5", "wrong \"image_id\": expected a whole number"),
                Arguments.of("\"height\": 480, ", "", "lacks the key \"height\""),
                Arguments.of("\"width\": 640", "\"width\": 0", "expected a number of pixels from 1 on, found 0"),
                Arguments.of("\"width\": 640", "\"width\": 4294967297", "expected a number of pixels"),
                Arguments.of("}", "", "is not a JSON object"));
    }

    @Test
    void emptyFileAndMissingSplitAreErrors() throws IOException {
        assertThatThrownBy(() -> read("val.jsonl", "\n")).hasMessageContaining("is empty");
        assertThatThrownBy(read("val.jsonl", GOOD)::test)
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("has no split test")
                .hasMessageContaining("It has val.");
        assertThatThrownBy(() -> RefCoco.readJsonl(folder.resolve("none.jsonl")))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("none.jsonl cannot be read");
    }

    @Test
    void boxesThatReachBeyondTheirImageAreReportedAndKept() throws IOException {
        String farther = GOOD.replace("[1.5, 2, 10, 20]", "[600, 2, 40.51, 20]");
        ReferringSplit split = read(
                        "val.jsonl", farther + "\n" + GOOD.replace("[1.5, 2, 10, 20]", "[600, -0.5, 40.5, 20]"))
                .val();
        assertThat(split.size()).isEqualTo(2);
        assertThat(split.boxesOutside()).extracting(ReferringExpression::id).containsExactly("val:1");
    }

    @Test
    void sizesAreFilledInButNeverOverwritten() throws IOException {
        String unsized = GOOD.replace("\"width\": 640, \"height\": 480, ", "");
        ReferringSplit split = read("val.jsonl", unsized).val();
        ImageSize size = new ImageSize(640, 480);
        assertThat(split.withSizes(Map.of(7L, size)).expressions())
                .extracting(ReferringExpression::size)
                .isEqualTo(List.of(Optional.of(size)));
        assertThatThrownBy(() -> split.withSizes(Map.of()))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("The size of the image a.jpg (7) of val:1 is not given");
        assertThatThrownBy(() -> split.withSizes(Map.of(7L, size)).withSizes(Map.of(7L, new ImageSize(480, 640))))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("is 640 x 480, but given as 480 x 640");
    }

    private RefCoco read(String name, String text) throws IOException {
        return RefCoco.readJsonl(Files.writeString(folder.resolve(name), text));
    }
}
