package dev.sonde.pretrain;

import dev.sonde.world.Question;
import dev.sonde.world.Scene;
import dev.sonde.world.WorldData;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * What a language model is asked, and what it shall say.
 *
 * @param prompt such as {@code what colour is the circle?}
 * @param answer what stands behind it
 */
public record Instruction(String prompt, String answer) {
    /** Asks for a caption, in words of the mini world. */
    public static final String DESCRIBE = "what is there?";

    /** Of how many questions, and of how many captions of a scene one is taken. */
    private static final int QUESTIONS = 8;

    private static final int CAPTIONS = 4;

    public Instruction {
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(answer, "answer");
    }

    /** Asks a question. */
    static Instruction of(Question question) {
        return new Instruction(question.text(), question.answer());
    }

    /**
     * A question about a scene that needs no location, or {@link #DESCRIBE} with a caption.
     *
     * @param describePercent how many in a hundred are the latter
     */
    static Instruction of(WorldData data, Scene scene, int describePercent, Random draws) {
        if (draws.nextInt(100) < describePercent) {
            int which = draws.nextInt(CAPTIONS);
            return new Instruction(
                    DESCRIBE, data.captions(scene, which + 1).get(which).text());
        }
        int which = draws.nextInt(QUESTIONS);
        return of(data.questions(scene, which + 1).get(which));
    }

    /** Questions about a scene: the first ones of those that are drawn from. */
    static List<Instruction> questions(WorldData data, Scene scene, int count) {
        return data.questions(scene, count).stream().map(Instruction::of).toList();
    }

    /** Whether it asks for a caption. */
    boolean describes() {
        return prompt.equals(DESCRIBE);
    }
}
