package dev.sonde.experiment;

import ai.djl.ndarray.NDArray;
import dev.sonde.data.Photographs;
import dev.sonde.data.SamplePhotographs;
import dev.sonde.format.StoredTensor;
import dev.sonde.image.ViltPreprocessing;
import dev.sonde.model.ImageTextPairs;
import dev.sonde.model.ImageTokens;
import dev.sonde.model.JointStep;
import dev.sonde.model.QFormer;
import dev.sonde.model.QFormerConfig;
import dev.sonde.model.QFormerCost;
import dev.sonde.model.QFormerNames;
import dev.sonde.model.VisionConfig;
import dev.sonde.model.VisionCost;
import dev.sonde.model.VisionTransformer;
import dev.sonde.torch.AdamW;
import dev.sonde.torch.ParameterGroup;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.Torch;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * Measures the device of this process with random weights: one block of an image encoder that reads images, and two layers of
 * a Q-Former in steps of joint training. It takes seconds.
 *
 * @param vision one block of the encoder
 * @param qformer its first two layers
 */
record SpeedTrial(VisionConfig vision, QFormerConfig qformer) {
    private static final int NARROW = 256;
    private static final int WORDS = 16;
    private static final double WARMING_SECONDS = 0.5;
    private static final int DECODINGS = 60; // until Java has compiled them well
    private static final double LEAST_SECONDS = 1;

    /** With the sizes of these models. */
    static SpeedTrial of(VisionConfig vision, QFormerConfig qformer) {
        return new SpeedTrial(vision.withBlocks(1), qformer.withLayers(Math.min(2, qformer.layers())));
    }

    /** As in the runs: batches that fit into little memory, and larger ones of narrow models. */
    private int images() {
        return vision.width() < NARROW ? 64 : 8;
    }

    private int pairs() {
        return qformer.width() < NARROW ? 64 : 16;
    }

    Speed measure() {
        try (Torch torch = Computing.torch(Optional.empty())) {
            return new Speed(encoding(torch), training(torch), picture(), "measured on " + torch.device());
        }
    }

    private double encoding(Torch torch) {
        VisionTransformer encoder =
                Parameters.random(torch, parameters -> new VisionTransformer(vision, parameters.weights()));
        int side = vision.imageSize();
        NDArray pixels = torch.zeros(images(), 3, side, side);
        return images()
                * new VisionCost(vision).image()
                / seconds(() -> torch.inference(
                        () -> (double) encoder.encode(pixels).get(0, 0, 0).getFloat()));
    }

    private double training(Torch torch) {
        Map<String, NDArray> weights = new HashMap<>();
        QFormer model = Parameters.random(torch, parameters -> {
            QFormer made = new QFormer(qformer, parameters.weights(), QFormerNames.BLIP2);
            weights.putAll(parameters.arrays());
            return made;
        });
        QFormerCost cost = new QFormerCost(qformer, vision.tokens());
        double step = 3.0 * cost.reading(WORDS, cost.layers()) + 2.0 * cost.keys();
        try (AdamW optimizer = AdamW.of(torch, ParameterGroup.of(weights.values()))) {
            JointStep joint = JointStep.of(torch, model, images(torch), texts(), optimizer);
            int[] batch = IntStream.range(0, pairs()).toArray();
            return pairs() * step / seconds(() -> joint.take(batch, (queries, numbers) -> queries.mean(), 1e-5));
        }
    }

    /** Of a photograph of 640 x 480 pixels, as ViLT reads it. */
    private static double picture() {
        Photographs photographs = SamplePhotographs.photographs();
        String name = SamplePhotographs.attributions().get(0).image();
        ViltPreprocessing preprocessing = ViltPreprocessing.defaults();
        IntStream.range(0, DECODINGS).forEach(unused -> preprocessing.resize(photographs.image(name)));
        return seconds(
                () -> preprocessing.resize(photographs.image(name)).size().width());
    }

    /** Each pair has its own image. */
    private ImageTokens images(Torch torch) {
        float[] zeros = new float[pairs() * vision.tokens() * vision.width()];
        List<Long> shape = List.of((long) pairs(), (long) vision.tokens(), (long) vision.width());
        return ImageTokens.stored(torch, StoredTensor.ofFloats("image", shape, zeros));
    }

    private ImageTextPairs texts() {
        int[] images = IntStream.range(0, pairs()).toArray();
        int[] text = IntStream.rangeClosed(1, WORDS).toArray();
        return ImageTextPairs.of(images, Collections.nCopies(pairs(), text));
    }

    /** The mean time of a call, over at least a second of them, after half a second of others: Java compiles meanwhile. */
    private static double seconds(DoubleSupplier call) {
        mean(call, WARMING_SECONDS);
        return mean(call, LEAST_SECONDS);
    }

    private static double mean(DoubleSupplier call, double least) {
        long start = System.nanoTime();
        int calls = 0;
        double seconds = 0;
        while (seconds < least) {
            call.getAsDouble();
            calls++;
            seconds = (System.nanoTime() - start) / 1e9;
        }
        return seconds / calls;
    }
}
