package dev.sonde.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Torch;
import dev.sonde.torch.Weights;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another resampler than the Q-Former fits the interface: a linear projection of every image token, as LLaVA has. */
class ResamplerTest {
    private static final class Projection implements Resampler {
        private final Kernel kernel;
        private final TensorList weights;

        Projection(Weights weights) {
            kernel = weights.torch().kernels("""
                            def project(self, x: Tensor, image_of_text: Optional[Tensor], w: List[Tensor]) -> Tensor:
                                y = x
                                if image_of_text is not None:
                                    y = torch.index_select(x, 0, image_of_text)
                                return self.linear(y, w[0], w[1])
                            """).get("project");
            this.weights = weights.list(weights.linear("projection", 4, 6));
        }

        @Override
        public int queries() {
            return 5;
        }

        @Override
        public int width() {
            return 6;
        }

        @Override
        public int layers() {
            return 0;
        }

        @Override
        public ImageKeys look(NDArray imageTokens) {
            return ImageKeys.of(List.of(imageTokens));
        }

        @Override
        public List<NDArray> resample(ImageKeys image, Optional<TextTokens> text, Mode mode) {
            return List.of(kernel.on(image.arrays().get(0))
                    .with(image.rows())
                    .with(weights)
                    .tensor());
        }
    }

    @Test
    void aProjectionIsAResampler() {
        try (Torch torch = Torch.open()) {
            Resampler resampler = Parameters.random(torch, parameters -> new Projection(parameters.weights()));
            ImageKeys image = resampler.look(torch.zeros(2, 5, 4).add(1));
            NDArray rows = torch.array(new long[] {1, 0, 1}, 3);
            List<NDArray> queries = resampler.resample(image.forTexts(rows), Optional.empty(), Mode.EVALUATE);
            assertThat(queries).hasSize(resampler.layers() + 1);
            assertThat(queries.get(0).getShape().getShape()).containsExactly(3, resampler.queries(), resampler.width());
        }
    }
}
