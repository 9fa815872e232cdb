package dev.sonde.experiment;

import dev.sonde.display.SondeException;

/**
 * How a language model is asked whether a text is true of an image: by a question, and two answers of which it ranks one
 * higher.
 *
 * @param template the question, with {@code {}} where the text goes
 * @param positive the answer that means "true"
 * @param negative the answer that means "false"
 */
public record Prompt(String template, String positive, String negative) {
    private static final String PLACE = "{}";

    /** @throws SondeException if there is no place for the text, or the answers are the same */
    public Prompt {
        if (!template.contains(PLACE) || positive.equals(negative)) {
            throw new SondeException(
                    "\"" + template + "\" with the answers \"" + positive + "\" and \"" + negative + "\" is no prompt",
                    "Put {} where the text goes, and give two different answers.");
        }
    }

    /**
     * That of InstructBLIP for VSR (Dai et al. 2023, templates for zero-shot evaluation), which the paper's appendix C takes
     * for RCM as well.
     */
    public static Prompt instructBlip() {
        return new Prompt("Based on the image, is this statement true or false? \"{}\" Answer:", "true", "false");
    }

    /** That of the mini world, whose questions for what is there the mini InstructBLIP was tuned on. */
    public static Prompt miniWorld() {
        return new Prompt("is there {}?", "yes", "no");
    }

    /** The question for a text. */
    public String of(String text) {
        return template.replace(PLACE, text);
    }
}
