package dev.sonde.experiment;

import ai.djl.ndarray.NDArray;
import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.display.Progress;
import dev.sonde.feature.ImageTokenSet;
import dev.sonde.feature.StoreLock;
import dev.sonde.model.AnswerScore;
import dev.sonde.model.InstructBlip;
import dev.sonde.model.Mode;
import dev.sonde.model.QFormer;
import dev.sonde.model.TextTokens;
import dev.sonde.probe.Prediction;
import dev.sonde.probe.Predictions;
import dev.sonde.text.LlamaTokenizer;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * InstructBLIP, asked in words about the test examples of a task (appendix C): computed once, and kept.
 *
 * <p>Candidate answers are ranked by their log-probabilities as in LAVIS ({@code blip2_vicuna_instruct.py},
 * {@code _predict_class}); Q-Former and language model read the same prompt.
 */
record PromptedRun(PromptedModel model, ProbedTask probed, ProbingTask task, RunStore store) {
    /** Changes whenever the same run no longer gives the same numbers. */
    private static final String CODE = "1";

    private static final String FILE = "prompted-test.jsonl";

    /** Examples that the Q-Former reads at once. */
    private static final int PART = 16;

    PromptedOutcome outcome() {
        Run run = run();
        RunFolder folder = store.folder(run);
        if (!folder.isWhole()) {
            try (StoreLock lock = store.lock(run)) {
                Objects.requireNonNull(lock);
                if (!folder.isWhole()) { // another process may have computed it meanwhile
                    compute(run, folder);
                }
            }
        }
        Prompt prompt = model.prompt();
        Predictions test = Predictions.read(file(folder));
        return new PromptedOutcome(
                probed,
                prompt.template(),
                prompt.positive(),
                prompt.negative(),
                test.result(model.resampler().name() + ", prompted"),
                folder.run());
    }

    private static Path file(RunFolder folder) {
        return folder.path().resolve(FILE);
    }

    private Run run() {
        SortedMap<String, String> parameters = model.parameters();
        parameters.put("code", CODE);
        parameters.put("training", "prompted");
        parameters.put("task", task.name());
        return new Run(
                parameters, task.sha256(), Optional.of(model.hash()), Optional.empty(), "cpu", OptionalDouble.empty());
    }

    private void compute(Run run, RunFolder folder) {
        long start = System.nanoTime();
        TextInput language = model.language().get();
        try (Torch torch = Computing.torch(Optional.empty())) {
            new Asking(torch, language).all().save(file(folder));
            double seconds = (System.nanoTime() - start) / 1e9;
            folder.finish(run.on(torch.device().toString()).took(seconds), Optional.empty());
        } finally {
            if (language.tokenizer() instanceof LlamaTokenizer open) {
                open.close();
            }
        }
    }

    /** Asks an open model. */
    private final class Asking {
        private final Torch torch;
        private final TextInput language;
        private final ImageTokenSet images;
        private final InstructBlip open;
        private final List<int[]> answers;

        Asking(Torch torch, TextInput language) {
            this.torch = torch;
            this.language = language;
            images = model.resampler().imageTokens(task, torch, store.features());
            open = model.open(torch);
            answers = List.of(
                    language.answer(model.prompt().positive()),
                    language.answer(model.prompt().negative()));
        }

        Predictions all() {
            List<Example> examples = task.task().test().examples();
            List<Prediction> predictions = new ArrayList<>();
            try (Progress progress = Progress.of("asking about " + probed, examples.size())) {
                for (int start = 0; start < examples.size(); start += PART) {
                    List<Example> some = examples.subList(start, Math.min(examples.size(), start + PART));
                    predictions.addAll(torch.inference(() -> part(some)));
                    progress.at(predictions.size());
                }
            }
            return new Predictions(predictions);
        }

        private List<Prediction> part(List<Example> some) {
            NDArray projected = projected(some); // (B, Q, D)
            List<Prediction> predictions = new ArrayList<>();
            for (int i = 0; i < some.size(); i++) {
                NDArray one = projected.get(i + ":" + (i + 1)); // (1, Q, D)
                predictions.add(prediction(some.get(i), one));
            }
            return predictions;
        }

        private NDArray projected(List<Example> some) {
            QFormer qformer = open.qformer();
            List<String> prompts =
                    some.stream().map(one -> model.prompt().of(one.text())).toList();
            List<Integer> places =
                    some.stream().map(one -> images.number(one.image())).toList();
            TextTokens texts = TextTokens.of(torch, model.resampler().text().batch(prompts));
            NDArray queries = qformer.resample(
                            qformer.look(images.tokens(torch).of(places)),
                            Optional.of(texts),
                            List.of(qformer.layers()),
                            Mode.EVALUATE)
                    .get(0); // (B, Q, H)
            return open.project(queries);
        }

        private Prediction prediction(Example example, NDArray projected) {
            List<AnswerScore> scores =
                    open.score(projected, language.prompt(model.prompt().of(example.text())), answers);
            double logit = scores.get(0).sum() - scores.get(1).sum();
            boolean truth = ((Answer.Truth) example.answer()).value();
            return new Prediction.Truth(example.id(), example.image(), example.tags(), truth, logit);
        }
    }
}
