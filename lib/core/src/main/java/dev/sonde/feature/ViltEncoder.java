package dev.sonde.feature;

import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.display.SondeException;
import dev.sonde.format.StoredType;
import dev.sonde.image.BatchOptions;
import dev.sonde.image.ImageBatch;
import dev.sonde.image.ImageBatches;
import dev.sonde.image.ImageSize;
import dev.sonde.image.ImageSource;
import dev.sonde.image.ViltPreprocessing;
import dev.sonde.model.Mode;
import dev.sonde.model.TextTokens;
import dev.sonde.model.Vilt;
import dev.sonde.model.ViltConfig;
import dev.sonde.model.ViltImages;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a frozen ViLT makes of an image and a text: the model without an image encoder and without a resampler.
 *
 * <p>A picture is prepared once for all texts about it that come in a chunk; texts of one length go together.
 *
 * <pre>{@code
 * ViltEncoder encoder = ViltEncoder.of(torch, vilt, WeightsHash.of(checkpoint), Photographs.open());
 * FeatureSet words = new Extraction(encoder.with(ViltPart.TEXT).withLayers(6, 12), store).run(task.train());
 * }</pre>
 *
 * @param weights the SHA-256 of its weights; see {@link dev.sonde.model.WeightsHash}
 * @param images the pictures of the examples
 * @param part what is kept
 * @param layers whose states are kept, before the last LayerNorm; 0 is the embedding
 * @param type F16 or F32
 * @param batches how pictures are read, and how many pairs the model gets at a time
 */
public record ViltEncoder(
        Torch torch,
        Vilt vilt,
        String weights,
        ImageSource images,
        ViltPart part,
        List<Integer> layers,
        StoredType type,
        TextInput text,
        ViltPreprocessing preprocessing,
        BatchOptions batches)
        implements Encoder {
    public ViltEncoder {
        Objects.requireNonNull(weights, "weights");
        layers = List.copyOf(layers);
        int last = vilt.config().layers();
        boolean known = part == ViltPart.POOLED
                ? layers.equals(List.of(last))
                : layers.stream().allMatch(layer -> layer >= 0 && layer <= last);
        if (!known) {
            throw new SondeException(
                    "The layers " + layers + " cannot be kept as " + part,
                    part == ViltPart.POOLED
                            ? "Only the last layer, " + last + ", is pooled; take TEXT or IMAGE of others."
                            : "Name layers from 0, the embedding, to " + last + ", the last.");
        }
    }

    /** The pooled state, in F16, with the text and the preprocessing of ViLT-B/32. */
    public static ViltEncoder of(Torch torch, Vilt vilt, String weights, ImageSource images) {
        return new ViltEncoder(
                torch,
                vilt,
                weights,
                images,
                ViltPart.POOLED,
                List.of(vilt.config().layers()),
                StoredType.F16,
                TextInput.vilt(),
                new ViltPreprocessing(vilt.config().imageSize(), vilt.config().patchSize()),
                BatchOptions.defaults());
    }

    /** Another part, of the last layer. */
    public ViltEncoder with(ViltPart other) {
        List<Integer> last = List.of(vilt.config().layers());
        return new ViltEncoder(torch, vilt, weights, images, other, last, type, text, preprocessing, batches);
    }

    /** Other layers, all of them in one pass. */
    public ViltEncoder withLayers(Integer... numbers) {
        return new ViltEncoder(
                torch, vilt, weights, images, part, List.of(numbers), type, text, preprocessing, batches);
    }

    /** Numbers of another type. */
    public ViltEncoder withType(StoredType other) {
        return new ViltEncoder(torch, vilt, weights, images, part, layers, other, text, preprocessing, batches);
    }

    /** Texts that become tokens otherwise. */
    public ViltEncoder withText(TextInput other) {
        return new ViltEncoder(torch, vilt, weights, images, part, layers, type, other, preprocessing, batches);
    }

    /** More or fewer pairs at a time. */
    public ViltEncoder withBatches(BatchOptions other) {
        return new ViltEncoder(torch, vilt, weights, images, part, layers, type, text, preprocessing, other);
    }

    @Override
    public Recipe recipe() {
        ViltConfig config = vilt.config();
        String model = "ViLT " + config.imageSize() + "/" + config.patchSize() + ", " + config.layers() + " layers of "
                + config.heads() + " heads, eps " + config.layerNormEps() + ImageTokenStore.inPrecision(torch) + ", "
                + part;
        return new Recipe(model, weights, preprocessing.toString(), text.description(), layers, type);
    }

    @Override
    public FeatureKey key(Split split) {
        List<String> names = List.copyOf(split.images());
        List<String> fingerprints = images.fingerprints(names);
        Map<String, String> byName = new HashMap<>();
        names.forEach(name -> byName.put(name, fingerprints.get(byName.size())));
        return FeatureKey.of(recipe(), split, byName::get);
    }

    @Override
    public List<Integer> shape() {
        int width = vilt.config().width();
        return switch (part) {
            case POOLED -> List.of(width);
            case TEXT -> List.of(vilt.config().textPositions(), width);
            case IMAGE -> List.of(1 + mostPatches(), width);
        };
    }

    private int mostPatches() {
        ImageSize largest = preprocessing.largest();
        int side = vilt.config().patchSize();
        return (largest.width() / side) * (largest.height() / side);
    }

    @Override
    public void encode(List<Example> chunk, RowSink sink) {
        Map<String, List<Integer>> about = new LinkedHashMap<>();
        for (int place = 0; place < chunk.size(); place++) {
            about.computeIfAbsent(chunk.get(place).image(), image -> new ArrayList<>())
                    .add(place);
        }
        try (ImageBatches reading = ImageBatches.of(images, List.copyOf(about.keySet()), preprocessing, batches)) {
            reading.forEachRemaining(batch -> read(batch, about, chunk, sink));
        }
    }

    /** All texts about the pictures of a batch, short ones first. */
    private void read(ImageBatch batch, Map<String, List<Integer>> about, List<Example> chunk, RowSink sink) {
        List<ViltPair> pairs = new ArrayList<>();
        for (int picture = 0; picture < batch.files().size(); picture++) {
            for (int place : about.get(batch.files().get(picture).toString())) {
                pairs.add(new ViltPair(place, picture, chunk.get(place).text(), text));
            }
        }
        pairs.sort(Comparator.comparingInt(ViltPair::length));
        for (int start = 0; start < pairs.size(); start += batches.batchSize()) {
            Interruption.check();
            List<ViltPair> some = pairs.subList(start, Math.min(pairs.size(), start + batches.batchSize()));
            torch.inference(() -> {
                rows(ViltImages.of(torch, batch.pixels()), some).give(some, sink);
                return some.size();
            });
        }
    }

    private ViltRows rows(ViltImages pictures, List<ViltPair> pairs) {
        ViltImages seen =
                pictures.at(torch, pairs.stream().map(ViltPair::picture).toList());
        TextTokens words = TextTokens.of(
                torch, text.batch(pairs.stream().map(ViltPair::text).toList()));
        return new ViltRows(part, layers, shape(), words.tokens(), vilt.read(seen, words, Mode.EVALUATE));
    }
}
