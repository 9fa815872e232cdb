package dev.sonde.feature;

import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.image.ImageSize;
import dev.sonde.image.ImageSource;
import dev.sonde.image.RgbImage;
import dev.sonde.model.Blip2;
import dev.sonde.model.Blip2Config;
import dev.sonde.model.QFormerConfig;
import dev.sonde.model.RandomCheckpoint;
import dev.sonde.model.VisionConfig;
import dev.sonde.torch.Torch;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** The architecture of BLIP-2 in a few thousand numbers (and a table of words), and pictures of noise for it. */
final class TinyModels {
    static final Blip2Config CONFIG = new Blip2Config(
            new VisionConfig(28, 14, 16, 2, 2, 32, 1e-6, true),
            new QFormerConfig(4, 16, 4, 2, 32, 16, 2, true, 30_523, 64, 0, 1e-12, .1, .1),
            8);

    /** Lets texts and images show in so narrow a model. */
    private static final double DEVIATION = 0.3;

    private TinyModels() {}

    static RandomCheckpoint weights(long seed) {
        return RandomCheckpoint.blip2(CONFIG, seed).withDeviation(DEVIATION);
    }

    static Blip2 blip2(Torch torch, long seed) {
        return Blip2.load(torch, CONFIG, weights(seed));
    }

    /** Noise that follows from the name and the seed. */
    static ImageSource pictures(long seed) {
        return name -> {
            Random random = new Random(seed * 1000 + name.hashCode());
            ImageSize size = new ImageSize(20 + random.nextInt(40), 20 + random.nextInt(40));
            byte[] samples = new byte[3 * size.width() * size.height()];
            random.nextBytes(samples);
            return RgbImage.of(size, samples);
        };
    }

    /** Examples of which three each are about one image, with texts of different lengths. */
    static Split split(String name, int first, int examples) {
        List<String> words = List.of("a", "dog", "left", "of", "the", "surfboard", "unbelievably", "red");
        return new Split(
                name,
                IntStream.range(first, first + examples)
                        .mapToObj(i -> new Example(
                                "e" + i,
                                "picture-" + i / 3,
                                String.join(" ", words.subList(0, 1 + i % words.size())),
                                new Answer.Truth(i % 2 == 0),
                                Map.of()))
                        .toList());
    }
}
