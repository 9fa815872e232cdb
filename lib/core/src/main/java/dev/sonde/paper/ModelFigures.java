package dev.sonde.paper;

import dev.sonde.image.RgbImage;
import dev.sonde.model.Blip2Encoder;
import dev.sonde.model.Encoded;
import dev.sonde.model.ImageAttention;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.HeatOverlay;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a model does with a photograph, as figures.
 *
 * @param encoder the model
 */
public record ModelFigures(Blip2Encoder encoder) {
    /** The photograph as it is, and as the model gets it: a square, cut into patches. */
    public Figure patches(RgbImage photograph) {
        int patches = encoder.config().vision().imageSize()
                / encoder.config().vision().patchSize();
        RgbImage seen = encoder.seen(photograph);
        return Figure.of(
                "What the image encoder gets",
                pictured(photograph, "the photograph, " + photograph.size()),
                pictured(seen, seen.size() + ", " + patches + " × " + patches + " patches")
                        .with(Mark.grid(patches, patches)));
    }

    /**
     * Where some queries look in a layer: bright patches get most of a query's attention, averaged over the heads. Each
     * panel has its own scale, from the query's least to its greatest patch, which the panel names.
     */
    public Figure attention(RgbImage photograph, String text, int layer, int... queries) {
        ImageAttention attention = encoder.attention(photograph, text, layer);
        BufferedImage seen = image(encoder.seen(photograph));
        List<Panel> panels = new ArrayList<>();
        for (int query : queries) {
            double[][] map = attention.map(query);
            panels.add(panel(HeatOverlay.over(seen, map)).titled("query " + query + ": " + range(map)));
        }
        return Figure.of("Attention in layer " + layer + ", “" + text + "”", panels.toArray(Panel[]::new));
    }

    private static String range(double[][] map) {
        double low = Arrays.stream(map).flatMapToDouble(Arrays::stream).min().orElseThrow();
        double high = Arrays.stream(map).flatMapToDouble(Arrays::stream).max().orElseThrow();
        return String.format(Locale.ROOT, "%.2f to %.2f %%", 100 * low, 100 * high);
    }

    /** How similar the queries of two encodings are in each layer: the mean over the queries of their cosine. */
    public static Figure similarity(String name, Encoded one, Encoded other) {
        double[] cosines = one.similarity(other);
        double[] layers = IntStream.range(0, cosines.length).asDoubleStream().toArray();
        // Further digits depend on the processor.
        double[] rounded = Arrays.stream(cosines)
                .map(cosine -> Math.round(cosine * 1e4) / 1e4)
                .toArray();
        return Figure.of(
                        "Cosine of the queries",
                        Panel.of(Axis.linear("before layer"), Axis.linear("mean cosine"))
                                .with(Mark.line(name, layers, rounded)))
                .size(760, 320);
    }

    private static Panel pictured(RgbImage image, String title) {
        return panel(image(image)).titled(title);
    }

    private static Panel panel(BufferedImage image) {
        return Panel.of(Axis.invisible(), Axis.invisible()).with(Mark.picture(image));
    }

    private static BufferedImage image(RgbImage image) {
        BufferedImage drawn = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
        drawn.getRaster().setDataElements(0, 0, image.width(), image.height(), image.samples());
        return drawn;
    }
}
