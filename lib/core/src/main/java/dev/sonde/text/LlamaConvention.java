package dev.sonde.text;

import java.util.Objects;
import java.util.Optional;

/**
 * Which special tokens frame a text for a model of LLaMA's family. The files of a tokenizer do not settle it.
 *
 * @param beginning the token before every text, if any; it must be in the vocabulary
 * @param padding the token that fills rows; put at the end of the vocabulary if it is not in it
 */
public record LlamaConvention(Optional<String> beginning, String padding) {
    public LlamaConvention {
        Objects.requireNonNull(beginning, "beginning");
        Objects.requireNonNull(padding, "padding");
    }

    /** LLaMA's own: {@code <s>}, number 1, comes first. It knows no padding; {@code <unk>} fills rows, as in Vicuna. */
    public static LlamaConvention llama() {
        return new LlamaConvention(Optional.of("<s>"), "<unk>");
    }

    /**
     * That of InstructBLIP with Vicuna (LAVIS {@code blip2_models/blip2_vicuna_instruct.py}): the tokens for beginning, end
     * and unknown are all {@code </s>}, so a text begins with number 2, not 1; {@code [PAD]} is added, number 32,000.
     */
    public static LlamaConvention instructBlip() {
        return new LlamaConvention(Optional.of("</s>"), "[PAD]");
    }

    /** The same with another first token. */
    public LlamaConvention withBeginning(String newBeginning) {
        return new LlamaConvention(Optional.of(newBeginning), padding);
    }

    /** The same without a first token, e.g. for a candidate answer that is put behind a prompt. */
    public LlamaConvention withoutBeginning() {
        return new LlamaConvention(Optional.empty(), padding);
    }

    /** The same with another token for padding. */
    public LlamaConvention withPadding(String newPadding) {
        return new LlamaConvention(beginning, newPadding);
    }
}
