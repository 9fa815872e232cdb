package dev.sonde.probe;

import dev.sonde.feature.Targets;
import java.util.Random;

/** What is reached without looking at an example: every result should stand beside these. */
public final class Baselines {
    private Baselines() {}

    /** Always the more frequent truth value of the training rows ("true" where both are), or always their mean box. */
    public static Predictions majority(ProbeData train, ProbeData test) {
        float[] constant = mean(train.targets());
        boolean truths = train.targets().kind() == Targets.Kind.TRUTH;
        if (truths) {
            constant[0] = constant[0] >= 0.5 ? 1 : 0;
        }
        return predict(test, row -> constant);
    }

    /** For each example the answer of a training row drawn at random: guessing by the label prior. */
    public static Predictions prior(ProbeData train, ProbeData test, long seed) {
        Random random = new Random(seed);
        Targets targets = train.targets();
        return predict(test, row -> {
            int drawn = random.nextInt(targets.size());
            float[] answer = new float[targets.kind().width()];
            for (int i = 0; i < answer.length; i++) {
                answer[i] = targets.value(drawn, i);
            }
            return answer;
        });
    }

    private interface Guess {
        float[] answer(int row);
    }

    private static Predictions predict(ProbeData test, Guess guess) {
        int outputs = test.targets().kind().width();
        float[] logits = new float[test.size() * outputs];
        for (int row = 0; row < test.size(); row++) {
            float[] answer = guess.answer(row);
            for (int i = 0; i < outputs; i++) {
                logits[row * outputs + i] = logit(answer[i]);
            }
        }
        return Predictions.of(test, logits);
    }

    private static float[] mean(Targets targets) {
        double[] sums = new double[targets.kind().width()];
        for (int row = 0; row < targets.size(); row++) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += targets.value(row, i);
            }
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            mean[i] = (float) (sums[i] / targets.size());
        }
        return mean;
    }

    // Certainty has an infinite logit; no probe is more certain than single precision can say.
    private static float logit(float probability) {
        double inside = Math.min(1 - 1e-7, Math.max(1e-7, probability));
        return (float) Math.log(inside / (1 - inside));
    }
}
