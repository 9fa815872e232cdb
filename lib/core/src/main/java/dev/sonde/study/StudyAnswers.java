package dev.sonde.study;

import dev.sonde.display.SondeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The answers of all participants of one study.
 *
 * @param key the items with their right answers
 * @param raters the participants, each name once
 */
public record StudyAnswers(StudyKey key, List<Rater> raters) {
    /** @throws SondeException if there is no rater, a name comes twice, or an answer is to an unknown item */
    public StudyAnswers {
        Objects.requireNonNull(key, "key");
        raters = List.copyOf(raters);
        if (raters.isEmpty()) {
            throw new SondeException(
                    "The study " + key.study() + " has no answers yet", "Give the participants' files.");
        }
        Map<String, Rater> byName = new LinkedHashMap<>();
        for (Rater rater : raters) {
            if (byName.put(rater.name(), rater) != null) {
                throw new SondeException(
                        "The participant \"" + rater.name() + "\" answered twice",
                        "Give each participant's answers once, and each participant an own name.");
            }
            checkItems(key, rater);
        }
    }

    /**
     * Reads the answers that participants sent back.
     *
     * <p>A file whose name ends with {@code .json} is one participant's, as the page saves it. One that ends with {@code
     * .csv} has a line for each answer, with the columns {@code annotator, item, answer, cells, incorrect}: the answer
     * {@code yes}, {@code no} or empty, the cells by name with semicolons between, incorrect {@code true} or {@code
     * false}; optional are {@code milliseconds} and {@code simulated}.
     *
     * <p>Missing answers are no error; {@link StudyResult} counts them.
     *
     * @throws SondeException that names file and key or line: for a file of another study, an unknown item, a repeated
     *     participant or answer, more than four cells or one twice, and anything malformed
     */
    public static StudyAnswers read(StudyKey key, Path... files) {
        Map<String, Path> sources = new LinkedHashMap<>();
        List<Rater> raters = new ArrayList<>();
        for (Path file : files) {
            for (Rater rater : read(key, file)) {
                Path before = sources.put(rater.name(), file);
                if (before != null) {
                    throw repeated(rater, before, file);
                }
                raters.add(rater);
            }
        }
        return new StudyAnswers(key, raters);
    }

    /** Writes a file {@code answers-NAME.json} for each participant, as the page does, and returns their paths. */
    public List<Path> write(Path folder) {
        List<Path> files = new ArrayList<>();
        for (Rater rater : raters) {
            Path file = folder.resolve("answers-" + rater.name().replaceAll("[^A-Za-z0-9_-]", "_") + ".json");
            AnswerFile.write(key, rater, file);
            files.add(file);
        }
        return files;
    }

    /** Whether people or a program answered. */
    public Origin origin() {
        return Origin.of(raters);
    }

    private static List<Rater> read(StudyKey key, Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return List.of(AnswerFile.read(key, file));
        }
        if (name.endsWith(".csv")) {
            return AnswerTable.read(key, file);
        }
        throw new SondeException(
                "The name " + file + " does not tell the format of the answers.",
                "End it with .json (as the page saves it) or .csv (a line for each answer).");
    }

    private static void checkItems(StudyKey key, Rater rater) {
        for (String id : rater.answers().keySet()) {
            if (key.item(id).isEmpty()) {
                throw new SondeException(
                        "The participant \"" + rater.name() + "\" answered an item " + id + ", which the study "
                                + key.study() + " does not have",
                        "Give answers to this study.");
            }
        }
    }

    private static SondeException repeated(Rater rater, Path before, Path file) {
        return new SondeException(
                file + " has answers of the participant \"" + rater.name() + "\", as has " + before,
                "Give each participant's answers once, and each participant an own name.");
    }
}
