package dev.sonde.bench;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorShape;
import dev.sonde.format.WholeFile;
import dev.sonde.model.QFormer;
import dev.sonde.model.QFormerConfig;
import dev.sonde.model.QFormerNames;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes what the other commands read: a full-size Q-Former with random weights as a folder of the hub, random tokens of
 * images, and pairs with realistic lengths of texts. The same options give the same files.
 */
final class InputsBench {
    private static final int IMAGE_TOKENS = 257;
    private static final Map<String, String> PT = Map.of("format", "pt");
    private static final String TEXT = """
            def disturb(self, x: Tensor, deviation: float) -> int:
                x.add_(torch.randn_like(x), alpha=deviation)
                return 0
            """;

    private final QFormerConfig config;
    private final Random random;
    private final Path folder;

    private InputsBench(QFormerConfig config, Random random, Path folder) {
        this.config = config;
        this.random = random;
        this.folder = folder;
    }

    static void run(BenchOptions options) {
        int images = options.integer("images", 16);
        int texts = options.integer("texts", 60);
        int seed = options.integer("seed", 0);
        double dropout = options.number("dropout", 0.1);
        boolean longTexts = options.oneOf("lengths", "refcocog", "vsr").equals("refcocog");
        InputsBench inputs = new InputsBench(
                QFormerConfig.blip2().withDropout(dropout, dropout), new Random(seed), options.path("out"));
        options.refuseOthers();
        inputs.writeModel(seed);
        inputs.writeImages(images);
        inputs.writePairs(images, inputs.lengths(texts, longTexts));
        System.out.println("{\"cmd\": \"inputs\", \"folder\": \"" + inputs.folder + "\"}");
    }

    private void writeModel(int seed) {
        WholeFile.write(folder.resolve("ckpt/config.json"), configJson() + "\n");
        try (Torch torch = Torch.open()) {
            torch.seed(seed);
            Kernel disturb = torch.kernels(TEXT).get("disturb");
            Parameters.random(torch, making -> {
                QFormer model = new QFormer(config, making.weights(), QFormerNames.BLIP2);
                // Biases of 0 and gains of 1 would hide that one is left out.
                for (NDArray array : making.where(name -> name.endsWith("bias") || name.contains("orm."))) {
                    disturb.on(array).with(0.02).run();
                }
                SafetensorsWriter.write(folder.resolve("ckpt/model.safetensors"), PT, making.stored());
                return model;
            });
        }
    }

    private ObjectNode configJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("model_type", "blip-2").put("num_query_tokens", config.queries());
        json.putObject("vision_config").put("hidden_size", config.imageWidth());
        json.putObject("qformer_config")
                .put("model_type", "blip_2_qformer")
                .put("vocab_size", config.vocabulary())
                .put("hidden_size", config.width())
                .put("num_hidden_layers", config.layers())
                .put("num_attention_heads", config.heads())
                .put("intermediate_size", config.feedForward())
                .put("encoder_hidden_size", config.imageWidth())
                .put("cross_attention_frequency", config.crossAttentionEvery())
                .put("max_position_embeddings", config.positions())
                .put("hidden_dropout_prob", config.hiddenDropout())
                .put("attention_probs_dropout_prob", config.attentionDropout())
                .put("use_qformer_text_input", true);
        return json;
    }

    private void writeImages(int images) {
        TensorShape shape = TensorShape.of("image", StoredType.F16, images, IMAGE_TOKENS, config.imageWidth());
        try (SafetensorsWriter writer =
                SafetensorsWriter.open(folder.resolve("images.safetensors"), PT, List.of(shape))) {
            float[] image = new float[IMAGE_TOKENS * config.imageWidth()];
            for (int i = 0; i < images; i++) {
                for (int j = 0; j < image.length; j++) {
                    image[j] = (float) random.nextGaussian();
                }
                writer.floats(image);
            }
        }
    }

    /**
     * Tokens with [CLS] and [SEP]: expressions of RefCOCOg have 12 on average and up to 32, captions of VSR 10 and up
     * to 15.
     */
    private int[] lengths(int texts, boolean longTexts) {
        return IntStream.range(0, texts)
                .map(i -> longTexts
                        ? (int) Math.round(Math.exp(Math.log(11.2) + 0.35 * random.nextGaussian()))
                        : (int) Math.round(10.3 + 1.6 * random.nextGaussian()))
                .map(length -> Math.max(5, Math.min(longTexts ? 32 : 15, length)))
                .toArray();
    }

    private void writePairs(int images, int[] lengths) {
        int size = lengths.length;
        int longest = Arrays.stream(lengths).max().orElse(0);
        long[] ids = new long[size * longest];
        long[] mask = new long[ids.length];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < lengths[i]; j++) {
                ids[i * longest + j] = 1000 + random.nextInt(config.vocabulary() - 1000);
                mask[i * longest + j] = 1;
            }
        }
        long[] about = IntStream.range(0, size)
                .mapToLong(i -> (long) i * images / size)
                .toArray();
        List<Long> table = List.of((long) size, (long) longest);
        List<Long> one = List.of((long) size);
        SafetensorsWriter.write(
                folder.resolve("pairs.safetensors"),
                PT,
                List.of(
                        StoredTensor.ofLongs("image_index", one, about),
                        StoredTensor.ofLongs("input_ids", table, ids),
                        StoredTensor.ofLongs("attention_mask", table, mask),
                        StoredTensor.ofLongs(
                                "label", one, random.longs(size, 0, 2).toArray()),
                        StoredTensor.ofFloats("box", List.of((long) size, 4L), BenchPairs.boxes(size, random))));
    }
}
