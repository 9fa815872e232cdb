package dev.sonde.text;

import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.List;

/** The special tokens before and behind the tokens of a text; truncation never takes them. */
record Frame(List<Integer> before, List<Integer> after) {
    Frame {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** The tokens of a text, cut as the truncation says, in this frame. */
    int[] around(int[] content, Truncation truncation) {
        int[] kept = cut(content, truncation);
        int[] framed = new int[size() + kept.length];
        int at = 0;
        for (int id : before) {
            framed[at++] = id;
        }
        System.arraycopy(kept, 0, framed, at, kept.length);
        at += kept.length;
        for (int id : after) {
            framed[at++] = id;
        }
        return framed;
    }

    private int[] cut(int[] content, Truncation truncation) {
        if (truncation instanceof Truncation.Right right) {
            return Arrays.copyOf(content, Math.min(content.length, room(right.length())));
        }
        if (truncation instanceof Truncation.Left left) {
            int kept = Math.min(content.length, room(left.length()));
            return Arrays.copyOfRange(content, content.length - kept, content.length);
        }
        return content;
    }

    private int room(int length) {
        if (length < size()) {
            throw new SondeException(
                    "A truncation to " + length + " tokens leaves no room for the " + size()
                            + " special tokens that frame every text",
                    "Give a length of " + size() + " or more.");
        }
        return length - size();
    }

    private int size() {
        return before.size() + after.size();
    }
}
