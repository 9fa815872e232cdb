package dev.sonde.study;

import dev.sonde.data.GridCell;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cells by their names in files. */
final class CellLabels {
    /** All labels, for messages. */
    static final String ALL =
            Arrays.stream(GridCell.values()).map(GridCell::label).collect(Collectors.joining(", "));

    private CellLabels() {}

    /** The cell of a label such as {@code top left}. */
    static Optional<GridCell> cell(String label) {
        return Arrays.stream(GridCell.values())
                .filter(cell -> cell.label().equals(label))
                .findFirst();
    }
}
