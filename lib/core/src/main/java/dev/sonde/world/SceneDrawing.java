package dev.sonde.world;

import dev.sonde.image.ImageSize;
import dev.sonde.image.RgbImage;
import java.util.Arrays;

/** Draws a scene, things in their order, with smooth edges; in whole numbers only. */
final class SceneDrawing {
    private static final int CHANNELS = 3;
    private static final int SAMPLES = Stencil.PER_PIXEL * Stencil.PER_PIXEL;

    private final Scene scene;
    private final int zoom;
    private final int side;
    private final int[] levels;

    /** @param zoom how many times larger than the models see it, 1 for as large */
    private SceneDrawing(Scene scene, int zoom) {
        this.scene = scene;
        this.zoom = zoom;
        this.side = scene.side() * zoom;
        this.levels = new int[side * side * CHANNELS];
    }

    static RgbImage draw(Scene scene, int zoom) {
        SceneDrawing drawing = new SceneDrawing(scene, zoom);
        drawing.ground();
        scene.things().forEach(thing -> drawing.thing(zoom == 1 ? thing : thing.enlarged(zoom)));
        return drawing.grained();
    }

    /** For each pixel the last thing that covers at least half of it, or -1. */
    static int[] owners(Scene scene) {
        int[] owners = new int[scene.side() * scene.side()];
        Arrays.fill(owners, -1);
        for (int i = 0; i < scene.things().size(); i++) {
            int owner = i;
            Cover.of(scene.things().get(i), 1).forEach((x, y, covered, dark) -> {
                if (2 * covered >= SAMPLES) {
                    owners[y * scene.side() + x] = owner;
                }
            });
        }
        return owners;
    }

    private void ground() {
        int at = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    levels[at++] = scene.ground().at(x / zoom, y / zoom, scene.side(), channel);
                }
            }
        }
    }

    private void thing(Thing thing) {
        Rgb light = thing.shade();
        Rgb dim = light.dark();
        Cover.of(thing, zoom).forEach((x, y, covered, dark) -> {
            int at = (y * side + x) * CHANNELS;
            for (int channel = 0; channel < CHANNELS; channel++) {
                int below = levels[at + channel] * (SAMPLES - covered);
                int own = light.channel(channel) * (covered - dark) + dim.channel(channel) * dark;
                levels[at + channel] = (below + own + SAMPLES / 2) / SAMPLES;
            }
        });
    }

    private RgbImage grained() {
        byte[] samples = new byte[levels.length];
        int at = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                long noise = scene.ground().noise(x / zoom, y / zoom, scene.side());
                for (int channel = 0; channel < CHANNELS; channel++, at++) {
                    int level = levels[at] + Ground.noise(noise, channel);
                    samples[at] = (byte) Math.max(0, Math.min(255, level));
                }
            }
        }
        return RgbImage.of(new ImageSize(side, side), samples);
    }
}
