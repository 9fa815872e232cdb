package dev.sonde.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VsrFolderTest {
    private static final String DICTIONARY = "rel_meta_category_dict.txt";

    @TempDir
    Path folder;

    @Test
    void publishedLayoutReadsAsTheBundledData() throws IOException {
        copyBundled(folder, folder);
        assertSameAsBundled(Vsr.read(folder));
    }

    @Test
    void cloneOfTheRepositoryReadsAsTheBundledData() throws IOException {
        copyBundled(folder.resolve("data/splits"), folder.resolve("analysis_scripts"));
        assertSameAsBundled(Vsr.read(folder));
    }

    @Test
    void folderWithOneVariantGivesThatOneAndMissesTheOther() {
        VsrLines.variant(folder.resolve("zeroshot"), VsrLines.GOOD);
        Vsr vsr = Vsr.read(folder);
        assertThat(vsr.zeroshot().test().size()).isEqualTo(1);
        assertThat(vsr.variants()).hasSize(1);
        assertThatThrownBy(vsr::random)
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("random/test.jsonl")
                .hasMessageContaining(folder.toString());
    }

    @Test
    void withoutACategoryFileThePublishedCategoriesHoldAndTheSourceSaysSo() {
        VsrLines.variant(folder.resolve("random"), VsrLines.GOOD);
        Vsr vsr = Vsr.read(folder);
        assertThat(vsr.random().dev().statements().get(0).category()).contains(RelationCategory.TOPOLOGICAL);
        assertThat(vsr.source()).isEqualTo(folder + " (with the bundled categories)");
    }

    @Test
    void ownCategoryFileCounts() {
        VsrLines.variant(folder.resolve("random"), VsrLines.GOOD);
        VsrLines.write(folder.resolve(DICTIONARY), "Proximity: on, near");
        Vsr vsr = Vsr.read(folder);
        assertThat(vsr.random().dev().statements().get(0).category()).contains(RelationCategory.PROXIMITY);
        assertThat(vsr.source()).isEqualTo(folder.toString());
    }

    @Test
    void missingSplitIsNamedWithTheLayoutAndThePlaceToFetchIt() throws IOException {
        VsrLines.variant(folder.resolve("random"), VsrLines.GOOD);
        Files.delete(folder.resolve("random/dev.jsonl"));
        assertThatThrownBy(() -> Vsr.read(folder))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("random/dev.jsonl")
                .hasMessageContaining("train.jsonl, dev.jsonl and test.jsonl")
                .hasMessageContaining("https://github.com/cambridgeltl/visual-spatial-reasoning");
    }

    @Test
    void missingFolderAndEmptyFolderAreNamed() {
        for (Path missing : new Path[] {folder, folder.resolve("nothing")}) {
            assertThatThrownBy(() -> Vsr.read(missing))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining(missing.toString());
        }
    }

    @Test
    void splitsOfOnesOwnTakeTheNameOfTheirFolder() {
        VsrLines.variant(folder.resolve("mine"), VsrLines.GOOD);
        VsrSplits mine = VsrSplits.read(folder.resolve("mine"), Vsr.bundled().categories());
        assertThat(mine.train().name()).isEqualTo("mine train");
        assertThat(mine.train().statements().get(0).id()).isEqualTo("mine/train:1");
    }

    @Test
    void openTakesTheFolderInSondeDataElseTheBundled() throws IOException {
        VsrLines.variant(folder.resolve("vsr/random"), VsrLines.GOOD);
        assertThat(opened(Optional.of(folder.toString())).random().train().size())
                .isEqualTo(1);
        assertThat(opened(Optional.of(
                        Files.createDirectories(folder.resolve("elsewhere")).toString())))
                .isSameAs(Vsr.bundled());
        assertThatThrownBy(() -> opened(Optional.of(folder.resolve("mistyped").toString())))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("mistyped");
        assertThat(opened(Optional.of(" "))).isSameAs(Vsr.bundled());
        assertThat(opened(Optional.empty())).isSameAs(Vsr.bundled());
    }

    @Test
    void openTellsThatSondeDataIsNoFolderName() {
        assertThatThrownBy(() -> opened(Optional.of("a\0b")))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("SONDE_DATA");
    }

    @Test
    void hashChangesWithOneByte() {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        VsrLines.variant(first.resolve("random"), VsrLines.GOOD);
        VsrLines.variant(second.resolve("random"), VsrLines.GOOD);
        assertThat(Vsr.read(first).sha256()).isEqualTo(Vsr.read(second).sha256());
        VsrLines.write(second.resolve("random/dev.jsonl"), VsrLines.GOOD.replace("\"label\": 1", "\"label\": 0"));
        assertThat(Vsr.read(first).sha256()).isNotEqualTo(Vsr.read(second).sha256());
    }

    @Test
    void bundledDataTellsItsSourceAndLicence() {
        assertThat(Vsr.bundled().source()).isEqualTo("bundled: cambridgeltl/visual-spatial-reasoning at b27a0af");
        assertThat(Vsr.bundled().licence()).startsWith("Apache-2.0");
        // sha256sum over the published files, then over its output
        assertThat(Vsr.bundled().sha256())
                .isEqualTo("8ef12bb8c4ed43e7f0a462be63dedba228361d79c08aaa93626ffd9b6fb8e682");
    }

    private static void assertSameAsBundled(Vsr read) {
        Vsr bundled = Vsr.bundled();
        assertThat(read.random()).isEqualTo(bundled.random());
        assertThat(read.zeroshot()).isEqualTo(bundled.zeroshot());
        assertThat(read.sha256()).isEqualTo(bundled.sha256());
    }

    private static void copyBundled(Path splits, Path categories) throws IOException {
        for (String variant : new String[] {"random/", "zeroshot/"}) {
            for (String file : VsrSplits.FILES) {
                copyBundled(variant + file, splits);
            }
        }
        copyBundled(DICTIONARY, categories);
    }

    private static void copyBundled(String name, Path folder) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        try (InputStream stream = Vsr.class.getResourceAsStream("vsr/" + name)) {
            Files.copy(stream, folder.resolve(name));
        }
    }

    private static Vsr opened(Optional<String> sondeData) {
        return Vsr.open(DataFolder.of(sondeData, "vsr"));
    }
}
