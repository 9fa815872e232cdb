package dev.sonde.search;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One point that was tried, or is being tried.
 *
 * @param number from 0, in the order of asking
 * @param assignment the values
 * @param state how far it is
 * @param score what was told; present where {@code COMPLETE}
 * @param epochs the validation score after each epoch, where these were told; else empty
 * @param reason why it failed, else empty
 */
public record Trial(
        int number, Assignment assignment, State state, OptionalDouble score, List<Double> epochs, String reason) {
    /** How far a trial is. */
    public enum State {
        /** Handed out, and nothing heard of it yet. */
        RUNNING,
        /** It has a score. */
        COMPLETE,
        /** It will have none. */
        FAILED
    }

    public Trial {
        Objects.requireNonNull(assignment, "assignment");
        Objects.requireNonNull(reason, "reason");
        epochs = List.copyOf(epochs);
        if (score.isPresent() != (state == State.COMPLETE)) {
            throw new IllegalArgumentException("trial " + number + " is " + state + " with score " + score);
        }
    }

    static Trial running(int number, Assignment assignment) {
        return new Trial(number, assignment, State.RUNNING, OptionalDouble.empty(), List.of(), "");
    }

    Trial complete(double told, List<Double> perEpoch) {
        return new Trial(number, assignment, State.COMPLETE, OptionalDouble.of(told), perEpoch, "");
    }

    Trial failed(String why) {
        return new Trial(number, assignment, State.FAILED, OptionalDouble.empty(), List.of(), why);
    }

    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }
}
