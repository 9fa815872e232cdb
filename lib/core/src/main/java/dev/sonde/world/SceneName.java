package dev.sonde.world;

import dev.sonde.display.SondeException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of scenes: {@code scene-000123} is the scene of the number 123. */
final class SceneName {
    /** The number of scenes that have a name. */
    static final int SCENES = 1_000_000;

    private static final Pattern NAME = Pattern.compile("scene-(\\d{6})");

    private SceneName() {}

    static String of(int number) {
        return String.format(Locale.ROOT, "scene-%06d", number);
    }

    static int number(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new SondeException(
                    "The mini world has no image " + name + ": expected a name such as scene-000123",
                    "Give the name of a scene, or take the images of photographs from Photographs.");
        }
        return Integer.parseInt(matcher.group(1));
    }
}
