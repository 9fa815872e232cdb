package dev.sonde.world;

import dev.sonde.data.GridCell;

/** What a claim says about location. */
public sealed interface Place {
    /** Nothing. */
    record Unsaid() implements Place {}

    /** The first thing that is mentioned is in a cell of the 3x3 grid. */
    record InCell(GridCell cell) implements Place {}

    /** The first thing is in a relation to the second. */
    record Related(Relation relation) implements Place {}
}
