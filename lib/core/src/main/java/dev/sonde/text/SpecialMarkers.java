package dev.sonde.text;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds special tokens that are written out in a text, such as {@code [SEP]}; letter case counts. */
final class SpecialMarkers {
    private final Pattern pattern;

    /** The longest marker wins where several begin at one place. */
    SpecialMarkers(Set<String> markers) {
        List<String> longestFirst = markers.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        this.pattern = Pattern.compile(
                longestFirst.isEmpty()
                        ? "(?!)" // matches nowhere
                        : longestFirst.stream().map(Pattern::quote).collect(Collectors.joining("|")));
    }

    /** Hands over what lies between the markers, and the markers, in the order of the text. */
    void split(String text, Consumer<String> plain, Consumer<String> marker) {
        Matcher matcher = pattern.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() > end) {
                plain.accept(text.substring(end, matcher.start()));
            }
            marker.accept(matcher.group());
            end = matcher.end();
        }
        if (end < text.length()) {
            plain.accept(text.substring(end));
        }
    }
}
