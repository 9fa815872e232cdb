package dev.sonde.feature;

import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.display.SondeException;
import dev.sonde.format.Sha256;
import dev.sonde.format.StoredType;
import dev.sonde.model.EncodingOptions;
import dev.sonde.model.EncodingPlan;
import dev.sonde.model.ImageTextEncoder;
import dev.sonde.model.ImageTextPairs;
import dev.sonde.model.Resampler;
import dev.sonde.model.ResamplerSizes;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The query tokens of a frozen resampler, [queries, width] for each example and layer: what the paper probes.
 *
 * <p>The keys and values of an image are computed once for all texts about it that come in a chunk, and examples with the
 * same image and text are read once; see {@link EncodingPlan}.
 *
 * <pre>{@code
 * QueryEncoder encoder = QueryEncoder.of(torch, blip2.qformer(), WeightsHash.ofQFormer(checkpoint), TextInput.blip2(), tokens);
 * FeatureSet features = new Extraction(encoder.withLayers(6, 12), FeatureStore.open()).run(task.train());
 * }</pre>
 *
 * @param torch where the resampler computes
 * @param sizes of the resampler, such as the Q-Former of BLIP-2 or InstructBLIP
 * @param resampler asked for only if features are missing, and then for every chunk of examples
 * @param weights the SHA-256 of its weights; see {@link dev.sonde.model.WeightsHash}
 * @param text how texts become tokens; empty if the queries shall see the image only
 * @param images what it sees
 * @param layers whose queries are kept; 0 is the embedding
 * @param type F16 or F32
 * @param options how much is read at a time
 */
public record QueryEncoder(
        Torch torch,
        ResamplerSizes sizes,
        Supplier<? extends Resampler> resampler,
        String weights,
        Optional<TextInput> text,
        ImageTokenSet images,
        List<Integer> layers,
        StoredType type,
        EncodingOptions options)
        implements Encoder {
    public QueryEncoder {
        Objects.requireNonNull(sizes, "sizes");
        Objects.requireNonNull(resampler, "resampler");
        Objects.requireNonNull(weights, "weights");
        layers = List.copyOf(layers);
        if (layers.stream().anyMatch(layer -> layer < 0 || layer > sizes.layers())) {
            throw new SondeException(
                    "The layers " + layers + " cannot be kept",
                    "Name layers from 0, the embedding, to " + sizes.layers() + ", the last.");
        }
    }

    /** The queries after the last layer, in F16. */
    public static QueryEncoder of(
            Torch torch, Resampler resampler, String weights, TextInput text, ImageTokenSet images) {
        return of(torch, resampler.sizes(), () -> resampler, weights, text, images);
    }

    /** As above, of a resampler that is read from its file only if features are missing. */
    public static QueryEncoder of(
            Torch torch,
            ResamplerSizes sizes,
            Supplier<? extends Resampler> resampler,
            String weights,
            TextInput text,
            ImageTokenSet images) {
        return new QueryEncoder(
                torch,
                sizes,
                resampler,
                weights,
                Optional.of(text),
                images,
                List.of(sizes.layers()),
                StoredType.F16,
                EncodingOptions.defaults());
    }

    /** The queries see the image only. */
    public QueryEncoder withoutText() {
        return new QueryEncoder(torch, sizes, resampler, weights, Optional.empty(), images, layers, type, options);
    }

    /** The queries of other layers, all of them in one pass. */
    public QueryEncoder withLayers(Integer... numbers) {
        return new QueryEncoder(torch, sizes, resampler, weights, text, images, List.of(numbers), type, options);
    }

    /** Numbers of another type. */
    public QueryEncoder withType(StoredType other) {
        return new QueryEncoder(torch, sizes, resampler, weights, text, images, layers, other, options);
    }

    /** More or fewer texts and images at a time. */
    public QueryEncoder withOptions(EncodingOptions other) {
        return new QueryEncoder(torch, sizes, resampler, weights, text, images, layers, type, other);
    }

    @Override
    public Recipe recipe() {
        Recipe seen = images.recipe();
        return new Recipe(
                sizes.description() + ImageTokenStore.inPrecision(torch) + "; " + seen.model(),
                new Sha256().add(weights).add(seen.weights()).hex(),
                seen.preprocessing() + ", tokens in " + seen.type(),
                text.map(TextInput::description).orElse("none"),
                layers,
                type);
    }

    @Override
    public FeatureKey key(Split split) {
        return images.key(recipe(), split);
    }

    @Override
    public List<Integer> shape() {
        return List.of(sizes.queries(), sizes.width());
    }

    @Override
    public void encode(List<Example> chunk, RowSink sink) {
        List<List<Integer>> same = same(chunk);
        ImageTextPairs pairs =
                pairs(same.stream().map(places -> chunk.get(places.get(0))).toList());
        Resampler reading = resampler.get();
        EncodingPlan plan =
                EncodingPlan.of(reading.cost(images.tokensPerImage(), images.width()), pairs, layers, options);
        new ImageTextEncoder(torch, reading, images.tokens(torch))
                .run(plan, pairs, (pair, layer, values, offset) -> same.get(pair)
                        .forEach(place -> sink.row(place, layer, values, offset)));
    }

    private ImageTextPairs pairs(List<Example> examples) {
        return text.map(input -> images.pairs(examples, input))
                .orElseGet(() -> ImageTextPairs.of(
                        images.numbers(examples),
                        examples.stream().map(example -> new int[0]).toList()));
    }

    /** The places of the examples that have image and text in common. */
    private List<List<Integer>> same(List<Example> chunk) {
        Map<List<String>, List<Integer>> same = new LinkedHashMap<>();
        for (int place = 0; place < chunk.size(); place++) {
            Example example = chunk.get(place);
            String read = text.isPresent() ? example.text() : "";
            same.computeIfAbsent(List.of(example.image(), read), unseen -> new ArrayList<>())
                    .add(place);
        }
        return List.copyOf(same.values());
    }
}
