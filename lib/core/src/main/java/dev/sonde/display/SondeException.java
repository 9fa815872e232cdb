package dev.sonde.display;

import java.util.Objects;

/**
 * A mistake in what the user gave us (a file, an option, an environment), told so that it can be mended.
 *
 * <p>The message holds everything, as kernels show nothing else: what is wrong, where, what was expected, what to do.
 */
public class SondeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String advice;

    /**
     * @param problem what is wrong and where: file, line, key; what was expected and what was found
     * @param advice what to do about it, as a sentence
     */
    public SondeException(String problem, String advice) {
        this(problem, advice, null);
    }

    /** As {@link #SondeException(String, String)}, with the technical cause (may be null). */
    public SondeException(String problem, String advice, Throwable cause) {
        super(problem + System.lineSeparator() + "What to do: " + Objects.requireNonNull(advice, "advice"), cause);
        this.advice = advice;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }
}
