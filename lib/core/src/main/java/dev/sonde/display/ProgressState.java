package dev.sonde.display;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * How far a task is.
 *
 * @param what the task
 * @param done steps done
 * @param total steps in all
 * @param secondsLeft estimate of the time left, empty at the start and the end
 * @param finished whether this is its last state
 */
public record ProgressState(String what, long done, long total, OptionalLong secondsLeft, boolean finished)
        implements Renderable {

    @Override
    public MimeBundle render() {
        boolean full = finished && done >= total; // also of no steps at all
        long most = Math.max(1, total);
        String html = "<div>" + Escape.html(what) + " <progress value=\"" + (full ? most : Math.min(done, most))
                + "\" max=\"" + most + "\"></progress> " + Escape.html(count()) + "</div>";
        return MimeBundle.ofText(toString()).with(MimeBundle.HTML, html);
    }

    @Override
    public String toString() {
        return what + ": " + count();
    }

    private String count() {
        String count = done + " of " + total;
        if (finished) {
            return count + (done < total ? ", stopped" : ", done");
        }
        return count + (secondsLeft.isPresent() ? ", " + duration(secondsLeft.getAsLong()) + " left" : "");
    }

    private static String duration(long seconds) {
        return seconds < 100
                ? seconds + " s"
                : seconds < 6000
                        ? Math.round(seconds / 60.0) + " min"
                        : String.format(Locale.ROOT, "%.1f h", seconds / 3600.0);
    }
}
