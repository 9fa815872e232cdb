package dev.sonde.study;

import dev.sonde.display.SondeException;
import java.util.List;
import java.util.Objects;

/**
 * The words of a study's page.
 *
 * @param title of the page
 * @param introduction paragraphs that tell participants what to do and what becomes of their answers
 * @param consent what a participant agrees to before the first item
 * @param question what is asked of each item
 */
public record StudyTexts(String title, List<String> introduction, String consent, String question) {
    /** The question of the paper. */
    public static final String QUESTION = "Does the phrase match the location in the image?";

    private static final List<String> INTRODUCTION = List.of(
            "You will see photographs, each with a phrase that describes something in it and with a location. Please judge "
                    + "whether what the phrase describes is at that location.",
            "Think of the photograph as cut into three rows and three columns of the same size. The location is the part in "
                    + "which the centre of the object lies. The nine locations are called:");

    private static final String CONSENT =
            "I take part of my own will. I agree that my answers, the name or code that I "
                    + "give, and the time that I take for each item are used for this study.";

    /** @throws SondeException if the title, the consent or the question is blank */
    public StudyTexts {
        introduction = List.copyOf(introduction);
        requireText("title", title);
        requireText("consent", consent);
        requireText("question", question);
    }

    /** The paper's question, and an introduction and a consent of our own. */
    public static StudyTexts withDefaults() {
        return new StudyTexts("Where is it? A study of phrases and locations", INTRODUCTION, CONSENT, QUESTION);
    }

    /** With another title. */
    public StudyTexts withTitle(String text) {
        return new StudyTexts(text, introduction, consent, question);
    }

    /** With other paragraphs of introduction; a table of the nine locations follows them. */
    public StudyTexts withIntroduction(String... paragraphs) {
        return new StudyTexts(title, List.of(paragraphs), consent, question);
    }

    /** With another consent. */
    public StudyTexts withConsent(String text) {
        return new StudyTexts(title, introduction, text, question);
    }

    /** With another question. */
    public StudyTexts withQuestion(String text) {
        return new StudyTexts(title, introduction, consent, text);
    }

    private static void requireText(String name, String text) {
        if (Objects.requireNonNull(text, name).isBlank()) {
            throw new SondeException("The " + name + " of the study's page is empty", "Give a text.");
        }
    }
}
