package dev.sonde.probe;

import dev.sonde.data.Split;
import dev.sonde.data.Tag;
import dev.sonde.display.SondeException;
import dev.sonde.feature.Targets;
import dev.sonde.model.ImagePixels;
import dev.sonde.model.ImageTextPairs;
import dev.sonde.model.ImageTokens;
import dev.sonde.torch.Torch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The examples that a model is trained or judged on together with its probe: texts as token ids, what the model sees of
 * the images, and the answer of each example.
 *
 * <pre>{@code
 * JointData train = JointData.of(split, pairs, ImageTokens.stored(torch, file.tensor("image")));
 * }</pre>
 */
public final class JointData implements AnsweredRows {
    private final String name;
    private final RowNames names;
    private final Targets targets;
    private final ImageTextPairs pairs;
    private final Optional<ImageTokens> tokens;
    private final Optional<ImagePixels> pixels;

    private JointData(
            String name,
            RowNames names,
            Targets targets,
            ImageTextPairs pairs,
            Optional<ImageTokens> tokens,
            Optional<ImagePixels> pixels) {
        this.name = name;
        this.names = names;
        this.targets = targets;
        this.pairs = pairs;
        this.tokens = tokens;
        this.pixels = pixels;
    }

    /**
     * Examples for a resampler.
     *
     * @param pairs the text of each example, in the order of the split, and the number of its image
     * @param images by these numbers, [images, tokens, width]: what the frozen image encoder made of them
     * @throws SondeException if the split is empty, or has another number of examples than there are pairs
     */
    public static JointData of(Split split, ImageTextPairs pairs, ImageTokens images) {
        return of(split, pairs, Optional.of(images), Optional.empty());
    }

    /**
     * Examples for ViLT, which reads the pixels themselves.
     *
     * @param pairs the text of each example, in the order of the split, and the number of its image
     * @throws SondeException as {@link #of}
     */
    public static JointData ofPixels(Split split, ImageTextPairs pairs, ImagePixels images) {
        return of(split, pairs, Optional.empty(), Optional.of(images));
    }

    private static JointData of(
            Split split, ImageTextPairs pairs, Optional<ImageTokens> tokens, Optional<ImagePixels> pixels) {
        Targets targets = AnsweredRows.targets(split);
        if (pairs.size() != split.size()) {
            throw new SondeException(
                    split.name() + " has " + split.size() + " examples and " + pairs.size() + " texts",
                    "Tokenize the text of each example, in the order of the split.");
        }
        return new JointData(split.name(), RowNames.of(split), targets, pairs, tokens, pixels);
    }

    /** The same examples with other answers, such as those of a control task. */
    public JointData withTargets(Targets other) {
        if (other.size() != size()) {
            throw new SondeException(
                    name + " has " + size() + " examples; found " + other, "Give one answer for each example.");
        }
        return new JointData(name, names, other, pairs, tokens, pixels);
    }

    /** The same examples with other tokens of the images, such as those of another image encoder. */
    public JointData withTokens(ImageTokens other) {
        return new JointData(name, names, targets, pairs, Optional.of(other), Optional.empty());
    }

    /** The name of the split. */
    @Override
    public String name() {
        return name;
    }

    /** How many examples. */
    @Override
    public int size() {
        return pairs.size();
    }

    /** The ids of the examples. */
    @Override
    public List<String> ids() {
        return names.ids();
    }

    /** The image of each example. */
    @Override
    public List<String> groups() {
        return names.images();
    }

    /** The text of each example. */
    @Override
    public List<String> texts() {
        return names.texts();
    }

    /** The tags of an example. */
    @Override
    public Map<Tag, String> tags(int row) {
        return names.tags(row);
    }

    /** The right answers. */
    @Override
    public Targets targets() {
        return targets;
    }

    /** The texts as token ids, each with the number of its image. */
    public ImageTextPairs pairs() {
        return pairs;
    }

    /**
     * What a resampler sees of the images.
     *
     * @throws SondeException if the data is for ViLT
     */
    public ImageTokens tokens() {
        return tokens.orElseThrow(() -> new SondeException(
                name + " holds images as pixels; a resampler reads the tokens of an image encoder",
                "Make the data with JointData.of and the stored tokens of the images."));
    }

    /**
     * The images for ViLT.
     *
     * @throws SondeException if the data is for a resampler
     */
    public ImagePixels pixels() {
        return pixels.orElseThrow(() -> new SondeException(
                name + " holds the tokens of an image encoder; ViLT reads the pixels themselves",
                "Make the data with JointData.ofPixels."));
    }

    /** The numbers that a model sees of the image of an example. */
    float[] imageNumbers(Torch torch, int row) {
        List<Integer> image = List.of(pairs.image(row));
        return torch.inference(() -> tokens.isPresent()
                ? tokens().of(image).toFloatArray()
                : pixels().of(image).pixels().toFloatArray());
    }

    @Override
    public String toString() {
        return name + ": " + pairs + " with " + targets;
    }
}
