package dev.sonde.text;

import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What LAVIS does to a caption before it trains BLIP-2 on it (text processor {@code blip_caption},
 * {@code lavis/processors/blip_processors.py}): lower case, marks become spaces, few words.
 *
 * <p>The paper does not say whether it does so to the expressions it probes with. It matters to the tokens, as a full
 * stop is one.
 *
 * @param maxWords the words that stay at most; the end goes
 */
public record CaptionText(int maxWords) {
    private static final Pattern MARKS = Pattern.compile("[.!\"()*#:;~]");

    // Python's white space: Unicode's, and four separators of ASCII.
    private static final Pattern SPACES = Pattern.compile("[\\s\\x1C-\\x1F]{2,}", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern LINE_FEEDS_AT_END = Pattern.compile("\\n+\\z");
    private static final Pattern SPACES_AT_ENDS = Pattern.compile("\\A +| +\\z");

    public CaptionText {
        if (maxWords < 1) {
            throw new SondeException(
                    "A caption of at most " + maxWords + " words is empty", "Give a positive number; LAVIS takes 50.");
        }
    }

    /** As LAVIS has it: 50 words. */
    public static CaptionText blip() {
        return new CaptionText(50);
    }

    /** The same with another number of words. */
    public CaptionText withMaxWords(int newMaxWords) {
        return new CaptionText(newMaxWords);
    }

    /** The processed caption. Never fails; may be empty. */
    public String apply(String text) {
        String plain = MARKS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ");
        String spaced = SPACES.matcher(plain).replaceAll(" ");
        String ended = LINE_FEEDS_AT_END.matcher(spaced).replaceAll("");
        return firstWords(SPACES_AT_ENDS.matcher(ended).replaceAll(""));
    }

    // A word ends at a space only: a single tab or line feed stays inside it, as in LAVIS.
    private String firstWords(String text) {
        return Arrays.stream(text.split(" ", -1)).limit(maxWords).collect(Collectors.joining(" "));
    }
}
