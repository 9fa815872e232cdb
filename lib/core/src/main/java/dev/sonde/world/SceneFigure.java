package dev.sonde.world;

import dev.sonde.data.Box;
import dev.sonde.image.ImageSize;
import dev.sonde.image.RgbImage;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;

/** Scenes as figures. */
final class SceneFigure {
    private static final int LONGEST = 320;

    private SceneFigure() {}

    static Figure of(Scene scene) {
        int zoom = zoom(scene);
        Panel seen = panel(enlarged(scene.image(), zoom)).titled("as models see it");
        Panel sharp = sharp(scene).titled("sharper, with boxes");
        for (Thing thing : scene.things()) {
            Box box = thing.box();
            sharp = sharp.with(Mark.rectangle("", zoom * box.x(), zoom * box.y(), zoom * box.x1(), zoom * box.y1()));
        }
        return Figure.of(scene.name(), seen, sharp).caption(caption(scene));
    }

    /** Some scenes side by side, as sharp as can be. */
    static Figure sheet(String title, List<Scene> scenes) {
        Panel[] panels = scenes.stream()
                .map(scene -> sharp(scene).titled(Integer.toString(scene.number())))
                .toArray(Panel[]::new);
        return Figure.of(title, panels);
    }

    private static String caption(Scene scene) {
        return scene.things().stream()
                .map(thing -> thing + " (" + scene.cell(thing) + ")")
                .collect(Collectors.joining(", "));
    }

    private static Panel sharp(Scene scene) {
        return panel(scene.enlarged(zoom(scene)));
    }

    private static int zoom(Scene scene) {
        return Math.max(1, LONGEST / scene.side());
    }

    private static Panel panel(RgbImage image) {
        return Panel.of(Axis.invisible(), Axis.invisible()).with(Mark.picture(drawable(image)));
    }

    private static BufferedImage drawable(RgbImage image) {
        BufferedImage drawable = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
        drawable.getRaster().setDataElements(0, 0, image.width(), image.height(), image.samples());
        return drawable;
    }

    /** Each pixel as a square, as the page would smooth them. */
    private static RgbImage enlarged(RgbImage image, int zoom) {
        int width = image.width() * zoom;
        byte[] samples = new byte[width * image.height() * zoom * 3];
        for (int i = 0; i < samples.length; i++) {
            int x = i / 3 % width / zoom;
            int y = i / 3 / width / zoom;
            samples[i] = (byte) image.sample(x, y, i % 3);
        }
        return RgbImage.of(new ImageSize(width, image.height() * zoom), samples);
    }
}
