package dev.sonde.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.text.BertTokenizer;
import dev.sonde.text.Truncation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldVocabularyTest {
    private static final WorldData DATA = WorldData.of(World.defaults())
            .withSizes(WorldSizes.defaults().withScenes(1500, 1500, 1500).withExpressionsPerScene(4))
            .withCaptions(new CaptionOptions(30, 10, 25));

    /** To be changed together with the version of the world. */
    private static final String TEXTS = "31cd25c26ccb73a2215e822d3ac4c501b8fd2d40fb3c9906fccf6c4900b81c49";

    @TempDir
    private Path folder;

    @Test
    void sameSeedWritesTheSameTexts() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        texts().forEach(text -> digest.update((text + "\n").getBytes(StandardCharsets.UTF_8)));
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(TEXTS);
    }

    @Test
    void bertsTokenizerReadsItAndKnowsEveryWord() {
        Path file = folder.resolve("vocab.txt");
        WorldVocabulary.write(file);
        BertTokenizer tokenizer = BertTokenizer.read(file).withSpecialToken("[DEC]");
        assertThat(tokenizer.size()).isEqualTo(WorldVocabulary.tokens().size());
        int unknown = tokenizer.id("[UNK]").orElseThrow();
        for (String text : texts()) {
            int[] ids = tokenizer.ids(text, Truncation.none());
            assertThat(ids).as(text).doesNotContain(unknown);
            assertThat(ids).as(text).hasSize(text.replace("?", " ?").split(" ").length + 2);
        }
    }

    @Test
    void everyWordIsSaidSomewhere() {
        List<String> said = texts().stream()
                .flatMap(text -> Arrays.stream(text.replace("?", " ?").split(" ")))
                .distinct()
                .toList();
        assertThat(WorldVocabulary.tokens().subList(6, WorldVocabulary.tokens().size()))
                .filteredOn(word -> !said.contains(word))
                .containsExactlyInAnyOrder("five", "six", ".");
    }

    @Test
    void tokensAreInAFixedOrder() {
        assertThat(WorldVocabulary.tokens())
                .startsWith("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[DEC]", "circle")
                .doesNotHaveDuplicates();
        assertThat(WorldVocabulary.text().lines()).containsExactlyElementsOf(WorldVocabulary.tokens());
    }

    /** Texts of every kind. */
    private static List<String> texts() {
        List<String> texts = new ArrayList<>();
        Stream.of(DATA.refCocoG(), DATA.vsr(), DATA.rcm())
                .flatMap(task -> task.test().examples().stream())
                .forEach(example -> texts.add(example.text()));
        for (Scene scene : DATA.scenes(WorldPart.TEST)) {
            DATA.captions(scene, 2).forEach(caption -> texts.addAll(List.of(caption.text(), caption.foilText())));
            DATA.questions(scene, 3).forEach(question -> texts.addAll(List.of(question.text(), question.answer())));
        }
        return texts;
    }
}
