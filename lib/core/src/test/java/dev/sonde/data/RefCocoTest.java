package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.CpuSecond;
import dev.sonde.display.SondeException;
import dev.sonde.image.ImageSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The files are made up; refs.py beside them tells how. */
class RefCocoTest {
    @TempDir
    Path folder;

    @BeforeEach
    void copyFiles() throws IOException {
        for (String name : new String[] {"refs(umd).p", "refs(unc).p", "instances.json"}) {
            Files.copy(Resources.path("refcoco/" + name), folder.resolve(name));
        }
    }

    @Test
    void publishedFilesAreRead() {
        RefCoco umd = RefCoco.read(folder, "umd");
        assertThat(umd.splits()).containsOnlyKeys("train", "val", "test");
        assertThat(umd.train()).hasToString("train: 4 expressions of 3 objects in 2 images");
        assertThat(umd.train().expressions())
                .startsWith(new ReferringExpression(
                        "umd/train:0",
                        1,
                        "COCO_train2014_000000000001.jpg",
                        Optional.of(new ImageSize(640, 480)),
                        11,
                        Box.pixels(10, 20.5, 100.25, 80),
                        "The dog on the left.",
                        CocoCategories.things().byName("dog")));
        assertThat(umd.source()).isEqualTo(folder + " (refs(umd).p, instances.json)");
    }

    @Test
    void textIsRawOrTokenised() {
        assertThat(RefCoco.read(folder, "umd").val().expressions())
                .extracting(ReferringExpression::text)
                .containsExactly("A man in café", "the MAN", "the man");
        ReferringSplit tokenised =
                RefCoco.read(folder, "umd", SentenceForm.SENT).val();
        assertThat(tokenised.expressions())
                .extracting(ReferringExpression::text)
                .containsExactly("a man in cafe", "the man", "the man");
        assertThat(tokenised.duplicates()).extracting(ReferringExpression::id).containsExactly("umd/val:5");
    }

    @Test
    void otherPartitionHasItsOwnSplitsInTheUsualOrder() {
        assertThat(RefCoco.read(folder, "unc").splits().keySet()).containsExactly("train", "val", "testA", "testB");
    }

    @Test
    void boxBeyondItsImageIsReported() {
        assertThat(RefCoco.read(folder, "umd").train().boxesOutside())
                .extracting(ReferringExpression::annotationId)
                .containsExactly(15L);
    }

    @Test
    void sha256IsThatOfTheNamedFiles() {
        // sha256sum instances.json 'refs(umd).p' | sha256sum
        assertThat(RefCoco.read(folder, "umd").sha256())
                .isEqualTo("f0a5b10c4fb28e0397a0996574873e80f2d2027876c7f0ebaba478365620032f");
    }

    @Test
    void missingFilesAreToldWithThoseThatAreThere() throws IOException {
        assertThatThrownBy(() -> RefCoco.read(folder, "google"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("no file refs(google).p; it has instances.json, refs(umd).p, refs(unc).p");
        Files.delete(folder.resolve("instances.json"));
        assertThatThrownBy(() -> RefCoco.read(folder, "umd")).hasMessageContaining("no file instances.json");
        assertThatThrownBy(() -> RefCoco.read(folder.resolve("none"), "umd"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("it has nothing, as it is not a folder");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenReferenceIsToldWithItsNumbers(String found, String broken, String problem) throws IOException {
        edit("refs(unc).p", found, broken);
        CpuSecond.suffices(() -> assertThatThrownBy(() -> RefCoco.read(folder, "unc"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("refs(unc).p, reference ")
                .hasMessageContaining(problem));
    }

    /** Edits of the pickle in protocol 0, which is text. */
    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("I11\n", "I99\n", "ref_id 0, ann_id 99 refers to annotation 99, which"),
                Arguments.of("I11\n", "S'11'\n", "ref_id 0 has a wrong \"ann_id\": expected a whole number, found 11"),
                Arguments.of("S'ann_id'", "S'annid'", "lacks the key \"ann_id\""),
                Arguments.of("I18\n", "I17\n", "has the category_id 17, but its annotation has 18"),
                Arguments.of("S'testB'", "S'dev'", "wrong \"split\": expected one of train, val, test, testA, testB"),
                Arguments.of(
                        "000000000001_0.jpg", "000000000002_0.jpg", "but image 1 is COCO_train2014_000000000001.jpg"),
                Arguments.of("S'The dog on the left.'\n", "N", "wrong \"raw\": expected a text, found NONE"));
    }

    @Test
    void brokenObjectIsToldWithItsNumber() throws IOException {
        edit("instances.json", "\"width\": 427", "\"width\": -427");
        assertThatThrownBy(() -> RefCoco.read(folder, "umd"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("instances.json, images[2] (id 3)");
    }

    @Test
    void imageThatIsNotListedIsAnError() throws IOException {
        edit("instances.json", "\"id\": 3,", "\"id\": 4,");
        assertThatThrownBy(() -> RefCoco.read(folder, "umd"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("annotation 15 lies in image 3, which is not in the list of images");
    }

    @Test
    void pickleThatCallsCodeIsRefused() throws IOException {
        Files.writeString(folder.resolve("refs(umd).p"), "cos\nsystem\n(S'echo hi'\ntR.");
        assertThatThrownBy(() -> RefCoco.read(folder, "umd"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("refs(umd).p, byte 0, GLOBAL: would call \"os.system\"");
    }

    @Test
    void otherPickleIsNoListOfReferences() throws IOException {
        Files.writeString(folder.resolve("refs(umd).p"), "(dp1\n.");
        assertThatThrownBy(() -> RefCoco.read(folder, "umd")).hasMessageContaining("holds no list of references");
        Files.writeString(folder.resolve("refs(umd).p"), "(lp1\nI7\na.");
        assertThatThrownBy(() -> RefCoco.read(folder, "umd")).hasMessageContaining("reference 0 is not a dictionary");
    }

    @Test
    void fileCutOffAnywhereIsAnError() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve("refs(umd).p"));
        for (int length = 0; length < whole.length; length++) {
            Files.write(folder.resolve("refs(umd).p"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> RefCoco.read(folder, "umd"))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("refs(umd).p, byte ");
        }
    }

    private void edit(String name, String found, String replacement) throws IOException {
        Path file = folder.resolve(name);
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(found);
        int at = text.indexOf(found);
        String edited = text.substring(0, at) + replacement + text.substring(at + found.length());
        Files.writeString(file, edited, StandardCharsets.ISO_8859_1);
    }
}
