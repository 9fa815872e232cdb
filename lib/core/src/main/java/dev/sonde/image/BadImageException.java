package dev.sonde.image;

import java.io.IOException;

/** What a decoder finds wrong in a file; {@link Images} adds the file's name and tells the user. */
final class BadImageException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String advice;

    BadImageException(String problem) {
        this(problem, "Fetch the file again, or leave the image out.");
    }

    BadImageException(String problem, String advice) {
        super(problem);
        this.advice = advice;
    }

    String advice() {
        return advice;
    }

    static BadImageException truncated(String format) {
        return new BadImageException("is a truncated " + format + " file: it ends before its last row");
    }
}
