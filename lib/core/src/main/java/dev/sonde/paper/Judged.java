package dev.sonde.paper;

import dev.sonde.display.Renderable;

/** A table or figure of the paper with ours beside it, every number of it judged. */
public interface Judged extends Renderable {
    /** Published, ours, interval, rule and verdict of every number; what is shown of it goes into the report. */
    Verdicts verdicts();
}
