package dev.sonde.model;

import static dev.sonde.torch.TensorFixture.distance;
import static dev.sonde.torch.TensorFixture.gradientTolerance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.image.ImageSize;
import dev.sonde.torch.Gradients;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.TensorFixture;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViltTest {
    private static final double TOLERANCE = 2e-5;

    private final Torch torch = Torch.open();
    private Map<String, NDArray> inputs;
    private Map<String, NDArray> expected;
    private Vilt vilt;
    private ViltHead rank;
    private ViltHead classifier;

    @BeforeEach
    void open() {
        inputs = TensorFixture.read(torch, "vilt/inputs.safetensors");
        expected = TensorFixture.read(torch, "vilt/expected.safetensors");
        try (SafetensorsFile file = SafetensorsFile.open(Fixtures.path("vilt/model/model.safetensors"))) {
            vilt = Parameters.load(torch, file, this::build);
        }
    }

    private Vilt build(Parameters parameters) {
        ViltConfig config = HfConfig.vilt(Fixtures.path("vilt/model"));
        Vilt model = new Vilt(config, parameters);
        rank = ViltHead.linear(config, parameters.weights(), "rank_output", 1);
        classifier = ViltHead.classifier(config, parameters.weights(), 2);
        return model;
    }

    @AfterEach
    void close() {
        torch.close();
    }

    private ViltImages images() {
        NDArray mask = inputs.get("pixel_mask");
        List<ImageSize> sizes = new ArrayList<>();
        for (long i = 0; i < mask.getShape().get(0); i++) {
            int height = (int) mask.get(i + ", :, 0").sum().getLong();
            int width = (int) mask.get(i + ", 0, :").sum().getLong();
            sizes.add(new ImageSize(width, height));
        }
        return new ViltImages(inputs.get("pixel_values"), sizes);
    }

    private Vilt.States read() {
        TextTokens text = TextTokens.of(inputs.get("input_ids"), inputs.get("attention_mask"));
        return vilt.read(images(), text, Mode.EVALUATE);
    }

    @Test
    void everyLayerIsThatOfTransformers() {
        Vilt.States states = read();
        NDArray seen = expected.get("sequence_mask");
        assertThat(states.seen()).isEqualTo(seen);
        for (int i = 0; i < states.layers().size(); i++) {
            assertThat(distance(states.layers().get(i), expected.get("hidden_states." + i), seen))
                    .as("layer " + i)
                    .isLessThan(TOLERANCE);
        }
        assertThat(expected)
                .doesNotContainKey("hidden_states." + states.layers().size());
        assertThat(distance(states.last(), expected.get("last_hidden_state"), seen))
                .isLessThan(TOLERANCE);
        assertThat(distance(states.pooled(), expected.get("pooler_output"))).isLessThan(TOLERANCE);
    }

    @Test
    void theHeadsAreThoseOfTransformersAndOfThePaper() {
        NDArray pooled = read().pooled();
        assertThat(distance(rank.logits(pooled), expected.get("rank_output"))).isLessThan(TOLERANCE);
        assertThat(distance(classifier.logits(pooled), expected.get("classifier")))
                .isLessThan(TOLERANCE);
        try (SafetensorsFile file = SafetensorsFile.open(Fixtures.path("vilt/heads.safetensors"))) {
            List<ViltHead> heads = Parameters.load(
                    torch,
                    file,
                    parameters -> List.of(
                            ViltHead.linear(vilt.config(), parameters.weights(), "box", 4),
                            ViltHead.linear(vilt.config(), parameters.weights(), "match", 1)));
            NDArray box = heads.get(0).logits(pooled).getNDArrayInternal().sigmoid();
            assertThat(distance(box, expected.get("box"))).isLessThan(TOLERANCE);
            assertThat(distance(heads.get(1).logits(pooled), expected.get("match_logit")))
                    .isLessThan(TOLERANCE);
        }
    }

    @Test
    void everyGradientIsThatOfTransformers() {
        Map<String, NDArray> gradients = TensorFixture.read(torch, "vilt/gradients.safetensors");
        Map<String, NDArray> arrays = vilt.parameters().arrays();
        List<String> names = new ArrayList<>(gradients.keySet());
        List<NDArray> tracked = names.stream().map(arrays::get).toList();
        Gradients.track(tracked, true);
        int compared = torch.training(() -> {
            Vilt.States states = read();
            NDArray seen = states.seen().toType(DataType.FLOAT32, false).expandDims(-1);
            NDArray loss = states.last()
                    .mul(inputs.get("loss.R"))
                    .mul(seen)
                    .sum()
                    .add(states.pooled().mul(inputs.get("loss.P")).sum());
            List<NDArray> ours = Gradients.of(torch, loss, tracked);
            for (int i = 0; i < names.size(); i++) {
                NDArray reference = gradients.get(names.get(i));
                assertThat(distance(ours.get(i), reference)).as(names.get(i)).isLessThan(gradientTolerance(reference));
            }
            return ours.size();
        });
        assertThat(compared).isEqualTo(gradients.size()).isPositive();
    }

    @Test
    void anImageIsReadAloneAsInABatch() {
        Vilt.States together = read();
        ViltImages all = images();
        for (int i = 0; i < all.sizes().size(); i++) {
            ImageSize size = all.sizes().get(i);
            NDArray pixels = all.pixels().get((i) + ":" + (i + 1) + ", :, :" + size.height() + ", :" + size.width());
            TextTokens text = TextTokens.of(
                    inputs.get("input_ids").get(i + ":" + (i + 1)),
                    inputs.get("attention_mask").get(i + ":" + (i + 1)));
            Vilt.States alone = vilt.read(new ViltImages(pixels, List.of(size)), text, Mode.EVALUATE);
            assertThat(distance(alone.pooled(), together.pooled().get(i + ":" + (i + 1))))
                    .as("image " + i)
                    .isLessThan(1e-5);
        }
    }

    @Test
    void positionsOfAGridOfTheTablesOwnSizeAreTheTable() {
        ViltImages.PatchGrids grids = new ViltImages.PatchGrids(List.of(new ViltImages.PatchGrid(3, 3)), 3, 3, 3);
        NDArray weights = grids.interpolation(torch).squeeze(0);
        assertThat(weights).isEqualTo(weights.getManager().eye(9));
    }

    @Test
    void cornersOfAnyGridAreTheCornersOfTheTable() {
        ViltImages.PatchGrids grids = new ViltImages.PatchGrids(List.of(new ViltImages.PatchGrid(2, 7)), 2, 7, 4);
        NDArray weights = grids.interpolation(torch).squeeze(0);
        assertThat(weights.getFloat(0, 0)).isEqualTo(1);
        assertThat(weights.getFloat(6, 3)).isEqualTo(1);
        assertThat(weights.getFloat(7, 12)).isEqualTo(1);
        assertThat(weights.getFloat(13, 15)).isEqualTo(1);
        assertThat(weights.sum(new int[] {1}).sub(1).abs().max().getFloat()).isLessThan(1e-6f);
    }

    @Test
    void maskedWordsAndMatchesAreLearnedFromRandomWeights() {
        // A head that sees the hidden states must reach both the table of words and the patches by gradients.
        torch.seed(3);
        ViltConfig config = vilt.config();
        Parameters[] all = new Parameters[1];
        Vilt random = Parameters.random(torch, parameters -> {
            all[0] = parameters;
            return new Vilt(config, parameters);
        });
        WordHead words = new WordHead(random, all[0].weights());
        ViltHead match = ViltHead.linear(config, all[0].weights(), "itm_score.fc", 2);
        Gradients.track(all[0].arrays().values(), true);
        double largest = torch.training(() -> {
            Vilt.States states = random.read(
                    images(), TextTokens.of(inputs.get("input_ids"), inputs.get("attention_mask")), Mode.TRAIN);
            NDArray logits = words.logits(states.last().get(":, :3"));
            assertThat(logits.getShape().get(2)).isEqualTo(config.vocabulary());
            NDArray loss = logits.square()
                    .sum()
                    .add(match.logits(states.pooled()).square().sum());
            NDArray patches = all[0].get("vilt.embeddings.patch_embeddings.projection.weight");
            return (double) Gradients.of(torch, loss, List.of(patches))
                    .get(0)
                    .abs()
                    .max()
                    .getFloat();
        });
        assertThat(largest).isPositive();
    }

    @Test
    void anotherNumberOfSizesThanImagesIsAnError() {
        assertThatThrownBy(() -> new ViltImages(torch.zeros(2, 3, 8, 8), List.of(new ImageSize(8, 8))))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("1 sizes for 2 images");
    }
}
