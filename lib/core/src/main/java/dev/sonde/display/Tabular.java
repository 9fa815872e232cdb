package dev.sonde.display;

/** A value that shows itself as a table. */
public interface Tabular extends Renderable {
    /** The table. */
    TableView view();

    /** The table in all its forms. */
    @Override
    default MimeBundle render() {
        return view().render();
    }
}
