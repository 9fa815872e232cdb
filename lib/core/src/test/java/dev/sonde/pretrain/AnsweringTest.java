package dev.sonde.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.sonde.model.AnswerScore;
import dev.sonde.model.InstructBlip;
import dev.sonde.model.Mode;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Scope;
import dev.sonde.torch.Torch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What instruction tuning makes small, against the scores by which answers are ranked. */
class AnsweringTest {
    private static final List<Instruction> ASKED = List.of(
            new Instruction("what colour is the circle?", "red"),
            new Instruction(Instruction.DESCRIBE, "a large red circle and a blue bar"));

    private static final TextInput INPUT = MiniConfigs.languageText();

    @Test
    void theLossIsTheMeanOverTheAnswersOfTheirMeanScorePerToken() {
        try (Torch torch = Torch.open();
                Scope scope = torch.inference()) {
            assertThat(scope).isNotNull();
            InstructBlip model = model(torch);
            NDArray images = images(torch);
            List<NDArray> losses = new Answering(torch, model, INPUT).losses(images, ASKED, Mode.EVALUATE);

            double expected = 0;
            for (int i = 0; i < ASKED.size(); i++) {
                expected -= score(torch, model, images.get(i + ":" + (i + 1)), ASKED.get(i))
                                .mean()
                        / ASKED.size();
            }
            assertThat((double) losses.get(0).getFloat()).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void anAnswerIsExactIfItIsWhatTheModelWouldSay() {
        try (Torch torch = Torch.open();
                Scope scope = torch.inference()) {
            assertThat(scope).isNotNull();
            InstructBlip model = model(torch);
            NDArray one = images(torch).get("0:1");
            Answering answering = new Answering(torch, model, INPUT);
            int right = 0;
            for (String word : List.of("red", "green", "blue", "yes", "no", "two", "circle", "bar")) {
                Instruction asked = new Instruction("what colour is the circle?", word);
                AnswerScore score = score(torch, model, one, asked);
                float exact = answering
                        .losses(one, List.of(asked), Mode.EVALUATE)
                        .get(1)
                        .toFloatArray()[0];
                right += exact == 1 ? 1 : 0;
                // More than half of the probability at each token makes it the most probable one.
                if (score.tokenLogProbabilities().stream().allMatch(log -> log > Math.log(0.5))) {
                    assertThat(exact).isEqualTo(1);
                }
            }
            assertThat(right).isLessThanOrEqualTo(1);
        }
    }

    private static AnswerScore score(Torch torch, InstructBlip model, NDArray image, Instruction asked) {
        int[] prompt = TextRows.ids(INPUT, asked.prompt());
        int[] answer = TextRows.ids(INPUT, asked.answer()); // [SEP] at the end shall be said, too
        NDArray queries = model.qformer()
                .read(model.qformer().look(image), TextRows.batch(torch, List.of(prompt), 0), Mode.EVALUATE)
                .lastQueries();
        return model.score(
                        model.project(queries),
                        INPUT.prompt(asked.prompt()),
                        List.of(Arrays.copyOfRange(answer, 1, answer.length)))
                .get(0);
    }

    private static InstructBlip model(Torch torch) {
        InstructBlip model = InstructBlip.random(torch, MiniConfigs.instructBlip());
        Initialisation.narrow().apply(model.parameters(), 3);
        return model;
    }

    private static NDArray images(Torch torch) {
        float[] values = new float[2 * 65 * 64];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        return torch.array(values, 2, 65, 64);
    }
}
