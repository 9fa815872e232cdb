package dev.sonde.model;

import static dev.sonde.torch.TensorFixture.distance;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.sonde.Fixtures;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.torch.TensorFixture;
import dev.sonde.torch.Torch;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QFormerAttentionTest {
    private static final String FOLDER = "qformer-blip2/";
    private static final double TOLERANCE = 2e-5;

    private final Torch torch = Torch.open();
    private Blip2 blip2;
    private QFormerConfig config;
    private TextTokens text;
    private ImageKeys image;

    @BeforeEach
    void open() {
        Map<String, NDArray> inputs = TensorFixture.read(torch, FOLDER + "inputs.safetensors");
        Blip2Config sizes = HfConfig.blip2(Fixtures.path(FOLDER + "model"));
        config = sizes.qformer();
        try (SafetensorsFile file = SafetensorsFile.open(Fixtures.path(FOLDER + "model/model.safetensors"))) {
            blip2 = Blip2.load(torch, sizes, file);
        }
        text = TextTokens.of(inputs.get("input_ids"), inputs.get("attention_mask"));
        image = blip2.qformer().look(blip2.vision().encode(inputs.get("pixel_values")));
    }

    @AfterEach
    void close() {
        torch.close();
    }

    private NDArray attention(ImageKeys about, int layer) {
        return blip2.qformer().imageAttention(about, text).get(layer / config.crossAttentionEvery());
    }

    private int lastLookingLayer() {
        int layer = config.layers() - 1;
        while (!config.hasCrossAttention(layer)) {
            layer--;
        }
        return layer;
    }

    @Test
    void aQuerysAttentionSumsToOneInEveryHead() {
        NDArray attention = attention(image, lastLookingLayer());
        NDArray keys = image.arrays().get(0); // (B, N, H)
        assertThat(attention.getShape())
                .isEqualTo(new Shape(
                        text.batch(),
                        config.heads(),
                        config.queries(),
                        keys.getShape().get(1)));
        NDArray sums = attention.sum(new int[] {-1});
        assertThat(distance(sums, sums.onesLike())).isLessThan(TOLERANCE);
        assertThat(attention.min().getFloat()).isNotNegative();
        assertThat(attention.max().getFloat())
                .isGreaterThan(1.1f / keys.getShape().get(1));
    }

    /** With the attention itself as keys' values, the fast path must give the same: its output is linear in the values. */
    @Test
    void itGivesTheCrossAttentionOfTheFastPath() {
        int layer = lastLookingLayer();
        NDArray expected = blip2.qformer().read(image, text, Mode.EVALUATE).queries(layer + 1);
        NDArray weights = attention(image, layer);
        NDArray values = heads(image.arrays().get(2 * (layer / config.crossAttentionEvery()) + 1)); // (B, h, N, H / h)
        NDArray context = weights.matMul(values)
                .transpose(0, 2, 1, 3)
                .reshape(text.batch(), config.queries(), config.width()); // (B, Q, H)
        assertThat(distance(restOfLayer(context, layer), expected)).isLessThan(TOLERANCE);
    }

    /** What follows the attention itself: output projection, residual and norm, then the queries' feed-forward part. */
    private NDArray restOfLayer(NDArray context, int layer) {
        String name = "qformer.encoder.layer." + layer + ".";
        NDArray x = norm(
                linear(context, name + "crossattention.output.dense").add(intoCross(layer)),
                name + "crossattention.output.LayerNorm");
        NDArray up = linear(x, name + "intermediate_query.dense");
        NDArray gelu = up.mul(up.div(Math.sqrt(2)).erf().add(1)).mul(0.5);
        return norm(linear(gelu, name + "output_query.dense").add(x), name + "output_query.LayerNorm");
    }

    /** What the self-attention of a layer gives for the queries, from the layer's published parts. */
    private NDArray intoCross(int layer) {
        String name = "qformer.encoder.layer." + layer + ".attention.";
        NDArray x = blip2.qformer().read(image, text, Mode.EVALUATE).layers().get(layer); // (B, Q + T, H)
        NDArray q = heads(linear(x, name + "attention.query"));
        NDArray k = heads(linear(x, name + "attention.key"));
        NDArray scores = q.matMul(k.transpose(0, 1, 3, 2)).div(Math.sqrt(config.headWidth()));
        NDArray mask = Masks.padding(torch, text.mask().orElseThrow(), config.queries());
        NDArray y = scores.add(mask).softmax(-1).matMul(heads(linear(x, name + "attention.value")));
        NDArray joined = y.transpose(0, 2, 1, 3).reshape(x.getShape());
        NDArray out = norm(linear(joined, name + "output.dense").add(x), name + "output.LayerNorm");
        return out.get(":, :" + config.queries());
    }

    private NDArray heads(NDArray x) {
        long batch = x.getShape().get(0);
        return x.reshape(batch, -1, config.heads(), config.headWidth()).transpose(0, 2, 1, 3);
    }

    private NDArray linear(NDArray x, String name) {
        NDArray matrix = blip2.parameters().get(name + ".weight");
        return x.matMul(matrix.transpose()).add(blip2.parameters().get(name + ".bias"));
    }

    private NDArray norm(NDArray x, String name) {
        NDArray centred = x.sub(x.mean(new int[] {-1}, true));
        NDArray variance = centred.square().mean(new int[] {-1}, true);
        return centred.div(variance.add(config.layerNormEps()).sqrt())
                .mul(blip2.parameters().get(name + ".weight"))
                .add(blip2.parameters().get(name + ".bias"));
    }

    @Test
    void oneImageForSeveralTextsIsTheImageOfEach() {
        int layer = lastLookingLayer();
        NDArray rows = torch.array(new long[(int) text.batch()], text.batch()); // all about image 0
        NDArray shared = attention(image.forTexts(rows), layer);
        NDArray own = attention(image, layer);
        assertThat(distance(shared.get("0"), own.get("0"))).isLessThan(TOLERANCE);
        assertThat(distance(shared.get("1"), own.get("1"))).isGreaterThan(TOLERANCE);
    }
}
