package dev.sonde.pretrain;

import dev.sonde.model.InstructBlip;
import dev.sonde.model.Mode;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How often InstructBLIP says exactly the right answer to questions about scenes that are held out. */
public final class InstructEvaluation {
    private static final int BATCH = 64;
    private static final int PER_SCENE = 4;

    private final Torch torch;
    private final TextInput input;
    private final SceneTokens tokens;
    private final List<Asked> all = new ArrayList<>();

    /** A question about the scene at a place of its split. */
    private record Asked(int place, Instruction instruction) {
        /** What is asked for: the first two words, such as {@code what colour}. */
        String form() {
            String[] words = instruction.prompt().split(" ");
            return words[0] + " " + words[1];
        }
    }

    /**
     * @param scenes held out
     * @param tokens of these scenes
     * @param most how many of them are asked about, at most, with four questions each
     */
    public InstructEvaluation(Torch torch, TextInput input, SceneFeed scenes, SceneTokens tokens, int most) {
        this.torch = torch;
        this.input = input;
        this.tokens = tokens;
        for (int place = 0; place < Math.min(most, scenes.size()); place++) {
            for (Instruction one : Instruction.questions(scenes.data(), scenes.scene(place), PER_SCENE)) {
                all.add(new Asked(place, one));
            }
        }
    }

    /** The share of right answers: of all questions, then of each form, such as {@code what colour}. */
    public Map<String, Double> of(InstructBlip model) {
        Map<String, List<Double>> right = new LinkedHashMap<>();
        for (int start = 0; start < all.size(); start += BATCH) {
            List<Asked> some = all.subList(start, Math.min(all.size(), start + BATCH));
            float[] exact = exact(model, some);
            for (int i = 0; i < exact.length; i++) {
                add(right, "answers", exact[i]);
                add(right, some.get(i).form(), exact[i]);
            }
        }
        return means(right);
    }

    /** As {@link #of}, of one who knows the most frequent answer to each of these questions, but sees no image. */
    public Map<String, Double> majority() {
        Map<String, String> most = all.stream()
                .collect(Collectors.groupingBy(
                        one -> one.instruction().prompt(),
                        Collectors.collectingAndThen(
                                Collectors.mapping(one -> one.instruction().answer(), Collectors.toList()),
                                InstructEvaluation::mostFrequent)));
        Map<String, List<Double>> right = new LinkedHashMap<>();
        for (Asked one : all) {
            boolean guessed = most.get(one.instruction().prompt())
                    .equals(one.instruction().answer());
            add(right, "answers", guessed ? 1 : 0);
            add(right, one.form(), guessed ? 1 : 0);
        }
        return means(right);
    }

    private float[] exact(InstructBlip model, List<Asked> some) {
        return torch.inference(() -> new Answering(torch, model, input)
                .losses(
                        tokens.of(some.stream().map(Asked::place).toList()),
                        some.stream().map(Asked::instruction).toList(),
                        Mode.EVALUATE)
                .get(1)
                .toFloatArray());
    }

    private static String mostFrequent(List<String> answers) {
        return Collections.max(
                        answers.stream()
                                .collect(Collectors.groupingBy(
                                        Function.identity(), LinkedHashMap::new, Collectors.counting()))
                                .entrySet(),
                        Map.Entry.comparingByValue())
                .getKey();
    }

    private static void add(Map<String, List<Double>> values, String name, double value) {
        values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    }

    private static Map<String, Double> means(Map<String, List<Double>> values) {
        Map<String, Double> means = new LinkedHashMap<>();
        values.forEach((name, some) -> means.put(
                name, some.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
        return means;
    }
}
