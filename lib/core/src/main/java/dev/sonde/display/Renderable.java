package dev.sonde.display;

/** A value that knows how to show itself in a notebook, on a page and in a terminal. */
public interface Renderable {
    /** The value in all its forms; the same bytes for the same value. */
    MimeBundle render();
}
