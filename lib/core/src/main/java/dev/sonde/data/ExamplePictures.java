package dev.sonde.data;

import dev.sonde.image.Bicubic;
import dev.sonde.image.ImageSize;
import dev.sonde.image.ImageSource;
import dev.sonde.image.RgbImage;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import java.awt.image.BufferedImage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Examples drawn on their photographs: the box of a referring expression, the grid of Region Cell Matching, a statement
 * with its truth value.
 *
 * <pre>{@code
 * var pictures = new ExamplePictures(SamplePhotographs.photographs());
 * pictures.figure("Three statements", task.test().examples().subList(0, 3))
 * }</pre>
 *
 * @param images where the pictures come from: photographs, or the mini world
 */
public record ExamplePictures(ImageSource images) {
    /** Longer side of a drawn photograph in pixels: as wide as a notebook shows two side by side, on a fine screen. */
    private static final int LONGEST = 480;

    /** Examples side by side, each under its text and answer, with the sources of bundled photographs below. */
    public Figure figure(String title, List<Example> examples) {
        Panel[] panels = examples.stream().map(this::panel).toArray(Panel[]::new);
        return Figure.of(title, panels)
                .caption(sources(examples.stream().map(Example::image).toList()));
    }

    /** One example: its photograph under its text; the box where the answer is one, else the truth value. */
    public Panel panel(Example example) {
        if (example.answer() instanceof Answer.Region region) {
            return withBox(picture(example.image()).titled(quoted(example.text())), example.image(), region.box());
        }
        boolean truth = ((Answer.Truth) example.answer()).value();
        Panel panel = picture(example.image()).titled(quoted(example.text()) + "\n" + truth);
        return example.tag(Tag.CELL).isPresent() ? panel.with(Mark.grid(GridCell.SIDE, GridCell.SIDE)) : panel;
    }

    /** An example of Region Cell Matching with the grid and the box that its phrase refers to, which it does not carry. */
    public Panel panel(Example example, Box box) {
        return withBox(panel(example), example.image(), box);
    }

    /** The photograph alone. */
    public Panel picture(String image) {
        return Panel.of(Axis.invisible(), Axis.invisible()).with(Mark.picture(drawn(image)));
    }

    /** Where the photographs come from, as far as they are samples of ours; empty if none is. */
    public static String sources(List<String> images) {
        Set<String> different = new LinkedHashSet<>(images);
        String list = SamplePhotographs.attributions().stream()
                .filter(attribution -> different.contains(attribution.image()))
                .map(Attribution::toString)
                .collect(Collectors.joining("; "));
        return list.isEmpty() ? "" : "Photographs: " + list + ".";
    }

    private Panel withBox(Panel panel, String image, Box box) {
        ImageSize drawn = drawnSize(read(image).size());
        Box pixels = box.frame() == Frame.UNIT
                ? box.toPixels(drawn)
                : box.toUnit(read(image).size()).toPixels(drawn);
        return panel.with(Mark.rectangle("", pixels.x(), pixels.y(), pixels.x1(), pixels.y1()));
    }

    private BufferedImage drawn(String image) {
        RgbImage read = read(image);
        RgbImage small = Bicubic.resize(read, drawnSize(read.size()));
        BufferedImage drawn = new BufferedImage(small.width(), small.height(), BufferedImage.TYPE_3BYTE_BGR);
        drawn.getRaster().setDataElements(0, 0, small.width(), small.height(), small.samples());
        return drawn;
    }

    private RgbImage read(String image) {
        return images.image(image);
    }

    private static ImageSize drawnSize(ImageSize size) {
        double scale = Math.min(1, (double) LONGEST / Math.max(size.width(), size.height()));
        return new ImageSize(Math.max(1, (int) Math.round(scale * size.width())), Math.max(1, (int)
                Math.round(scale * size.height())));
    }

    private static String quoted(String text) {
        return "“" + text + "”";
    }
}
