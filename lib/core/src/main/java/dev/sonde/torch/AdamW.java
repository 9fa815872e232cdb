package dev.sonde.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), by PyTorch's fused kernel.
 *
 * <p>One step with gradient g, rate r, decay d, for the t-th time: p ← p (1 − r d); m ← β₁ m + (1 − β₁) g;
 * v ← β₂ v + (1 − β₂) g²; p ← p − r m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + eps). Gradients, clipping and update of all
 * arrays are one native call.
 *
 * <p>Constructing it makes the arrays of its groups trainable; closing it freezes them again and frees its moments.
 */
public final class AdamW implements AutoCloseable {
    // The lists that are sliced here reach the fused operation as arguments of a function: what is done in place to a
    // list that the same text builds, the compiler may drop.
    private static final String TEXT = Gradients.TEXT + """
            def step(self, loss: Tensor, p: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor],
                     ends: List[int], rates: List[float], decays: List[float],
                     beta1: float, beta2: float, eps: float, max_norm: float) -> int:
                return self.update(self.gradients(loss, p), p, m, v, t, ends, rates, decays, beta1, beta2, eps, max_norm)
            def add(self, loss: Tensor, weight: float, p: List[Tensor], sums: List[Tensor]) -> List[Tensor]:
                g = self.gradients(loss, p)
                if len(sums) == 0:
                    return [self.dense(x) for x in torch._foreach_mul(g, weight)]
                torch._foreach_add_(sums, g, alpha=weight)
                return sums
            def dense(self, x: Tensor) -> Tensor:
                if x.is_contiguous() or (x.dim() == 2 and torch.t(x).is_contiguous()):
                    return x
                return x.contiguous()
            def update(self, g0: List[Tensor], p: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor],
                       ends: List[int], rates: List[float], decays: List[float],
                       beta1: float, beta2: float, eps: float, max_norm: float) -> int:
                g = self.clipped(g0, max_norm)
                torch.add_(t[0], 1)
                start = 0
                for i in range(len(ends)):
                    end = ends[i]
                    self.fused(p[start:end], g[start:end], m[start:end], v[start:end], t[start:end],
                               rates[i], decays[i], beta1, beta2, eps)
                    start = end
                return start
            def clipped(self, g: List[Tensor], max_norm: float) -> List[Tensor]:
                if max_norm == float('inf'):
                    return g
                scale = torch.clamp_max(max_norm / (self.norm_of_all(g) + 1.0e-06), 1.0)
                return torch._foreach_mul(g, scale)
            def fused(self, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor],
                      rate: float, decay: float, beta1: float, beta2: float, eps: float) -> int:
                none: List[Tensor] = []
                torch._fused_adamw_(p, g, m, v, none, t, lr=rate, beta1=beta1, beta2=beta2,
                                    weight_decay=decay, eps=eps, amsgrad=False, maximize=False)
                return len(p)
            """;

    private final Torch torch;
    private final AdamWOptions options;
    private final List<ParameterGroup> groups;
    private final Kernels kernels;
    private final TensorList arrays;
    private final TensorList means;
    private final TensorList squares;
    private final TensorList counts;
    private final long[] ends;
    private List<NDArray> sums = List.of();

    /**
     * An optimiser of some groups; an array may be in one group only.
     *
     * @throws SondeException for float16, whose small gradients vanish
     */
    public AdamW(Torch torch, AdamWOptions options, List<ParameterGroup> groups) {
        checkTrainable(torch.precision());
        this.torch = torch;
        this.options = options;
        this.groups = List.copyOf(groups);
        List<NDArray> all =
                groups.stream().flatMap(group -> group.arrays().stream()).toList();
        checkDistinct(all);
        checkMasters(all);
        arrays = TensorList.of(torch, all);
        means = TensorList.of(torch, zerosLike(all));
        squares = TensorList.of(torch, zerosLike(all));
        // One counter for all arrays: the native list holds it as often as there are arrays.
        counts = TensorList.of(torch, Collections.nCopies(all.size(), Torch.permanent(torch.zeros())));
        ends = ends(this.groups);
        kernels = torch.kernels(TEXT);
        Gradients.track(all, true);
    }

    /** An optimiser with PyTorch's defaults. */
    public static AdamW of(Torch torch, ParameterGroup... groups) {
        return new AdamW(torch, AdamWOptions.defaults(), List.of(groups));
    }

    /** Moves the arrays against the gradients of a loss that was computed in a {@link Torch#training()} scope. */
    public void step(NDArray loss, double rate) {
        if (!sums.isEmpty()) {
            throw new IllegalStateException("gradients were added before; take the step with step(rate)");
        }
        update(kernels.get("step").on(loss), rate);
    }

    /**
     * Adds the gradients of a loss, times its weight, to those of the next {@link #step(double)}: a large batch is
     * trained in parts.
     */
    public void add(NDArray loss, double weight) {
        Scope.withoutGradients(() -> {
            List<NDArray> added = kernels.get("add")
                    .on(loss)
                    .with(weight)
                    .with(arrays)
                    .with(sums)
                    .tensors();
            if (sums.isEmpty()) {
                added.forEach(Torch::permanent);
                sums = added;
            } else {
                added.forEach(NDArray::close);
            }
        });
    }

    /** Moves the arrays against the gradients that were {@linkplain #add added}. */
    public void step(double rate) {
        if (sums.isEmpty()) {
            throw new IllegalStateException("no gradients were added");
        }
        update(kernels.get("update").on().with(sums), rate);
        forget();
    }

    /** Drops the gradients that were added, if any. */
    public void forget() {
        sums.forEach(NDArray::close);
        sums = List.of();
    }

    private void update(KernelCall call, double rate) {
        double[] rates =
                groups.stream().mapToDouble(group -> rate * group.rateFactor()).toArray();
        double[] decays =
                groups.stream().mapToDouble(ParameterGroup::weightDecay).toArray();
        Scope.withoutGradients(() -> call.with(arrays)
                .with(means)
                .with(squares)
                .with(counts)
                .with(ends)
                .with(rates)
                .with(decays)
                .with(options.beta1())
                .with(options.beta2())
                .with(options.eps())
                .with(options.maxNorm())
                .run());
    }

    /** What an exact continuation needs: {@code count}, and {@code mean.i} and {@code square.i} of the i-th array. */
    public Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>();
        state.put("count", counts.arrays().get(0));
        for (int i = 0; i < arrays.arrays().size(); i++) {
            state.put("mean." + i, means.arrays().get(i));
            state.put("square." + i, squares.arrays().get(i));
        }
        return state;
    }

    /** Continues where an optimiser of the same arrays was, whose {@link #state()} was stored. */
    public void restore(Map<String, NDArray> stored) {
        Map<String, NDArray> state = state();
        if (!stored.keySet().containsAll(state.keySet())) {
            throw new SondeException(
                    "The stored state of the optimiser lacks some of " + state.keySet(),
                    "Give the state of an optimiser of as many arrays, in the same order.");
        }
        List<NDArray> values = state.keySet().stream().map(stored::get).toList();
        Snapshot.copy(torch, List.copyOf(state.values()), values);
    }

    @Override
    public void close() {
        forget();
        Gradients.track(arrays.arrays(), false);
        state().values().forEach(NDArray::close);
        List.of(arrays, means, squares, counts).forEach(TensorList::close);
    }

    private static void checkTrainable(Precision precision) {
        if (precision == Precision.FLOAT16) {
            throw new SondeException(
                    "Models are not trained in FLOAT16: small gradients become zero",
                    "Open Torch with Precision.BFLOAT16, or FLOAT32.");
        }
    }

    // Two updates of one array in a step would not be AdamW.
    private static void checkDistinct(List<NDArray> arrays) {
        Set<NDArray> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        distinct.addAll(arrays);
        if (distinct.size() < arrays.size()) {
            throw new SondeException(
                    "An array is in two groups of parameters", "Let the conditions on the names exclude each other.");
        }
    }

    private static void checkMasters(List<NDArray> arrays) {
        if (!arrays.stream().allMatch(array -> array.getDataType() == DataType.FLOAT32)) {
            throw new SondeException(
                    "Only arrays in single precision are trained; others would lose small steps",
                    "Load the model with Parameters.load, not loadFrozen.");
        }
    }

    private static List<NDArray> zerosLike(List<NDArray> arrays) {
        List<NDArray> zeros = new ArrayList<>();
        arrays.forEach(array -> zeros.add(Torch.permanent(array.zerosLike())));
        return zeros;
    }

    private static long[] ends(List<ParameterGroup> groups) {
        long[] ends = new long[groups.size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += groups.get(i).arrays().size();
            ends[i] = end;
        }
        return ends;
    }
}
