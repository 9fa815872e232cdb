package dev.sonde.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScopeTest {
    private static final String TWICE = "def twice(self, x: Tensor) -> Tensor:\n    return torch.sum(x * 2)\n";

    private final Torch torch = Torch.open();

    @AfterEach
    void close() {
        torch.close();
    }

    private NDArray twice(NDArray x) {
        return torch.kernels(TWICE).get("twice").on(x).tensor();
    }

    @Test
    void arraysOfAScopeEndWithIt() {
        NDArray x = torch.zeros(3);
        int before = torch.liveArrays();
        float value = torch.inference(() -> twice(x.add(1)).getFloat());
        assertThat(value).isEqualTo(6);
        assertThat(torch.liveArrays()).isEqualTo(before);
    }

    @Test
    void aKeptArrayBelongsToTheEnclosingScope() {
        int before = torch.liveArrays();
        NDArray outermost;
        try (Scope outer = torch.inference()) {
            NDArray kept;
            try (Scope inner = torch.inference()) {
                kept = inner.keep(torch.zeros(2).add(7));
            }
            assertThat(kept.getFloat(0)).isEqualTo(7);
            outermost = outer.keep(kept.add(1));
        }
        assertThat(outermost.getFloat(0)).isEqualTo(8);
        assertThat(torch.liveArrays()).isEqualTo(before + 1);
    }

    @Test
    void gradientsAreRecordedInTrainingScopesOnly() {
        NDArray x = torch.zeros(3);
        Gradients.track(List.of(x), true);
        assertThat(recorded(x)).isFalse();
        assertThat(torch.training(() -> recorded(x))).isTrue();
        assertThat(torch.training(() -> torch.inference(() -> recorded(x)))).isFalse();
        assertThat(recorded(x)).isFalse();
    }

    @Test
    void anotherThreadRecordsInTrainingScopesOnlyToo() throws InterruptedException {
        NDArray x = torch.zeros(3);
        Gradients.track(List.of(x), true);
        AtomicReference<List<Boolean>> seen = new AtomicReference<>();
        Thread thread =
                new Thread(() -> seen.set(List.of(recorded(x), torch.training(() -> recorded(x)), recorded(x))));
        thread.start();
        thread.join();
        assertThat(seen.get()).containsExactly(false, true, false);
    }

    private boolean recorded(NDArray x) {
        Kernel needsGradient = torch.kernels("""
                def recorded(self, x: Tensor) -> float:
                    return float((x * 2).requires_grad)
                """).get("recorded");
        return needsGradient.on(x).number() == 1;
    }

    @Test
    void anErrorClosesTheScopeAndRestoresTheThread() {
        NDArray x = torch.zeros(3);
        Gradients.track(List.of(x), true);
        int before = torch.liveArrays();
        assertThatThrownBy(() -> torch.training(() -> {
                    twice(x);
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        assertThat(torch.liveArrays()).isEqualTo(before);
        assertThat(recorded(x)).isFalse();
    }

    @Test
    void aLoopStopsAtItsNextScopeWhenItsThreadIsInterrupted() throws InterruptedException {
        AtomicReference<Throwable> end = new AtomicReference<>();
        NDArray x = torch.zeros(3);
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    torch.inference(() -> twice(x).getFloat());
                }
            } catch (CancellationException e) {
                end.set(e);
            }
        });
        thread.start();
        thread.interrupt();
        thread.join(10_000);
        assertThat(end.get()).isInstanceOf(CancellationException.class);
    }

    @Test
    void gradientsOfWhatTheLossDoesNotSeeAreZeros() {
        NDArray x = torch.zeros(3);
        NDArray unseen = torch.zeros(2);
        Gradients.track(List.of(x, unseen), true);
        torch.training(() -> {
            List<NDArray> gradients = Gradients.of(torch, twice(x), List.of(x, unseen));
            assertThat(gradients.get(0).toFloatArray()).containsExactly(2, 2, 2);
            assertThat(gradients.get(1).toFloatArray()).containsExactly(0, 0);
            assertThat(Gradients.norm(torch, gradients).getFloat()).isEqualTo((float) Math.sqrt(12));
            return 0;
        });
    }
}
