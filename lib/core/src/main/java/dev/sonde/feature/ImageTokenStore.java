package dev.sonde.feature;

import dev.sonde.data.Split;
import dev.sonde.display.Progress;
import dev.sonde.display.SondeException;
import dev.sonde.format.Sha256;
import dev.sonde.format.StoredType;
import dev.sonde.image.BatchOptions;
import dev.sonde.image.BlipPreprocessing;
import dev.sonde.image.ImageBatches;
import dev.sonde.image.ImagePreprocessing;
import dev.sonde.image.ImageSource;
import dev.sonde.image.PixelValues;
import dev.sonde.model.Pixels;
import dev.sonde.model.VisionConfig;
import dev.sonde.model.VisionTransformer;
import dev.sonde.torch.Precision;
import dev.sonde.torch.Torch;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The tokens that a frozen vision transformer gives of images, computed once and kept in a {@link FeatureStore}: what
 * resamplers read, in extraction and in joint training, for any task over the same images.
 *
 * <p>A set of images is named by the weights, the preprocessing and the content of its images; their order does not
 * matter. A run that was killed goes on where it stopped.
 *
 * <pre>{@code
 * String weights = WeightsHash.ofVision(checkpoint);
 * ImageTokenSet tokens = ImageTokenStore.of(torch, blip2.vision(), weights, FeatureStore.open())
 *         .of(Photographs.open(), task.train(), task.validation(), task.test());
 * }</pre>
 *
 * @param torch where the transformer computes
 * @param config the sizes of the transformer
 * @param vision the transformer, asked for only if the tokens of some images are missing
 * @param weights the SHA-256 of its weights; see {@link dev.sonde.model.WeightsHash}
 * @param preprocessing of pictures
 * @param store where the tokens are kept
 * @param type F16, 724 KB an image of BLIP-2, or F32
 * @param batches how pictures are read, and how many the transformer gets at a time
 */
public record ImageTokenStore(
        Torch torch,
        VisionConfig config,
        Supplier<VisionTransformer> vision,
        String weights,
        ImagePreprocessing preprocessing,
        FeatureStore store,
        StoredType type,
        BatchOptions batches) {
    public ImageTokenStore {
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(vision, "vision");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(preprocessing, "preprocessing");
    }

    /** With the preprocessing of BLIP-2, in F16, in batches of 32. */
    public static ImageTokenStore of(Torch torch, VisionTransformer vision, String weights, FeatureStore store) {
        ImagePreprocessing preprocessing = new BlipPreprocessing(vision.config().imageSize());
        return new ImageTokenStore(
                torch,
                vision.config(),
                () -> vision,
                weights,
                preprocessing,
                store,
                StoredType.F16,
                BatchOptions.defaults());
    }

    /** With numbers of another type. */
    public ImageTokenStore withType(StoredType other) {
        return new ImageTokenStore(torch, config, vision, weights, preprocessing, store, other, batches);
    }

    /** With other batches. */
    public ImageTokenStore withBatches(BatchOptions other) {
        return new ImageTokenStore(torch, config, vision, weights, preprocessing, store, type, other);
    }

    /**
     * The tokens of all images of some splits.
     *
     * @throws SondeException if an image is not there, or damaged
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public ImageTokenSet of(ImageSource images, Split... splits) {
        return of(
                images,
                Arrays.stream(splits).flatMap(split -> split.images().stream()).collect(Collectors.toSet()));
    }

    /** As {@link #of(ImageSource, Split...)}, of images by their names. */
    public ImageTokenSet of(ImageSource images, Collection<String> names) {
        List<String> sorted = List.copyOf(new TreeSet<>(names));
        if (sorted.isEmpty()) {
            throw new SondeException("There are no images to make tokens of", "Give splits with examples.");
        }
        List<String> fingerprints = images.fingerprints(sorted);
        FeatureKey key = new FeatureKey(recipe(), sum(sorted, fingerprints));
        FeatureSet features = store.find(key).orElseGet(() -> compute(key, images, sorted));
        return new ImageTokenSet(features, fingerprints);
    }

    /** How the tokens are made. */
    Recipe recipe() {
        String model = "ViT " + config.imageSize() + "/" + config.patchSize() + ", " + config.blocks() + " blocks of "
                + config.heads() + " heads, eps " + config.layerNormEps() + inPrecision(torch);
        return new Recipe(model, weights, preprocessing.toString(), "none", List.of(config.blocks()), type);
    }

    /** Empty for single precision. */
    static String inPrecision(Torch torch) {
        return torch.precision() == Precision.FLOAT32 ? "" : " in " + torch.precision();
    }

    private static String sum(List<String> names, List<String> fingerprints) {
        Sha256 sum = new Sha256();
        for (int i = 0; i < names.size(); i++) {
            sum.add(names.get(i)).add(fingerprints.get(i));
        }
        return sum.hex();
    }

    private FeatureSet compute(FeatureKey key, ImageSource images, List<String> names) {
        List<Integer> shape = List.of(config.tokens(), config.width());
        FeatureRows rows = new FeatureRows(names, List.of(), Optional.empty());
        VisionTransformer encoder = vision.get();
        try (FeatureWriter writer = store.write(key, rows, shape);
                Progress progress = Progress.of("Image tokens", names.size())) {
            while (writer.firstMissing() < names.size()) {
                computeFile(encoder, writer, progress, images, names.subList(writer.firstMissing(), writer.chunkEnd()));
            }
            return writer.finish();
        }
    }

    // Batches end with files: after a kill they are the same again, and so is the rounding.
    private void computeFile(
            VisionTransformer encoder,
            FeatureWriter writer,
            Progress progress,
            ImageSource images,
            List<String> names) {
        int row = writer.firstMissing();
        try (ImageBatches reading = ImageBatches.of(images, names, preprocessing, batches)) {
            while (reading.hasNext()) {
                Interruption.check();
                PixelValues pixels = reading.next().pixels();
                float[] tokens = torch.inference(
                        () -> encoder.encode(Pixels.array(torch, pixels)).toFloatArray());
                int width = tokens.length / pixels.batch();
                for (int i = 0; i < pixels.batch(); i++) {
                    writer.add(row++, config.blocks(), tokens, i * width);
                }
                progress.at(row);
            }
        }
    }
}
