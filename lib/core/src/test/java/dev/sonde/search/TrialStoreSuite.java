package dev.sonde.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of trials must do. */
abstract class TrialStoreSuite {
    static final SearchPlan PLAN = new SearchPlan("x uniform in [0, 1]", "random, seed 1", "MAXIMISE");
    static final Entry JOIN = new Entry.Join(1, Claimant.self());
    private static final Assignment POINT = new Assignment(Map.of("x", Value.of(0.25)));

    private TrialStore store;

    /** A store without entries. */
    abstract TrialStore open() throws Exception;

    @BeforeEach
    void openEmpty() throws Exception {
        store = open();
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(trials()).isEmpty();
        assertThat(store.notes()).isEmpty();
    }

    @Test
    void everyKindOfEntryIsKeptAsItWas() {
        Assignment point =
                new Assignment(Map.of("x", Value.of(-1e-300), "kind", Value.of("\"a\"\n\u2028\ud83d\ude00")));
        append(JOIN, new Entry.Ask(0, 1, point), new Entry.Ask(1, 1, POINT), new Entry.Ask(2, 1, POINT));
        append(new Entry.Tell(0, 1, 0.1 + 0.2, List.of(0.1, 0.2)), new Entry.Fail(1, 1, "NaN\tloss"));
        append(new Entry.Release(2, 1), new Entry.TakeOver(2, 1));
        assertThat(trials())
                .containsExactly(
                        Trial.running(0, point).complete(0.1 + 0.2, List.of(0.1, 0.2)),
                        Trial.running(1, POINT).failed("NaN\tloss"),
                        Trial.running(2, POINT));
    }

    @Test
    void aStepSeesWhatIsThereAndItsEntriesAreAnswered() {
        append(JOIN, new Entry.Ask(0, 1, POINT));
        List<Entry> entries = store.append(ledger -> List.of(new Entry.Ask(ledger.size(), 1, POINT)));
        assertThat(entries).containsExactly(new Entry.Ask(1, 1, POINT));
    }

    @Test
    void aStepThatThrowsLeavesNothing() {
        append(JOIN);
        assertThatThrownBy(() -> store.append(ledger -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(trials()).isEmpty();
        append(new Entry.Ask(0, 1, POINT));
        assertThat(trials()).hasSize(1);
    }

    @Test
    void ofEntriesThatCannotHappenNoneIsKept() {
        append(JOIN, new Entry.Ask(0, 1, POINT));
        assertThatThrownBy(() -> append(new Entry.Ask(1, 1, POINT), new Entry.Ask(3, 1, POINT)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("Expected trial 2, found trial 3");
        assertThat(trials()).hasSize(1);
        append(new Entry.Ask(1, 1, POINT));
        assertThat(trials()).hasSize(2);
    }

    @Test
    void aTrialIsFinishedOnceAndByItsHolder() {
        append(JOIN, new Entry.Join(2, Claimant.self()), new Entry.Ask(0, 1, POINT), new Entry.Ask(1, 1, POINT));
        assertRefused(new Entry.Tell(0, 2, 1, List.of()), "session 1 has it");
        assertRefused(new Entry.Tell(7, 1, 1, List.of()), "no trial 7");
        assertRefused(new Entry.Ask(2, 3, POINT), "no session 3");
        append(new Entry.Tell(0, 1, 1, List.of()));
        assertRefused(new Entry.Tell(0, 1, 1, List.of()), "finished: its score is 1.0");
        assertRefused(new Entry.Fail(0, 1, "late"), "finished");
        append(new Entry.Release(1, 2));
        assertRefused(new Entry.Tell(1, 1, 1, List.of()), "given back");
    }

    @Test
    void onlyTrialsThatNobodyHoldsAreAbandoned() {
        Claimant gone = new Claimant(Claimant.self().host(), Long.MAX_VALUE, 0);
        Claimant elsewhere = new Claimant("another host", 1, 0);
        append(JOIN, new Entry.Join(2, gone), new Entry.Join(3, elsewhere));
        for (int i = 0; i < 4; i++) {
            append(new Entry.Ask(i, Math.min(i, 2) + 1, POINT));
        }
        append(new Entry.Release(3, 1));
        assertThat(store.<List<Integer>>read(Ledger::abandoned)).containsExactly(1, 3);
        assertThat(store.<List<Integer>>read(ledger -> ledger.heldByOthers(1))).containsExactly(1, 2);
    }

    @Test
    void manyThreadsLoseNothingAndTakeNothingTwice() throws Exception {
        append(JOIN);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Void>> jobs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            jobs.add(() -> {
                for (int k = 0; k < 25; k++) {
                    int number = ((Entry.Ask) store.append(ledger -> List.of(new Entry.Ask(ledger.size(), 1, POINT)))
                                    .get(0))
                            .trial();
                    append(new Entry.Tell(number, 1, number, List.of()));
                }
                return null;
            });
        }
        for (Future<Void> job : threads.invokeAll(jobs)) {
            job.get();
        }
        threads.shutdown();
        assertThat(trials()).hasSize(100).allMatch(trial -> trial.score().getAsDouble() == trial.number());
    }

    List<Trial> trials() {
        return store.read(Ledger::trials);
    }

    void append(Entry... entries) {
        store.append(ledger -> List.of(entries));
    }

    private void assertRefused(Entry entry, String message) {
        assertThatThrownBy(() -> append(entry))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(message);
    }
}
