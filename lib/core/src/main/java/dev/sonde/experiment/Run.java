package dev.sonde.experiment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a number was computed from: everything that determines it, so its hash can name it.
 *
 * @param parameters what was computed and with which settings
 * @param data SHA-256 of the data read
 * @param weights SHA-256 of the model's weights, empty where no model took part
 * @param seed the seed, empty where nothing was random
 * @param device where it ran
 * @param seconds how long it took, where that was measured; it determines nothing
 */
public record Run(
        SortedMap<String, String> parameters,
        String data,
        Optional<String> weights,
        Optional<Long> seed,
        String device,
        OptionalDouble seconds) {

    /** Copies the parameters. */
    public Run {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** A run without a model and without chance, on the CPU. */
    public static Run ofData(Map<String, String> parameters, String data) {
        return new Run(
                new TreeMap<>(parameters), data, Optional.empty(), Optional.empty(), "cpu", OptionalDouble.empty());
    }

    /** The name of the run: 16 hexadecimal digits of a SHA-256 over all that determines it; device and seconds do not. */
    public String hash() {
        String all = parameters + "\n" + data + "\n" + weights.orElse("") + "\n"
                + seed.map(String::valueOf).orElse("");
        return sha256(all).substring(0, 16);
    }

    /** SHA-256 of a text in UTF-8, in hexadecimal. */
    public static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** With the device where it ran. */
    public Run on(String other) {
        return new Run(parameters, data, weights, seed, other, seconds);
    }

    /** With the time it took. */
    public Run took(double measured) {
        return new Run(parameters, data, weights, seed, device, OptionalDouble.of(measured));
    }

    /** The run as {@code results.json} holds it; where its seconds are unknown, they are added by whoever timed it. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("parameters", new LinkedHashMap<>(parameters));
        json.put("data", data);
        json.put("weights", weights.orElse(null));
        json.put("seed", seed.orElse(null));
        json.put("device", device);
        seconds.ifPresent(known -> json.put("seconds", known));
        return json;
    }
}
