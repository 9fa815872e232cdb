package dev.sonde.model;

import static dev.sonde.torch.TensorFixture.distance;
import static dev.sonde.torch.TensorFixture.gradientTolerance;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Gradients;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.Torch;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading beside the image's tokens gives what reading beside its keys and values gives. */
class AbsorbedAttentionTest {
    private static final int IMAGES = 5;
    private static final int TOKENS = 30;
    private static final int TEXT = 4;
    private static final double TOLERANCE = 2e-5;
    private static final QFormerConfig CONFIG =
            new QFormerConfig(6, 24, 4, 3, 48, 20, 2, true, 50, 32, 0, 1e-12, .2, .2);

    private final Torch torch = Torch.open();
    private Parameters parameters;
    private QFormer qformer;
    private final Random random = new Random(7);
    private NDArray tokens;
    private NDArray direction;
    private TextTokens text;

    @BeforeEach
    void build() {
        torch.seed(3);
        qformer = Parameters.random(torch, making -> {
            parameters = making;
            QFormer built = new QFormer(CONFIG, making.weights(), QFormerNames.BLIP2);
            // Biases begin at zero, and weights of size 0.02 leave attention even: both must show.
            making.where(name -> !name.contains("orm."))
                    .forEach(array -> array.addi(noise(.3, array.getShape().getShape())));
            return built;
        });
        tokens = noise(1, IMAGES, TOKENS, CONFIG.imageWidth());
        direction = noise(1, IMAGES, CONFIG.queries(), CONFIG.width());
        long[] ids =
                IntStream.range(0, IMAGES * TEXT).mapToLong(i -> 1 + i * 7 % 49).toArray();
        text = new TextTokens(torch.array(ids, IMAGES, TEXT), Optional.empty());
    }

    private NDArray noise(double size, long... shape) {
        float[] values = new float[(int) LongStream.of(shape).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (size * random.nextGaussian());
        }
        return torch.array(values, shape);
    }

    @AfterEach
    void close() {
        torch.close();
    }

    private ImageKeys absorbed() {
        ImageKeys image = qformer.look(tokens, IMAGES);
        assertThat(image.arrays()).hasSize(1);
        return image;
    }

    @Test
    void allLayersAreEqual() {
        List<NDArray> expected = qformer.resample(qformer.look(tokens), Optional.of(text), Mode.EVALUATE);
        List<NDArray> found = qformer.resample(absorbed(), Optional.of(text), Mode.EVALUATE);
        for (int layer = 0; layer <= CONFIG.layers(); layer++) {
            assertThat(distance(found.get(layer), expected.get(layer))).isLessThan(TOLERANCE);
        }
        assertThat(distance(expected.get(4), expected.get(0))).isGreaterThan(.1);
    }

    @Test
    void severalTextsMayBeAboutAnImage() {
        NDArray rows = torch.array(new long[] {2, 0, 2, 2, 4}, IMAGES);
        List<NDArray> expected =
                qformer.resample(qformer.look(tokens).forTexts(rows), Optional.of(text), Mode.EVALUATE);
        List<NDArray> found = qformer.resample(absorbed().forTexts(rows), Optional.of(text), Mode.EVALUATE);
        assertThat(distance(found.get(4), expected.get(4))).isLessThan(TOLERANCE);
    }

    @Test
    void attentionIsThatOfTheKeys() {
        NDArray expected = qformer.imageAttention(qformer.look(tokens), text).get(1);
        assertThat(distance(qformer.imageAttention(absorbed(), text).get(1), expected))
                .isLessThan(TOLERANCE);
    }

    /** The same seed drops the same weights, and a value's bias counts by what is left of them. */
    @Test
    void gradientsAreEqualInTrainingWithDropout() {
        List<NDArray> weights = parameters.where(name -> !name.contains("word"));
        Gradients.track(weights, true);
        torch.training(() -> {
            List<NDArray> expected = gradients(qformer.look(tokens), weights);
            List<NDArray> found = gradients(absorbed(), weights);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(distance(found.get(i), expected.get(i)))
                        .as("parameter %d", i)
                        .isLessThan(gradientTolerance(expected.get(i)));
            }
            return expected.size();
        });
    }

    private List<NDArray> gradients(ImageKeys image, List<NDArray> weights) {
        torch.seed(11);
        List<NDArray> states = qformer.resample(image, Optional.of(text), Mode.TRAIN);
        return Gradients.of(torch, states.get(CONFIG.layers()).mul(direction).sum(), weights);
    }
}
