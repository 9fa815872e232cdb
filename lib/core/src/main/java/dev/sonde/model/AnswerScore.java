package dev.sonde.model;

import java.util.List;

/**
 * How probable a candidate answer is after a prompt, in nats.
 *
 * @param tokenLogProbabilities of each token of the answer, given the prompt and the tokens before
 */
public record AnswerScore(List<Double> tokenLogProbabilities) {
    public AnswerScore {
        tokenLogProbabilities = List.copyOf(tokenLogProbabilities);
    }

    /** The log-probability of the whole answer; LAVIS ranks by it. */
    public double sum() {
        return tokenLogProbabilities.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The log-probability per token, which does not favour short answers. */
    public double mean() {
        return sum() / tokenLogProbabilities.size();
    }

    /** The log-probability of the first token: what a yes or no is decided by. */
    public double firstToken() {
        return tokenLogProbabilities.get(0);
    }
}
