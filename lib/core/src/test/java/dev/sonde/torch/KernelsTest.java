package dev.sonde.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KernelsTest {
    private final Torch torch = Torch.open();

    @AfterEach
    void close() {
        torch.close();
    }

    private NDArray numbers(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return torch.array(floats, floats.length);
    }

    @Test
    void argumentsOfEveryTypeArrive() {
        Kernel kernel = torch.kernels("""
                def f(self, x: Tensor, y: Optional[Tensor], l: List[Tensor], a: float, n: int, add: bool, k: List[int],
                      r: List[float]) -> Tensor:
                    z = x * a + n + l[1] + k[1] + r[0]
                    if y is not None and add:
                        z = z + y
                    return z
                """).get("f");
        NDArray x = numbers(1, 2);
        List<NDArray> list = List.of(numbers(9), numbers(10, 20));
        KernelCall without = kernel.on(x)
                .with(Optional.<NDArray>empty())
                .with(list)
                .with(0.5)
                .with(100);
        NDArray plain = without.with(true)
                .with(new long[] {7, 1000})
                .with(new double[] {0.25})
                .tensor();
        assertThat(plain.toFloatArray()).containsExactly(1110.75f, 1121.25f);
        KernelCall with = kernel.on(x)
                .with(Optional.of(x))
                .with(TensorList.of(torch, list))
                .with(0.5)
                .with(100L);
        NDArray added = with.with(true)
                .with(new long[] {7, 1000})
                .with(new double[] {0.25})
                .tensor();
        assertThat(added.toFloatArray()).containsExactly(1111.75f, 1123.25f);
    }

    @Test
    void severalTensorsNumbersAndNothingComeBack() {
        Kernels kernels = torch.kernels("""
                def two(self, x: Tensor) -> List[Tensor]:
                    return [x + 1, x + 2]
                def number(self, x: Tensor) -> float:
                    return float(x.sum().item())
                def nothing(self, x: Tensor) -> int:
                    x.add_(1)
                    return 0
                """);
        NDArray x = numbers(1, 2);
        assertThat(kernels.get("two").on(x).tensors().get(1).toFloatArray()).containsExactly(3, 4);
        assertThat(kernels.get("number").on(x).number()).isEqualTo(3);
        kernels.get("nothing").on(x).run();
        assertThat(x.toFloatArray()).containsExactly(2, 3);
    }

    @Test
    void aTextIsCompiledOnce() {
        String text = "def f(self, x: Tensor) -> Tensor:\n    return x\n";
        assertThat(torch.kernels(text)).isSameAs(torch.kernels(text));
    }

    @Test
    void anInvalidTextIsAnErrorThatShowsTheLine() {
        assertThatThrownBy(() -> torch.kernels("def f(self, x: Tensor) -> Tensor:\n    return torch.nosuch(x)\n"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("torch.nosuch(x)");
    }

    @Test
    void anUnknownKernelIsAnError() {
        Kernels kernels = torch.kernels("def f(self, x: Tensor) -> Tensor:\n    return x\n");
        assertThatThrownBy(() -> kernels.get("g"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("\"g\"");
    }

    @Test
    void shapesThatDoNotFitAreAnErrorThatShowsThem() {
        Kernel kernel = torch.kernels("def f(self, x: Tensor, y: Tensor) -> Tensor:\n    return x @ y\n")
                .get("f");
        assertThatThrownBy(() -> kernel.on(torch.zeros(2, 3), torch.zeros(4, 5)).tensor())
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("f((2, 3), (4, 5))");
    }

    @Test
    void theCommonLayersComputeWhatTheySay() {
        Kernels kernels = torch.kernels("""
                def line(self, x: Tensor, w: Tensor, b: Tensor) -> List[Tensor]:
                    return [self.linear(x, w, b), self.linear(x, w, None)]
                def normal(self, x: Tensor, g: Tensor, b: Tensor) -> Tensor:
                    return self.norm(x, g, b, 1.0e-12)
                def attend(self, x: Tensor, mask: Optional[Tensor]) -> Tensor:
                    h = self.heads(x, 2)
                    return self.attention(h, h, h, mask, 0.0)
                """);
        NDArray x = torch.array(new float[] {1, 2, 3, 4}, 2, 2);
        NDArray w = torch.array(new float[] {1, 10}, 1, 2);
        List<NDArray> lines = kernels.get("line").on(x, w, numbers(100)).tensors();
        assertThat(lines.get(0).toFloatArray()).containsExactly(121, 143);
        assertThat(lines.get(1).toFloatArray()).containsExactly(21, 43);
        NDArray normal =
                kernels.get("normal").on(x, numbers(2, 2), numbers(0, 5)).tensor();
        assertThat(normal.toFloatArray()).containsExactly(-2, 7, -2, 7);
        // Heads of width 1: the weights are softmax(x_i x_j); a mask leaves only the token itself.
        NDArray tokens = x.reshape(1, 2, 2);
        NDArray attended =
                kernels.get("attend").on(tokens).with(Optional.empty()).tensor();
        double weight = 1 / (1 + Math.exp(1 * 1 - 1 * 3));
        assertThat(attended.getFloat(0, 0, 0)).isCloseTo((float) (3 * weight + 1 - weight), within(1e-6f));
        NDArray self = torch.array(new float[] {0, -1e4f, -1e4f, 0}, 1, 1, 2, 2);
        NDArray masked =
                kernels.get("attend").on(tokens).with(Optional.of(self)).tensor();
        assertThat(masked.toFloatArray()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void droppedNumbersAreZeroAndTheOthersGrow() {
        Kernel kernel = torch.kernels("def f(self, x: Tensor, p: float) -> Tensor:\n    return self.dropped(x, p)\n")
                .get("f");
        NDArray ones = torch.zeros(100_000).add(1);
        torch.seed(1);
        float[] dropped = kernel.on(ones).with(0.2).tensor().toFloatArray();
        double mean = 0;
        for (float value : dropped) {
            assertThat(value).isIn(0f, 1.25f);
            mean += value / dropped.length;
        }
        assertThat(mean).isCloseTo(1, within(0.01));
        assertThat(kernel.on(ones).with(0.0).tensor()).isEqualTo(ones);
    }

    @Test
    void halfTypesChangeProductsAndGradientsComeBackInSinglePrecision() {
        for (Precision precision : Precision.values()) {
            try (Torch half = Torch.open(Device.cpu(), precision);
                    Scope scope = half.training()) {
                Kernel line = half.kernels("""
                        def line(self, x: Tensor, w: Tensor) -> Tensor:
                            return torch.sum(torch.to(self.linear(x, w, None), 6))
                        """).get("line");
                NDArray x = half.array(new float[] {1.001f, 2, 3}, 1, 3);
                NDArray w = scope.keep(half.array(new float[] {1, 1, 1}, 1, 3));
                Gradients.track(List.of(w), true);
                NDArray sum = line.on(x, w).tensor();
                float[] gradient = Gradients.of(half, sum, List.of(w)).get(0).toFloatArray();
                double error = Math.abs(gradient[0] - 1.001);
                assertThat(error).as(precision.name()).isLessThan(4e-3).isGreaterThanOrEqualTo(0);
                assertThat(error > 1e-5).as(precision.name()).isEqualTo(precision != Precision.FLOAT32);
            }
        }
    }
}
