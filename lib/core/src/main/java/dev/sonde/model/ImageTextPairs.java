package dev.sonde.model;

import dev.sonde.display.SondeException;
import dev.sonde.text.TokenBatch;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Texts, and the image that each of them is about. Images are numbers from 0 on, as {@link ImageTokens} knows them.
 *
 * <p>A text without tokens stands for queries that see the image only.
 */
public final class ImageTextPairs {
    private final int[] images;
    private final List<int[]> texts;

    private ImageTextPairs(int[] images, List<int[]> texts) {
        this.images = images;
        this.texts = texts;
    }

    /**
     * Pairs of an image and the token ids of a text, without filling.
     *
     * @throws SondeException if there are not as many of both, or an image has a negative number
     */
    public static ImageTextPairs of(int[] images, List<int[]> texts) {
        if (images.length != texts.size()) {
            throw new SondeException(
                    images.length + " numbers of images and " + texts.size() + " texts",
                    "Give one image for each text.");
        }
        if (Arrays.stream(images).anyMatch(image -> image < 0)) {
            throw new SondeException("An image has a negative number", "Count the images from 0.");
        }
        return new ImageTextPairs(
                images.clone(), texts.stream().map(int[]::clone).toList());
    }

    /** Pairs of an image and a text of a tokenizer's batch; filling is taken off, at whichever side it stands. */
    public static ImageTextPairs of(int[] images, TokenBatch texts) {
        return of(
                images,
                IntStream.range(0, texts.batch())
                        .mapToObj(row -> unfilled(texts, row))
                        .toList());
    }

    /** Images without texts. */
    public static ImageTextPairs imagesOnly(int images) {
        List<int[]> none = new ArrayList<>();
        IntStream.range(0, images).forEach(image -> none.add(new int[0]));
        return of(IntStream.range(0, images).toArray(), none);
    }

    /** How many pairs. */
    public int size() {
        return images.length;
    }

    /** How many different images. */
    public int images() {
        return (int) Arrays.stream(images).distinct().count();
    }

    /** The number of the image of a pair. */
    public int image(int pair) {
        return images[pair];
    }

    /** How many tokens the text of a pair has. */
    public int length(int pair) {
        return texts.get(pair).length;
    }

    /** The token ids of the text of a pair. */
    public int[] ids(int pair) {
        return texts.get(pair).clone();
    }

    /** The texts of some pairs, filled at the right up to the longest; empty if they have no tokens. */
    Optional<TextTokens> tokens(Torch torch, List<Integer> pairs) {
        int length = pairs.stream().mapToInt(this::length).max().orElse(0);
        if (length == 0) {
            return Optional.empty();
        }
        int[] ids = new int[pairs.size() * length];
        int[] mask = new int[ids.length];
        for (int i = 0; i < pairs.size(); i++) {
            int[] text = texts.get(pairs.get(i));
            System.arraycopy(text, 0, ids, i * length, text.length);
            Arrays.fill(mask, i * length, i * length + text.length, 1);
        }
        return Optional.of(TextTokens.of(torch, ids, mask, pairs.size()));
    }

    @Override
    public String toString() {
        return size() + " texts about " + images() + " images";
    }

    private static int[] unfilled(TokenBatch texts, int row) {
        int[] ids = texts.ids(row);
        int[] mask = texts.mask(row);
        return IntStream.range(0, ids.length)
                .filter(i -> mask[i] == 1)
                .map(i -> ids[i])
                .toArray();
    }
}
