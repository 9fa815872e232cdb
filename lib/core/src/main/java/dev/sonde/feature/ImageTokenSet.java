package dev.sonde.feature;

import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.display.SondeException;
import dev.sonde.model.ImageTextPairs;
import dev.sonde.model.ImageTokens;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stored tokens of a set of images, memory-mapped: each image has a number, by which {@link #tokens} and
 * {@link #pairs} speak of it.
 *
 * <pre>{@code
 * JointStep joint = JointStep.of(torch, qformer, tokens.tokens(torch), tokens.pairs(train, TextInput.blip2()), optimizer);
 * }</pre>
 */
public final class ImageTokenSet {
    private final FeatureSet features;
    private final List<String> fingerprints;
    private final Map<String, Integer> numbers = new HashMap<>();

    ImageTokenSet(FeatureSet features, List<String> fingerprints) {
        this.features = features;
        this.fingerprints = List.copyOf(fingerprints);
        features.ids().forEach(name -> numbers.put(name, numbers.size()));
    }

    /** The rows: one for each image, [tokens, width] each; their ids are the names. */
    public FeatureSet features() {
        return features;
    }

    /** The names of the images, by their numbers. */
    public List<String> images() {
        return features.ids();
    }

    /** How many tokens an image has, 257 of BLIP-2: the class token, then the patches row by row. */
    public int tokensPerImage() {
        return features.shape().get(0);
    }

    /** How many numbers a token has, 1408 of BLIP-2. */
    public int width() {
        return features.shape().get(1);
    }

    /** How they were made. */
    public Recipe recipe() {
        return features.key().orElseThrow().recipe();
    }

    /** The tokens by the numbers of the images, read when they are asked for. */
    public ImageTokens tokens(Torch torch) {
        return ImageTokens.stored(torch, features.tensor());
    }

    /**
     * The number of an image.
     *
     * @throws SondeException if it is not of this set
     */
    public int number(String image) {
        Integer number = numbers.get(image);
        if (number == null) {
            throw new SondeException(
                    "The image " + image + " is none of the " + images().size() + " whose tokens lie in "
                            + features.path(),
                    "Give its split to ImageTokenStore.of(...), too.");
        }
        return number;
    }

    /** The texts of a split, each with the number of its image. */
    public ImageTextPairs pairs(Split split, TextInput text) {
        return pairs(split.examples(), text);
    }

    ImageTextPairs pairs(List<Example> examples, TextInput text) {
        return ImageTextPairs.of(
                numbers(examples),
                text.batch(examples.stream().map(Example::text).toList()));
    }

    /** The numbers of the images of examples. */
    int[] numbers(List<Example> examples) {
        return examples.stream().mapToInt(example -> number(example.image())).toArray();
    }

    /** The key of features made of these tokens: the content of the images counts, but not which others are stored. */
    FeatureKey key(Recipe recipe, Split split) {
        return FeatureKey.of(recipe, split, image -> fingerprints.get(number(image)));
    }

    /** Such as {@code 301 images of [257, 1408] F16, in …/features/0123456789abcdef}. */
    @Override
    public String toString() {
        return images().size() + " images of " + features.shape() + " " + features.type() + ", in " + features.path();
    }
}
