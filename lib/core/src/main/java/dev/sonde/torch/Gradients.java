package dev.sonde.torch;

import ai.djl.ndarray.NDArray;
import java.util.Collection;
import java.util.List;

/** Gradients of a loss, by PyTorch's {@code torch.autograd.grad}: nothing is accumulated, so nothing is zeroed. */
public final class Gradients {
    static final String TEXT = """
            def gradients(self, loss: Tensor, p: List[Tensor]) -> List[Tensor]:
                g: List[Tensor] = []
                i = 0
                for x in torch.grad([loss], p, None, False, False, True):
                    if x is None:
                        g.append(torch.zeros_like(p[i]))
                    else:
                        g.append(x)
                    i += 1
                return g
            def norm_of_all(self, g: List[Tensor]) -> Tensor:
                return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g)))
            """;

    private Gradients() {}

    /** Says of which arrays the next losses shall have gradients. */
    public static void track(Collection<? extends NDArray> arrays, boolean wanted) {
        arrays.forEach(array -> array.setRequiresGradient(wanted));
    }

    /**
     * The gradients of a loss with respect to tracked arrays, in their order; zeros where the loss does not depend on
     * one. The loss must have been computed in a {@link Torch#training()} scope.
     */
    public static List<NDArray> of(Torch torch, NDArray loss, Collection<? extends NDArray> arrays) {
        return torch.kernels(TEXT)
                .get("gradients")
                .on(loss)
                .with(List.copyOf(arrays))
                .tensors();
    }

    /** The Euclidean norm of all gradients together. */
    public static NDArray norm(Torch torch, List<? extends NDArray> gradients) {
        return torch.kernels(TEXT).get("norm_of_all").on().with(gradients).tensor();
    }
}
