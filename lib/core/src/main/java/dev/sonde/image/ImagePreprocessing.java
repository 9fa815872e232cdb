package dev.sonde.image;

import java.util.List;

/** What a model does to pictures before its first layer. */
public sealed interface ImagePreprocessing permits BlipPreprocessing, ViltPreprocessing {
    /**
     * The picture at the size that the model takes, before it is normalised.
     *
     * @throws dev.sonde.display.SondeException if the model cannot take a picture of that shape
     */
    RgbImage resize(RgbImage image);

    /**
     * Pictures that {@link #resize} gave, as one batch.
     *
     * @throws dev.sonde.display.SondeException if there are none
     */
    PixelValues batch(List<RgbImage> resized);

    /** One picture as a batch of one. */
    default PixelValues prepare(RgbImage image) {
        return batch(List.of(resize(image)));
    }
}
