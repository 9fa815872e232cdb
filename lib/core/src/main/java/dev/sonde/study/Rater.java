package dev.sonde.study;

import dev.sonde.display.SondeException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One participant and the answers.
 *
 * @param name a name or code
 * @param simulated whether a program answered
 * @param answers by the id of the item, in the order in which they were asked; a missing answer has no entry
 */
public record Rater(String name, boolean simulated, Map<String, ItemAnswer> answers) {
    /** What marks everything that no person answered. */
    static final String SIMULATED = "simulated";

    private static final int MAX_NAME = 80;

    static final String NAME_RULE = "a name of 1 to " + MAX_NAME + " characters";

    /** @throws SondeException if the name is blank or longer than 80 characters */
    public Rater {
        name = name.strip();
        if (!isName(name)) {
            throw new SondeException(
                    "A participant needs " + NAME_RULE + "; found " + name.length(),
                    "Give every participant a short code.");
        }
        answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
    }

    static boolean isName(String text) {
        return !text.isBlank() && text.strip().length() <= MAX_NAME;
    }

    /** The answer to the item of an id, if there is one. */
    public Optional<ItemAnswer> answer(String item) {
        return Optional.ofNullable(answers.get(item));
    }

    /** The name for tables, which tells a simulated rater. */
    public String label() {
        return simulated && !name.contains(SIMULATED) ? name + " (" + SIMULATED + ")" : name;
    }
}
