package dev.sonde.experiment;

import dev.sonde.data.RefCoco;
import dev.sonde.data.RegionCellOptions;
import dev.sonde.data.RegionCells;
import dev.sonde.data.Task;
import dev.sonde.display.SondeException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The user's RefCOCOg, and what is made of it.
 *
 * @param tasks empty where the annotations are missing or damaged
 * @param asset what to tell the user of them
 */
record RefCocoGFolder(Optional<Tasks> tasks, Asset asset) {
    private static final String NAME = "RefCOCOg's annotations, UMD partition";
    private static final String SOURCE = "https://github.com/lichengunc/refer, refcocog.zip: its files refs(umd).p and"
            + " instances.json in SONDE_DATA/refcocog";

    /** Both tasks that are made of the annotations. */
    record Tasks(Task refCocoG, Task rcm) {
        private static Tasks read(Path folder) {
            RefCoco found = RefCoco.read(folder, "umd");
            Map<String, RegionCells> cells = found.regionCells(RegionCellOptions.defaults());
            return new Tasks(
                    found.task(), RegionCells.task(cells.get("train"), cells.get("validation"), cells.get("test")));
        }
    }

    static RefCocoGFolder of(Optional<Path> folder) {
        try {
            Optional<Tasks> read = folder.map(Tasks::read);
            String found = read.isPresent() ? "there" : "no folder refcocog in SONDE_DATA";
            return new RefCocoGFolder(read, new Asset(NAME, read.isPresent(), found, SOURCE));
        } catch (SondeException e) { // a plan says what is wrong, and goes on
            String problem = e.getMessage().lines().findFirst().orElse("damaged");
            return new RefCocoGFolder(Optional.empty(), new Asset(NAME, false, problem, SOURCE));
        }
    }
}
