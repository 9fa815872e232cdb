package dev.sonde.study;

import dev.sonde.data.Photographs;
import dev.sonde.display.Escape;
import dev.sonde.format.TextFile;
import dev.sonde.format.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The page on which a participant answers a study: one HTML file that holds everything, its photographs too.
 *
 * <p>It opens from a disk or any web server, asks nothing of the network, and remembers the answers in the browser until
 * the participant saves them as a file. It does not hold the right answers, but for the practice items. No grid lies over
 * the photographs, as in the paper.
 *
 * <pre>{@code
 * HumanStudy study = HumanStudy.draw(rcm.test().examples(), 7);
 * StudyPage.of(study, Photographs.in(Path.of("coco"))).write(Path.of("study/study.html"));
 * // people answer study.html and send back answers-NAME.json
 * StudyKey key = StudyKey.read(Path.of("study/study-key.json"));
 * StudyResult.of(StudyAnswers.read(key, Path.of("answers-a.json"), Path.of("answers-b.json")))
 * }</pre>
 *
 * @param study what is asked
 * @param photographs where the photographs lie
 * @param texts the words of the page
 * @param attributions for each image, what is to be printed under it; none for others
 * @param order in which order a participant is asked
 */
public record StudyPage(
        HumanStudy study,
        Photographs photographs,
        StudyTexts texts,
        Map<String, String> attributions,
        ItemOrder order) {

    public StudyPage {
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(photographs, "photographs");
        Objects.requireNonNull(texts, "texts");
        Objects.requireNonNull(order, "order");
        attributions = Map.copyOf(attributions);
    }

    /** A page with the paper's question, all participants in the same order, and no attributions. */
    public static StudyPage of(HumanStudy study, Photographs photographs) {
        return new StudyPage(study, photographs, StudyTexts.withDefaults(), Map.of(), ItemOrder.SAME);
    }

    /** With other words. */
    public StudyPage withTexts(StudyTexts words) {
        return new StudyPage(study, photographs, words, attributions, order);
    }

    /** With a line of small print under photographs, by the file names of the images. */
    public StudyPage withAttributions(Map<String, String> lines) {
        return new StudyPage(study, photographs, texts, lines, order);
    }

    /** In another order. */
    public StudyPage withOrder(ItemOrder value) {
        return new StudyPage(study, photographs, texts, attributions, value);
    }

    /**
     * Writes the page, and beside it the right answers, {@value StudyKey#FILE_NAME}; send participants only the page.
     *
     * @param page the HTML file
     * @return the file of the right answers
     * @throws dev.sonde.display.SondeException if a photograph is missing or no image, or a file cannot be written
     */
    public Path write(Path page) {
        WholeFile.write(page, html());
        Path key = page.resolveSibling(StudyKey.FILE_NAME);
        study.key().write(key);
        return key;
    }

    /** The page as text. */
    public String html() {
        String style = StudyTemplate.resource("page.css");
        String script = StudyTemplate.resource("answers.js") + StudyTemplate.resource("page.js");
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", Escape.html(texts.title()));
        parts.put("policy", policy(style, script));
        parts.put("style", style);
        parts.put("script", script);
        parts.put("study", StudyTemplate.json(new StudyPageData(this).json()));
        return StudyTemplate.filled(StudyTemplate.resource("page.html"), parts);
    }

    /** The browser runs this script and no other, and fetches nothing. */
    private static String policy(String style, String script) {
        return String.join(
                "; ",
                List.of(
                        "default-src 'none'",
                        "img-src data:",
                        "style-src " + hash(style),
                        "script-src " + hash(script),
                        "base-uri 'none'",
                        "form-action 'none'"));
    }

    private static String hash(String content) {
        byte[] digest = TextFile.sha256Digest().digest(content.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
}
