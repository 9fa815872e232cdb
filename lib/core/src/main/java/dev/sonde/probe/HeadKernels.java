package dev.sonde.probe;

import dev.sonde.torch.Kernel;
import dev.sonde.torch.Torch;

/** The heads as kernels: features [rows, width] and the list of parameters → logits [rows, outputs]. */
final class HeadKernels {
    private static final String TEXT = """
            def linear_head(self, x: Tensor, w: List[Tensor]) -> Tensor:
                return torch.to(self.linear(x, w[0], w[1]), 6)
            def swiglu_head(self, x: Tensor, w: List[Tensor]) -> Tensor:
                for i in range(len(w) // 2 - 1):
                    a, b = torch.chunk(self.linear(x, w[2 * i], w[2 * i + 1]), 2, -1)
                    x = torch.silu(a) * b
                return torch.to(self.linear(x, w[-2], w[-1]), 6)
            """;

    private HeadKernels() {}

    static Kernel forward(Torch torch, ProbeHead head) {
        return torch.kernels(TEXT).get(head instanceof ProbeHead.Linear ? "linear_head" : "swiglu_head");
    }
}
