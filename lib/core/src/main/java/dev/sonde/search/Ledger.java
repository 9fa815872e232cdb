package dev.sonde.search;

import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The state of a search: its trials, and which session holds each of those that run. */
final class Ledger {
    private final List<Trial> trials = new ArrayList<>();
    private final Map<Integer, Integer> holders = new HashMap<>();
    private final List<Claimant> sessions = new ArrayList<>();

    /**
     * Adds what happened.
     *
     * @throws SondeException if it cannot happen now, such as a second score for a trial; then nothing is changed
     */
    void add(Entry entry) {
        if (entry instanceof Entry.Join join) {
            requireNext("session", join.session(), nextSession());
            sessions.add(join.claimant());
        } else if (entry instanceof Entry.Ask ask) {
            requireNext("trial", ask.trial(), trials.size());
            requireSession(ask.session());
            trials.add(Trial.running(ask.trial(), ask.point()));
            holders.put(ask.trial(), ask.session());
        } else if (entry instanceof Entry.TakeOver take) {
            requireSession(take.session());
            running(take.trial());
            holders.put(take.trial(), take.session());
        } else if (entry instanceof Entry.Tell tell) {
            finish(held(tell.trial(), tell.session()).complete(tell.score(), tell.epochs()));
        } else if (entry instanceof Entry.Fail fail) {
            finish(held(fail.trial(), fail.session()).failed(fail.reason()));
        } else if (entry instanceof Entry.Release release) {
            requireSession(release.session());
            running(release.trial());
            holders.remove(release.trial());
        }
    }

    /** All trials by number. */
    List<Trial> trials() {
        return List.copyOf(trials);
    }

    int size() {
        return trials.size();
    }

    int nextSession() {
        return sessions.size() + 1;
    }

    /** The numbers of running trials whose process is gone, or that were given back. */
    List<Integer> abandoned() {
        Map<Integer, Boolean> gone = new HashMap<>();
        return running()
                .filter(trial -> !holders.containsKey(trial)
                        || gone.computeIfAbsent(
                                holders.get(trial), s -> sessions.get(s - 1).isGone()))
                .boxed()
                .toList();
    }

    /** The numbers of running trials that another session holds. */
    List<Integer> heldByOthers(int session) {
        return running()
                .filter(trial -> holders.containsKey(trial) && holders.get(trial) != session)
                .boxed()
                .toList();
    }

    private IntStream running() {
        return IntStream.range(0, trials.size())
                .filter(number -> trials.get(number).isRunning());
    }

    private void finish(Trial trial) {
        trials.set(trial.number(), trial);
        holders.remove(trial.number());
    }

    private Trial running(int number) {
        if (number < 0 || number >= trials.size()) {
            throw new SondeException(
                    "There is no trial " + number + " in this search; it has " + trials.size() + ".",
                    "Tell the score of a trial that ask() gave.");
        }
        Trial trial = trials.get(number);
        if (!trial.isRunning()) {
            throw new SondeException(
                    "Trial " + number + " is finished: "
                            + (trial.isComplete()
                                    ? "its score is " + trial.score().getAsDouble()
                                    : "it failed, " + trial.reason())
                            + ".",
                    "Tell each trial once.");
        }
        return trial;
    }

    private Trial held(int number, int session) {
        Trial trial = running(number);
        Integer holder = holders.get(number);
        if (holder == null || holder != session) {
            throw new SondeException(
                    "Trial " + number + " is not held by this search: "
                            + (holder == null ? "it was given back" : "session " + holder + " has it") + ".",
                    "Tell only trials that ask() of the same Search gave and nobody has taken over.");
        }
        return trial;
    }

    private void requireSession(int session) {
        if (session < 1 || session > sessions.size()) {
            throw new SondeException(
                    "There is no session " + session + " in this search; it has " + sessions.size() + ".",
                    "The record is not one of a search, or part of it is missing.");
        }
    }

    private static void requireNext(String what, int found, int expected) {
        if (found != expected) {
            throw new SondeException(
                    "Expected " + what + " " + expected + ", found " + what + " " + found + ".",
                    "The record is not one of a search, or part of it is missing.");
        }
    }
}
