package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Names of tensors in messages. */
final class NearNames {
    private static final int MOST_SHOWN = 3;
    private static final int LONGEST_SHOWN = 120;

    private NearNames() {}

    /** A name in quotes, cut where it is very long; a hostile file cannot write to the terminal with it. */
    static String shown(String name) {
        String start = name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
        StringBuilder out = new StringBuilder("\"");
        start.codePoints()
                .forEach(c -> out.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\uFFFD' : c));
        return out.append('"').toString();
    }

    /** The error for a tensor that a source does not have. */
    static SondeException absent(String place, String wanted, Collection<String> names) {
        return new SondeException(place + " has no tensor " + shown(wanted), advice(wanted, names));
    }

    /** Advice that shows the names which share most of their parts with the wanted one. */
    private static String advice(String wanted, Collection<String> names) {
        if (names.isEmpty()) {
            return "The file holds no tensor at all: check that it is the right one.";
        }
        List<String> near = names.stream()
                .sorted(Comparator.comparingInt((String name) -> -sharedEnds(wanted, name)))
                .limit(MOST_SHOWN)
                .toList();
        return "Similar names there are " + near.stream().map(NearNames::shown).collect(Collectors.joining(", "))
                + " (of " + names.size() + ").";
    }

    // Keys differ by a prefix, a level or an index: what they share stands at their ends.
    private static int sharedEnds(String a, String b) {
        int most = Math.min(a.length(), b.length());
        int head = 0;
        while (head < most && a.charAt(head) == b.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && a.charAt(a.length() - 1 - tail) == b.charAt(b.length() - 1 - tail)) {
            tail++;
        }
        return 2 * (head + tail) - Math.abs(a.length() - b.length());
    }
}
