package dev.sonde.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.data.GridCell;
import dev.sonde.data.Photographs;
import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyPageTest {
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)><!-- {{script}} $1 \\ \u2028";

    @TempDir
    Path folder;

    private HumanStudy study;

    @BeforeEach
    void drawStudy() throws IOException {
        study = HumanStudy.draw(StudyItems.examples(10), 6, 6, 3, 1);
        for (int i = 0; i < 10; i++) {
            Files.write(folder.resolve(i + ".jpg"), PICTURE);
        }
    }

    private StudyPage page(HumanStudy of) {
        return StudyPage.of(of, Photographs.in(folder));
    }

    @Test
    void pageIsTheSameWhateverTheRightAnswersAre() {
        List<StudyItem> others = study.items().stream()
                .map(item -> new StudyItem(
                        item.image(),
                        item.phrase(),
                        item.cell(),
                        item.match() ? GridCell.values()[8 - item.cell().ordinal()] : item.cell(),
                        "other"))
                .toList();
        HumanStudy other = new HumanStudy(others, study.practice());
        assertThat(other.key()).isNotEqualTo(study.key());
        assertThat(page(other).html()).isEqualTo(page(study).html());
    }

    @Test
    void itemHoldsWhatTheParticipantMaySee() throws IOException {
        JsonNode data = data(page(study).html());
        assertThat(data.get("items")).hasSize(12).allSatisfy(item -> assertThat(item.fieldNames())
                .toIterable()
                .containsExactly("id", "photograph", "phrase", "cell"));
        assertThat(data.get("practice")).hasSize(3).allSatisfy(item -> assertThat(item.has("match"))
                .isTrue());
    }

    @Test
    void pageFetchesNothing() {
        String html = page(study).html();
        assertThat(html).doesNotContainPattern("https?:|//cdn|@import|url\\(|fetch\\(|XMLHttpRequest|<link|<iframe");
        assertThat(html).doesNotContainPattern("\\bsrc=|\\bhref=").contains("default-src 'none'; img-src data:;");
    }

    @Test
    void photographIsThereOnceWithItsOwnBytes() throws IOException {
        JsonNode photographs = data(page(study).html()).get("photographs");
        assertThat(photographs).hasSizeLessThanOrEqualTo(10);
        assertThat(photographs.get(0).get("source").asText())
                .isEqualTo("data:image/png;base64," + Base64.getEncoder().encodeToString(PICTURE));
    }

    @Test
    void hostileTextsStayTexts() throws IOException {
        Files.write(folder.resolve("a.jpg"), PICTURE);
        StudyItem item = new StudyItem("a.jpg", HOSTILE, GridCell.TOP, GridCell.TOP, HOSTILE);
        StudyTexts texts = StudyTexts.withDefaults()
                .withTitle(HOSTILE)
                .withIntroduction(HOSTILE)
                .withConsent(HOSTILE)
                .withQuestion(HOSTILE);
        String html = page(new HumanStudy(List.of(item), List.of()))
                .withTexts(texts)
                .withAttributions(Map.of("a.jpg", HOSTILE))
                .html();
        assertThat(html).doesNotContain("<img src", "onerror=alert(1)>").contains("<title>&lt;/script&gt;");
        assertThat(html.split("</script>", -1)).hasSize(3);
        JsonNode data = data(html);
        assertThat(data.get("items").get(0).get("phrase").asText()).isEqualTo(HOSTILE);
        assertThat(data.get("introduction").get(0).asText()).isEqualTo(HOSTILE);
        assertThat(data.get("photographs").get(0).get("attribution").asText()).isEqualTo(HOSTILE);
    }

    @Test
    void keyLiesBesideThePage() {
        Path file = folder.resolve("out/study.html");
        Path key = page(study).withOrder(ItemOrder.SHUFFLED).write(file);
        assertThat(key).isEqualTo(folder.resolve("out/study-key.json"));
        assertThat(StudyKey.read(key)).isEqualTo(study.key());
        assertThat(file).content().contains("\"shuffled\":true");
        assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void photographThatIsMissingOrNoneIsNamed() throws IOException {
        String image = study.items().get(0).image();
        Files.writeString(folder.resolve(image), "<html>");
        assertThatThrownBy(() -> page(study).html())
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(image + " is no JPEG, PNG or WebP");
        Files.delete(folder.resolve(image));
        assertThatThrownBy(() -> page(study).html())
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(image);
    }

    @Test
    void emptyTextsAreRefused() {
        assertThatThrownBy(() -> StudyTexts.withDefaults().withQuestion(" "))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("question");
    }

    private static JsonNode data(String html) throws IOException {
        Matcher json =
                Pattern.compile("id=\"study\">(.*?)</script>", Pattern.DOTALL).matcher(html);
        assertThat(json.find()).isTrue();
        return new ObjectMapper().readTree(json.group(1));
    }
}
