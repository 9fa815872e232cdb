package dev.sonde.model;

import static dev.sonde.torch.TensorFixture.distance;
import static dev.sonde.torch.TensorFixture.gradientTolerance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.torch.Gradients;
import dev.sonde.torch.TensorFixture;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Blip2Test {
    private static final String FOLDER = "qformer-blip2/";
    private static final double TOLERANCE = 2e-5;

    private final Torch torch = Torch.open();
    private Map<String, NDArray> inputs;
    private Map<String, NDArray> expected;
    private Blip2 blip2;

    @BeforeEach
    void open() {
        inputs = TensorFixture.read(torch, FOLDER + "inputs.safetensors");
        expected = TensorFixture.read(torch, FOLDER + "expected.safetensors");
        blip2 = load("model");
    }

    @AfterEach
    void close() {
        torch.close();
    }

    private Blip2 load(String folder) {
        Blip2Config config = HfConfig.blip2(Fixtures.path(FOLDER + folder));
        try (SafetensorsFile file = SafetensorsFile.open(Fixtures.path(FOLDER + folder + "/model.safetensors"))) {
            return Blip2.load(torch, config, file);
        }
    }

    private TextTokens text() {
        return TextTokens.of(inputs.get("input_ids"), inputs.get("attention_mask"));
    }

    private ImageKeys look() {
        return blip2.qformer().look(blip2.vision().encode(inputs.get("pixel_values")));
    }

    private void compare(List<NDArray> layers, String prefix) {
        for (int i = 0; i < layers.size(); i++) {
            assertThat(distance(layers.get(i), expected.get(prefix + i)))
                    .as(prefix + i)
                    .isLessThan(TOLERANCE);
        }
        assertThat(expected).doesNotContainKey(prefix + layers.size());
    }

    @Test
    void theImageEncoderIsThatOfTransformers() {
        compare(blip2.vision().hiddenStates(inputs.get("pixel_values")), "vision.hidden_states.");
        NDArray tokens = blip2.vision().encode(inputs.get("pixel_values"));
        assertThat(distance(tokens, expected.get("vision.image_embeds"))).isLessThan(TOLERANCE);
    }

    @Test
    void queriesThatReadATextAreThoseOfTransformersInEveryLayer() {
        compare(blip2.hiddenStates(inputs.get("pixel_values"), text()).layers(), "multimodal.hidden_states.");
    }

    @Test
    void queriesAloneAreThoseOfTransformers() {
        compare(blip2.qformer().readImage(look(), Mode.EVALUATE).layers(), "image_only.hidden_states.");
    }

    @Test
    void textAloneIsThatOfTransformers() {
        compare(blip2.qformer().readText(text(), Mode.EVALUATE).layers(), "text_only.hidden_states.");
    }

    @Test
    void theHeadsAreThoseOfTransformers() {
        NDArray match = blip2.matching(
                blip2.hiddenStates(inputs.get("pixel_values"), text()).lastQueries());
        assertThat(distance(match, expected.get("itm_logits"))).isLessThan(TOLERANCE);
        NDArray images = blip2.imageVectors(
                blip2.qformer().readImage(look(), Mode.EVALUATE).lastQueries());
        NDArray texts = blip2.textVectors(
                blip2.qformer().readText(text(), Mode.EVALUATE).lastText());
        assertThat(distance(images, expected.get("itc_image_embeds"))).isLessThan(TOLERANCE);
        assertThat(distance(texts, expected.get("itc_text_embeds"))).isLessThan(TOLERANCE);
        assertThat(distance(blip2.similarity(images, texts), expected.get("itc_similarity")))
                .isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bf16", "fp16"})
    void halfPrecisionWeightsAreComputedWithAsTheyAre(String type) {
        blip2 = load("model-" + type);
        NDArray match = blip2.matching(
                blip2.hiddenStates(inputs.get("pixel_values"), text()).lastQueries());
        assertThat(distance(match, expected.get("itm_logits." + type + "_weights")))
                .isLessThan(TOLERANCE);
    }

    @Test
    void everyGradientIsThatOfTransformers() {
        Map<String, NDArray> gradients = TensorFixture.read(torch, FOLDER + "gradients.safetensors");
        Map<String, NDArray> arrays = blip2.parameters().arrays();
        assertThat(arrays.keySet()).isEqualTo(gradients.keySet());
        Gradients.track(arrays.values(), true);
        List<String> names = new ArrayList<>(arrays.keySet());
        int compared = torch.training(() -> {
            List<NDArray> ours = Gradients.of(torch, loss(), arrays.values());
            for (int i = 0; i < names.size(); i++) {
                NDArray reference = gradients.get(names.get(i));
                assertThat(distance(ours.get(i), reference)).as(names.get(i)).isLessThan(gradientTolerance(reference));
            }
            return ours.size();
        });
        assertThat(compared).isEqualTo(gradients.size());
    }

    /** The loss that the fixture's README defines. */
    private NDArray loss() {
        ImageKeys image = look();
        HiddenStates read = blip2.qformer().read(image, text(), Mode.EVALUATE);
        NDArray images = blip2.imageVectors(
                blip2.qformer().readImage(image, Mode.EVALUATE).lastQueries());
        NDArray texts = blip2.textVectors(
                blip2.qformer().readText(text(), Mode.EVALUATE).lastText());
        NDArray valid = torch.zeros(read.last().getShape().get(0), read.queries())
                .add(1)
                .concat(inputs.get("attention_mask").toType(ai.djl.ndarray.types.DataType.FLOAT32, false), 1)
                .expandDims(-1);
        NDArray hidden = read.last().mul(inputs.get("loss.R")).mul(valid).sum();
        NDArray match =
                blip2.matching(read.lastQueries()).mul(inputs.get("loss.I")).sum();
        NDArray contrast =
                blip2.similarity(images, texts).mul(inputs.get("loss.C")).sum();
        return hidden.add(match).add(contrast);
    }

    @Test
    void theLossOfTheGradientsIsThatOfTransformers() {
        JsonNode json = Fixtures.json(FOLDER + "expected.json");
        double value = torch.inference(() -> loss().getFloat());
        assertThat(value).isCloseTo(Fixtures.number(json.get("loss")), within(1e-3));
    }

    @Test
    void keysOfAnImageServeAllItsTexts() {
        NDArray rows = torch.array(new long[] {2, 0, 2, 1, 2, 2}, 6);
        NDArray ids = inputs.get("input_ids").get(torch.array(new long[] {0, 1, 2, 1, 0, 2}, 6));
        NDArray mask = inputs.get("attention_mask").get(torch.array(new long[] {0, 1, 2, 1, 0, 2}, 6));
        NDArray pixels = inputs.get("pixel_values");
        HiddenStates repeated = blip2.hiddenStates(pixels.get(rows), TextTokens.of(ids, mask));
        HiddenStates reused = blip2.qformer().read(look().forTexts(rows), TextTokens.of(ids, mask), Mode.EVALUATE);
        assertThat(distance(reused.last(), repeated.last())).isLessThan(1e-5);
    }

    @Test
    void resamplingGivesTheQueriesOfEveryLayer() {
        List<NDArray> queries = blip2.qformer().resample(look(), Optional.of(text()), Mode.EVALUATE);
        HiddenStates states = blip2.hiddenStates(inputs.get("pixel_values"), text());
        assertThat(queries).hasSize(blip2.qformer().layers() + 1);
        for (int i = 0; i < queries.size(); i++) {
            assertThat(distance(queries.get(i), states.queries(i))).isLessThan(1e-6);
        }
    }

    @Test
    void theAttentionOfEachQueryAddsUpToOneAndFollowsTheImageTokens() {
        List<NDArray> attention = blip2.qformer().imageAttention(look(), text());
        QFormerConfig config = blip2.qformer().config();
        assertThat(attention).hasSize((config.layers() + 1) / config.crossAttentionEvery());
        for (NDArray layer : attention) {
            assertThat(layer.sum(new int[] {3}).sub(1).abs().max().getFloat()).isLessThan(1e-5f);
            assertThat(layer.min().getFloat()).isPositive();
        }
        // Without the image's order nothing changes but the order of the attention.
        NDArray tokens = blip2.vision().encode(inputs.get("pixel_values"));
        NDArray turned = blip2.qformer()
                .imageAttention(blip2.qformer().look(tokens.flip(1)), text())
                .get(0);
        assertThat(distance(turned.flip(3), attention.get(0))).isLessThan(1e-5);
        assertThat(distance(turned, attention.get(0))).isGreaterThan(1e-3);
    }

    @Test
    void aTextWithoutFillingNeedsNoMask() {
        long tokens = inputs.get("input_ids").getShape().get(1);
        NDArray ids = inputs.get("input_ids").get("1:2");
        NDArray pixels = inputs.get("pixel_values").get("1:2");
        HiddenStates masked =
                blip2.hiddenStates(pixels, TextTokens.of(ids, ids.onesLike().reshape(1, tokens)));
        HiddenStates plain = blip2.hiddenStates(pixels, new TextTokens(ids, Optional.empty()));
        assertThat(distance(plain.last(), masked.last())).isLessThan(1e-5);
    }

    @Test
    void dropoutActsInTrainingOnly() {
        ImageKeys image = look();
        NDArray first = blip2.qformer().read(image, text(), Mode.EVALUATE).last();
        assertThat(distance(blip2.qformer().read(image, text(), Mode.EVALUATE).last(), first))
                .isZero();
        torch.seed(7);
        NDArray trained = blip2.qformer().read(image, text(), Mode.TRAIN).last();
        assertThat(distance(trained, first)).isGreaterThan(0.1);
        torch.seed(7);
        assertThat(distance(blip2.qformer().read(image, text(), Mode.TRAIN).last(), trained))
                .isZero();
    }

    @Test
    void imagesOfAnotherSizeAreAnError() {
        assertThatThrownBy(() -> blip2.vision().encode(torch.zeros(1, 3, 10, 10)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("(1, 3, 10, 10)");
    }

    @Test
    void aTextLongerThanThePositionsIsAnError() {
        long tooLong = blip2.qformer().config().positions() + 1;
        TextTokens text = new TextTokens(torch.array(new long[(int) tooLong], 1, tooLong), Optional.empty());
        assertThatThrownBy(() -> blip2.qformer().readText(text, Mode.EVALUATE))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(tooLong + " tokens");
    }

    @Test
    void weightsOfAnotherModelAreOneErrorThatListsAll() {
        Blip2Config small = HfConfig.blip2(Fixtures.path(FOLDER + "model"));
        Blip2Config other = new Blip2Config(small.vision(), small.qformer(), small.projection() + 1);
        try (SafetensorsFile file = SafetensorsFile.open(Fixtures.path(FOLDER + "model/model.safetensors"))) {
            assertThatThrownBy(() -> Blip2.load(torch, other, file))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContainingAll(
                            "vision_projection.weight", "vision_projection.bias", "text_projection.weight");
        }
    }
}
