package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorSource;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Torch;
import dev.sonde.torch.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * InstructBLIP (Dai et al. 2023): the Q-Former reads the instruction beside the image, and a language model reads the
 * projected queries before the prompt.
 *
 * <p>References: transformers {@code InstructBlipForConditionalGeneration} 5.23; LAVIS {@code blip2_vicuna_instruct.py},
 * whose {@code _predict_class} ranks candidate answers as {@link #score} and {@link AnswerScore#sum} do.
 *
 * <p>Shapes below: B images, Q queries (32), D width of the language model (4096), P tokens of a prompt.
 */
public final class InstructBlip {
    private static final String KERNELS = """
            def project(self, queries: Tensor, w: List[Tensor]) -> Tensor:
                return torch.to(self.linear(queries, w[0], w[1]), 6)
            def token_log_probabilities(self, logits: Tensor, ids: Tensor) -> Tensor:
                logs = torch.log_softmax(logits, -1, 7)
                return torch.squeeze(torch.gather(logs, -1, torch.unsqueeze(ids, -1)), -1)
            """;

    private final InstructBlipConfig config;
    private final Parameters parameters;
    private final Torch torch;
    private final Kernels kernels;
    private final VisionTransformer vision;
    private final QFormer qformer;
    private final TensorList projection;
    private final Llama language;

    /** The model on parameters that are being loaded or made. */
    public InstructBlip(InstructBlipConfig config, Parameters parameters) {
        this.config = config;
        this.parameters = parameters;
        Weights weights = parameters.weights();
        torch = weights.torch();
        kernels = torch.kernels(KERNELS);
        vision = new VisionTransformer(config.vision(), weights.at("vision_model."));
        qformer = new QFormer(config.qformer(), weights, QFormerNames.INSTRUCT_BLIP);
        projection = weights.list(weights.linear(
                "language_projection",
                config.qformer().width(),
                config.language().width()));
        language = new Llama(config.language(), weights.at("language_model."));
    }

    /**
     * The model of a checkpoint, e.g. {@code Salesforce/instructblip-vicuna-7b}.
     *
     * @throws SondeException that lists all tensors that are missing or have another shape
     */
    public static InstructBlip load(Torch torch, InstructBlipConfig config, TensorSource source) {
        return Parameters.load(torch, source, parameters -> new InstructBlip(config, parameters));
    }

    /** A model with random weights. */
    public static InstructBlip random(Torch torch, InstructBlipConfig config) {
        return Parameters.random(torch, parameters -> new InstructBlip(config, parameters));
    }

    /**
     * Writes the model as the hub lays it out, {@code config.json} and {@code model.safetensors}, with all heads that were
     * built on its parameters; gives the folder.
     *
     * @param type of the numbers, which are rounded
     */
    public Path write(Path folder, StoredType type) {
        return CheckpointFolder.write(folder, ConfigJson.instructBlip(config), parameters.stored(), type);
    }

    /** All weights by their names in the checkpoint. */
    public Parameters parameters() {
        return parameters;
    }

    /** The image encoder. */
    public VisionTransformer vision() {
        return vision;
    }

    /** The part that is probed. */
    public QFormer qformer() {
        return qformer;
    }

    /** The language model. */
    public Llama language() {
        return language;
    }

    /** Queries [B, Q, H] as the language model reads them, [B, Q, D]. */
    public NDArray project(NDArray queries) {
        return kernels.get("project").on(queries).with(projection).tensor();
    }

    /**
     * Hidden states of the language model over projected queries and prompts, [B, Q + P, D] each.
     *
     * @param projected [B, Q, D]
     * @param prompt filled at the right
     */
    public List<NDArray> languageStates(NDArray projected, TextTokens prompt) {
        NDArray seen = prompt.mask().orElseGet(() -> prompt.ids().onesLike());
        return language.hiddenStates(projected.concat(language.embed(prompt.ids()), 1), seen);
    }

    /**
     * Scores candidate answers to a prompt about an image: in one pass, each is appended to the prompt.
     *
     * @param projected the projected queries of the image, [1, Q, D]
     * @param prompt token ids, the first token of a sequence included
     * @param answers token ids of each candidate, without a first token
     */
    public List<AnswerScore> score(NDArray projected, int[] prompt, List<int[]> answers) {
        checkAnswers(answers);
        TextTokens texts = appended(prompt, answers); // (A, P + longest)
        NDArray queries = projected.repeat(0, answers.size()); // (A, Q, D)
        List<NDArray> states = languageStates(queries, texts);
        NDArray last = states.get(states.size() - 1);
        long before = projected.getShape().get(1) + prompt.length;
        // The logits of a token come from the place before it.
        NDArray places = last.get(":, " + (before - 1) + ":-1"); // (A, longest, D)
        NDArray ids = texts.ids().get(":, " + prompt.length + ":"); // (A, longest)
        NDArray logs = kernels.get("token_log_probabilities")
                .on(language.logits(places), ids)
                .tensor();
        return scores(logs.toDoubleArray(), answers);
    }

    /** Logits of the token after a prompt, [B, vocabulary], e.g. of yes and no; prompts without filling. */
    public NDArray nextTokenLogits(NDArray projected, TextTokens prompt) {
        List<NDArray> states = languageStates(projected, prompt);
        return language.logits(states.get(states.size() - 1).get(":, -1"));
    }

    private static void checkAnswers(List<int[]> answers) {
        if (answers.isEmpty() || answers.stream().anyMatch(answer -> answer.length == 0)) {
            throw new SondeException(
                    "There is no candidate answer, or one without tokens", "Give the token ids of each candidate.");
        }
    }

    private TextTokens appended(int[] prompt, List<int[]> answers) {
        int longest = answers.stream().mapToInt(answer -> answer.length).max().orElseThrow();
        int length = prompt.length + longest;
        int[] ids = new int[answers.size() * length];
        int[] mask = new int[ids.length];
        for (int i = 0; i < answers.size(); i++) {
            int[] answer = answers.get(i);
            System.arraycopy(prompt, 0, ids, i * length, prompt.length);
            System.arraycopy(answer, 0, ids, i * length + prompt.length, answer.length);
            Arrays.fill(mask, i * length, i * length + prompt.length + answer.length, 1);
        }
        return TextTokens.of(torch, ids, mask, answers.size());
    }

    private static List<AnswerScore> scores(double[] logs, List<int[]> answers) {
        int longest = logs.length / answers.size();
        List<AnswerScore> scores = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            int start = i * longest;
            scores.add(new AnswerScore(Arrays.stream(logs, start, start + answers.get(i).length)
                    .boxed()
                    .toList()));
        }
        return scores;
    }
}
