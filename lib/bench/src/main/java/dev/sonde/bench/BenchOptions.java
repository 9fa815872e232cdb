package dev.sonde.bench;

import dev.sonde.display.SondeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options of a command line, {@code --name value} each. */
final class BenchOptions {
    private final Map<String, String> values;
    private final List<String> asked = new ArrayList<>();

    private BenchOptions(Map<String, String> values) {
        this.values = values;
    }

    static BenchOptions of(List<String> arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!name.startsWith("--") || i + 1 == arguments.size()) {
                throw new SondeException("Option " + name + " is not understood", "Write --name value.");
            }
            values.put(name.substring(2), arguments.get(i + 1));
        }
        return new BenchOptions(values);
    }

    /** After all options were asked for: refuses those that nobody asked for. */
    void refuseOthers() {
        List<String> others =
                values.keySet().stream().filter(name -> !asked.contains(name)).toList();
        if (!others.isEmpty()) {
            throw new SondeException(
                    "There is no option --" + others.get(0), "There are: --" + String.join(" --", asked));
        }
    }

    Optional<String> text(String name) {
        asked.add(name);
        return Optional.ofNullable(values.get(name));
    }

    String text(String name, String usual) {
        return text(name).orElse(usual);
    }

    Path path(String name) {
        return Path.of(text(name).orElseThrow(() -> new SondeException("--" + name + " is missing", "Name a path.")));
    }

    int integer(String name, int usual) {
        return (int) number(name, usual);
    }

    double number(String name, double usual) {
        String value = text(name, Double.toString(usual));
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new SondeException("--" + name + " is " + value, "Give a number.", e);
        }
    }

    /** One of some words; the first is the usual one. */
    String oneOf(String name, String... words) {
        String value = text(name, words[0]);
        if (!List.of(words).contains(value)) {
            throw new SondeException("--" + name + " is " + value, "Give one of " + List.of(words) + ".");
        }
        return value;
    }
}
