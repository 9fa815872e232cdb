package dev.sonde.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private static final List<RunRequest> REQUESTS = Stream.of(ProbedTask.values())
            .map(task -> RunRequest.frozen(ProbedModel.BLIP2, task))
            .toList();

    private final List<RunRequest> computed = Collections.synchronizedList(new ArrayList<>());

    @Test
    void eachRunIsComputedOnce() {
        List<RunRequest> twice = new ArrayList<>(REQUESTS);
        twice.addAll(REQUESTS);

        new Preparation(twice, request -> false, computed::add).run();

        assertThat(computed).containsExactlyInAnyOrderElementsOf(REQUESTS);
    }

    @Test
    void whatAnotherProcessComputesIsWaitedForLast() {
        RunRequest busy = REQUESTS.get(0);

        new Preparation(REQUESTS, busy::equals, computed::add).run();

        assertThat(computed).containsExactlyInAnyOrderElementsOf(REQUESTS);
        assertThat(computed.subList(0, 1)).doesNotContain(busy);
    }

    @Test
    void nothingIsNothing() {
        new Preparation(List.of(), request -> false, computed::add).run();
        assertThat(computed).isEmpty();
    }

    @Test
    void theErrorOfARunIsTold() {
        Preparation preparation = new Preparation(REQUESTS, request -> false, request -> {
            throw new SondeException("Image 3 is damaged", "Delete it.");
        });
        assertThatThrownBy(preparation::run).isInstanceOf(SondeException.class).hasMessageContaining("Image 3");
    }

    @Test
    void anInterruptionStopsTheRuns() {
        List<Throwable> ends = Collections.synchronizedList(new ArrayList<>());
        Thread caller = Thread.currentThread();
        Preparation preparation = new Preparation(REQUESTS, request -> false, request -> {
            caller.interrupt();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                ends.add(e);
            }
        });

        assertThatThrownBy(preparation::run).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ends).isNotEmpty();
    }
}
