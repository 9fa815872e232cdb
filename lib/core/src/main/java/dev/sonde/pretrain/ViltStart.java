package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.image.ImagePreprocessing;
import dev.sonde.image.ImageSize;
import dev.sonde.image.PixelValues;
import dev.sonde.image.RgbImage;
import dev.sonde.model.Vilt;
import dev.sonde.model.ViltConfig;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How ViLT begins: its patches and its lower layers are those of an image encoder that sees already, as its authors began
 * with those of ViT (Kim et al. 2021, section 4.2). Without words before them, the patches come out of these layers as
 * they come out of the encoder.
 *
 * @param encoder its weights by name
 * @param pixels how the encoder's pixels are prepared
 */
record ViltStart(Map<String, NDArray> encoder, ImagePreprocessing pixels) {
    private static final String VISION = "vision_model.";
    private static final String BLOCKS = VISION + "encoder.layers.";

    static ViltStart of(SceneEncoder encoder) {
        return new ViltStart(encoder.weights(), encoder.preprocessing());
    }

    /** Gives a new ViLT, of the same width and patches, the weights of the encoder's patches and blocks. */
    void give(Vilt vilt) {
        Map<String, NDArray> to = vilt.parameters().arrays();
        patches(vilt.config(), to);
        for (int block = 0; encoder.containsKey(BLOCKS + block + ".layer_norm1.weight"); block++) {
            block(BLOCKS + block + ".", "vilt.encoder.layer." + block + ".", to);
        }
        copy("post_layernorm", "vilt.layernorm", to);
    }

    private void block(String from, String layer, Map<String, NDArray> to) {
        String block = from.substring(VISION.length());
        copy(block + "layer_norm1", layer + "layernorm_before", to);
        copy(block + "self_attn.projection", layer + "attention.output.dense", to);
        copy(block + "layer_norm2", layer + "layernorm_after", to);
        copy(block + "mlp.fc1", layer + "intermediate.dense", to);
        copy(block + "mlp.fc2", layer + "output.dense", to);
        for (String part : List.of("weight", "bias")) {
            float[] three = encoder.get(from + "self_attn.qkv." + part).toFloatArray(); // (3 V, V) or (3 V)
            int third = three.length / 3;
            List<String> names = List.of("query", "key", "value");
            for (int i = 0; i < names.size(); i++) {
                set(
                        to.get(layer + "attention.attention." + names.get(i) + "." + part),
                        Arrays.copyOfRange(three, i * third, (i + 1) * third));
            }
        }
    }

    private void copy(String from, String name, Map<String, NDArray> to) {
        for (String part : List.of(".weight", ".bias")) {
            set(to.get(name + part), encoder.get(VISION + from + part).toFloatArray());
        }
    }

    /** The projection takes pixels that are normalised otherwise: e = scale v + shift for each channel. */
    private void patches(ViltConfig config, Map<String, NDArray> to) {
        float[] weights =
                encoder.get(VISION + "embeddings.patch_embedding.weight").toFloatArray(); // (V, 3, p, p)
        float[] bias = encoder.get(VISION + "embeddings.patch_embedding.bias").toFloatArray(); // (V)
        float[] encoders = extremes(pixels);
        float[] vilts = extremes(MiniConfigs.viltPreprocessing());
        int plane = config.patchSize() * config.patchSize();
        for (int i = 0; i < weights.length; i++) {
            int channel = i / plane % 3;
            float scale = (encoders[3 + channel] - encoders[channel]) / (vilts[3 + channel] - vilts[channel]);
            float shift = encoders[channel] - scale * vilts[channel];
            bias[i / plane / 3] += shift * weights[i];
            weights[i] *= scale;
        }
        String patches = "vilt.embeddings.patch_embeddings.projection.";
        set(to.get(patches + "weight"), weights);
        set(to.get(patches + "bias"), bias);
        set(
                to.get("vilt.embeddings.cls_token"),
                encoder.get(VISION + "embeddings.class_embedding").toFloatArray());
        set(
                to.get("vilt.embeddings.position_embeddings"),
                encoder.get(VISION + "embeddings.position_embedding").toFloatArray());
        NDArray kinds = to.get("vilt.embeddings.token_type_embeddings.weight"); // (2, H): words, patches
        float[] rows = kinds.toFloatArray();
        Arrays.fill(rows, config.width(), 2 * config.width(), 0);
        set(kinds, rows);
    }

    /** What black becomes in each channel, then what white becomes. */
    private static float[] extremes(ImagePreprocessing preprocessing) {
        ImageSize size = new ImageSize(MiniConfigs.IMAGE_SIDE, MiniConfigs.IMAGE_SIDE);
        byte[] white = new byte[3 * size.width() * size.height()];
        Arrays.fill(white, (byte) 255);
        PixelValues both =
                preprocessing.batch(List.of(RgbImage.of(size, new byte[white.length]), RgbImage.of(size, white)));
        float[] found = new float[6];
        for (int i = 0; i < found.length; i++) {
            found[i] = both.values()[i * size.width() * size.height()];
        }
        return found;
    }

    private static void set(NDArray array, float... values) {
        array.set(FloatBuffer.wrap(values));
    }
}
