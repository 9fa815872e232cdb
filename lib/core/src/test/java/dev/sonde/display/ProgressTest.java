package dev.sonde.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated // progress goes to one place of the process
class ProgressTest {
    private final List<ProgressState> states = new ArrayList<>();

    @BeforeEach
    void collect() {
        Progress.showIn((id, state) -> states.add(state));
    }

    @AfterEach
    void forget() {
        Progress.showIn((id, state) -> {});
    }

    @Test
    void isShownAtMostTenTimesASecond() {
        long start = System.nanoTime();
        long steps = 0;
        try (Progress progress = Progress.of("x", 1_000_000_000)) {
            while (System.nanoTime() - start < 350_000_000) {
                progress.step();
                steps++;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(states.size()).isBetween(3, (int) (seconds * 10) + 2);
        assertThat(states.get(states.size() - 1).done()).isEqualTo(steps);
    }

    @Test
    void theLastStateIsAlwaysShown() {
        try (Progress progress = Progress.of("x", 3)) {
            progress.step();
            progress.at(3);
        }
        assertThat(states).last().isEqualTo(new ProgressState("x", 3, 3, OptionalLong.empty(), true));
        assertThat(states).hasSize(2);
    }

    @Test
    void stepsOfAnEarlierProcessDoNotShortenTheTimeLeft() throws InterruptedException {
        try (Progress progress = Progress.of("x", 1000).from(900)) {
            Thread.sleep(120); // at most ten states a second are shown
            progress.at(901); // 99 steps are left, of which one takes 0.12 s or more
        }
        assertThat(states).hasSize(3);
        assertThat(states.get(1).secondsLeft().orElseThrow()).isGreaterThan(10);
    }

    @Test
    void closingTwiceShowsTheEndOnce() {
        Progress progress = Progress.of("x", 1);
        progress.close();
        progress.close();
        assertThat(states).filteredOn(ProgressState::finished).hasSize(1);
    }

    @Test
    void aStepAfterTheEndIsRefused() {
        Progress progress = Progress.of("x", 1);
        progress.close();
        assertThatThrownBy(progress::step).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void negativeCountsAreRefused() {
        assertThatThrownBy(() -> Progress.of("x", -1)).isInstanceOf(IllegalArgumentException.class);
        try (Progress progress = Progress.of("x", 1)) {
            assertThatThrownBy(() -> progress.at(-1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aTaskStoppedEarlySaysSo() {
        try (Progress progress = Progress.of("x", 3)) {
            progress.step();
        }
        assertThat(states).last().hasToString("x: 1 of 3, stopped");
    }

    @Test
    void aTaskOfNoStepsIsDone() {
        Progress.of("x", 0).close();
        assertThat(states).last().hasToString("x: 0 of 0, done");
        assertThat((String) states.get(1).render().forms().get(MimeBundle.HTML)).contains("value=\"1\" max=\"1\"");
    }

    @Test
    void moreStepsThanAnnouncedDoNotBreakTheBar() {
        ProgressState state = new ProgressState("<b>", 5, 3, OptionalLong.of(120), false);
        assertThat((String) state.render().forms().get(MimeBundle.HTML))
                .contains("value=\"3\" max=\"3\"", "&lt;b&gt;", "2 min left");
    }

    @Test
    void aTaskDoesNotFailBecauseItsProgressCannotBeShown() {
        for (Throwable trouble : List.of(new IllegalStateException(), new NoSuchMethodError())) {
            Progress.showIn((id, state) -> {
                if (trouble instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) trouble;
            });
            assertThatCode(() -> {
                        try (Progress progress = Progress.of("trouble", 2)) {
                            progress.step();
                        }
                    })
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void anInterruptIsLeftToTheTask() {
        Thread.currentThread().interrupt();
        try (Progress progress = Progress.of("x", 1)) {
            progress.step();
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void allStatesOfATaskHaveOneIdAndOthersAnother() {
        List<Long> ids = new ArrayList<>();
        Progress.showIn((id, state) -> ids.add(id));
        Progress.of("a", 1).close();
        Progress.of("b", 1).close();
        assertThat(ids).hasSize(4);
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
    }
}
