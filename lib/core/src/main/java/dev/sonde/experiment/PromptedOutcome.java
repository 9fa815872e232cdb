package dev.sonde.experiment;

import dev.sonde.display.SondeException;
import dev.sonde.probe.ProbeResult;
import java.util.Objects;

/**
 * What the whole visual language model says when it is asked in words: a prompt, and answers ranked by its logits. A test
 * example counts as "true" where the positive answer has the higher one.
 *
 * @param task what was asked about
 * @param prompt the question, with {@code {}} where the text of the example goes
 * @param positive the answer that means "true"
 * @param negative the answer that means "false"
 * @param test truth values; the logit is that of the positive answer less that of the negative one
 * @param run all that determines it, and its seconds
 */
public record PromptedOutcome(
        ProbedTask task, String prompt, String positive, String negative, ProbeResult test, Run run) {
    /** @throws SondeException if the predictions are boxes */
    public PromptedOutcome {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(positive, "positive");
        Objects.requireNonNull(negative, "negative");
        Objects.requireNonNull(run, "run");
        if (test.boxes()) {
            throw new SondeException(
                    "Answers were ranked, but boxes came back", "Rank a positive and a negative answer.");
        }
    }
}
