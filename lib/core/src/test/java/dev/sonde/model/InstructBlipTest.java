package dev.sonde.model;

import static dev.sonde.torch.TensorFixture.distance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.torch.TensorFixture;
import dev.sonde.torch.Torch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InstructBlipTest {
    private static final String FOLDER = "qformer-instructblip/";
    private static final double TOLERANCE = 2e-5;
    private static final double LOGIT_TOLERANCE = 5e-5;

    private final Torch torch = Torch.open();
    private Map<String, NDArray> inputs;
    private Map<String, NDArray> expected;
    private InstructBlip model;

    @BeforeEach
    void open() {
        inputs = TensorFixture.read(torch, FOLDER + "inputs.safetensors");
        expected = TensorFixture.read(torch, FOLDER + "expected.safetensors");
        InstructBlipConfig config = HfConfig.instructBlip(Fixtures.path(FOLDER + "model"));
        try (SafetensorsFile file = SafetensorsFile.open(Fixtures.path(FOLDER + "model/model.safetensors"))) {
            model = InstructBlip.load(torch, config, file);
        }
    }

    @AfterEach
    void close() {
        torch.close();
    }

    private HiddenStates instructed() {
        TextTokens instruction = TextTokens.of(inputs.get("qformer_input_ids"), inputs.get("qformer_attention_mask"));
        ImageKeys image = model.qformer().look(model.vision().encode(inputs.get("pixel_values")));
        return model.qformer().read(image, instruction, Mode.EVALUATE);
    }

    private NDArray projected() {
        return model.project(instructed().lastQueries());
    }

    private List<NDArray> languageStates() {
        return model.languageStates(projected(), TextTokens.of(inputs.get("prompt_ids"), inputs.get("prompt_mask")));
    }

    /** 1 for queries and for tokens of the prompt. */
    private NDArray comparable(NDArray projected) {
        NDArray queries = projected.max(new int[] {2}).mul(0f).add(1f);
        return queries.concat(inputs.get("prompt_mask").toType(ai.djl.ndarray.types.DataType.FLOAT32, false), 1);
    }

    @Test
    void queriesThatReadAnInstructionAreThoseOfTransformersInEveryLayer() {
        NDArray tokens = model.vision().encode(inputs.get("pixel_values"));
        assertThat(distance(tokens, expected.get("vision.image_embeds"))).isLessThan(TOLERANCE);
        List<NDArray> layers = instructed().layers();
        for (int i = 0; i < layers.size(); i++) {
            assertThat(distance(layers.get(i), expected.get("qformer.hidden_states." + i)))
                    .as("layer " + i)
                    .isLessThan(TOLERANCE);
        }
        assertThat(distance(projected(), expected.get("language_projection"))).isLessThan(TOLERANCE);
    }

    @Test
    void theLanguageModelIsThatOfTransformersInEveryLayer() {
        NDArray comparable = comparable(projected());
        List<NDArray> states = languageStates();
        for (int i = 0; i < states.size(); i++) {
            assertThat(distance(states.get(i), expected.get("llama.hidden_states." + i), comparable))
                    .as("layer " + i)
                    .isLessThan(TOLERANCE);
        }
        assertThat(expected).doesNotContainKey("llama.hidden_states." + states.size());
        NDArray logits = model.language().logits(states.get(states.size() - 1));
        assertThat(distance(logits, expected.get("lm_logits"), comparable)).isLessThan(LOGIT_TOLERANCE);
    }

    static Stream<JsonNode> rankings() {
        return Fixtures.rows(Fixtures.json(FOLDER + "expected.json").get("ranking")).stream();
    }

    @ParameterizedTest
    @MethodSource("rankings")
    void candidateAnswersAreRankedAsTheReferenceRanksThem(JsonNode node) {
        int row = node.get("row").asInt();
        List<JsonNode> candidates = Fixtures.rows(node.get("candidates"));
        List<int[]> answers = candidates.stream()
                .map(each -> Fixtures.integers(each.get("answer")))
                .toList();
        List<AnswerScore> scores = model.score(projected().get(row + ":" + (row + 1)), prompt(row), answers);
        for (int i = 0; i < scores.size(); i++) {
            double[] reference = Fixtures.numbers(candidates.get(i).get("token_log_probability"));
            double[] ours = scores.get(i).tokenLogProbabilities().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            assertThat(ours).containsExactly(reference, within(LOGIT_TOLERANCE));
            assertThat(scores.get(i).mean())
                    .isCloseTo(Fixtures.number(candidates.get(i).get("mean")), within(LOGIT_TOLERANCE));
        }
        assertThat(best(scores, AnswerScore::sum))
                .isEqualTo(node.get("best_by_sum").asInt());
        assertThat(best(scores, AnswerScore::mean))
                .isEqualTo(node.get("best_by_mean").asInt());
        assertThat(best(scores, AnswerScore::firstToken))
                .isEqualTo(node.get("first_token_best").asInt());
    }

    @Test
    void logitsOfTheNextTokenAgreeWithTheScoreOfAnswersOfOneToken() {
        NDArray queries = projected().get("0:1");
        int[] prompt = prompt(0);
        TextTokens text = TextTokens.of(torch, prompt, ones(prompt.length), 1);
        double[] logits = model.nextTokenLogits(queries, text)
                .toType(ai.djl.ndarray.types.DataType.FLOAT64, false)
                .toDoubleArray();
        List<AnswerScore> scores = model.score(queries, prompt, List.of(new int[] {5}, new int[] {6}));
        assertThat(scores.get(0).sum() - scores.get(1).sum()).isCloseTo(logits[5] - logits[6], within(1e-5));
    }

    @Test
    void noAnswerIsAnError() {
        NDArray queries = projected().get("0:1");
        assertThatThrownBy(() -> model.score(queries, prompt(0), List.of())).isInstanceOf(SondeException.class);
    }

    private int[] prompt(int row) {
        int[] ids = Arrays.stream(inputs.get("prompt_ids").get(row).toLongArray())
                .mapToInt(Math::toIntExact)
                .toArray();
        long length =
                Arrays.stream(inputs.get("prompt_mask").get(row).toLongArray()).sum();
        return Arrays.copyOf(ids, (int) length);
    }

    private static int[] ones(int length) {
        int[] ones = new int[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static int best(List<AnswerScore> scores, ToDoubleFunction<AnswerScore> by) {
        return by.applyAsDouble(scores.get(0)) >= by.applyAsDouble(scores.get(1)) ? 0 : 1;
    }
}
