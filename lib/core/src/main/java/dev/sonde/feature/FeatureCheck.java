package dev.sonde.feature;

import dev.sonde.display.Align;
import dev.sonde.display.Cell;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.format.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a reading of all files of a feature set found.
 *
 * @param place the file or folder
 * @param changed files that no longer have the hash that they were written with
 * @param hashed how many files have a hash to compare with
 * @param notANumber how many numbers are NaN
 * @param infinite how many numbers are infinite
 * @param firstBad the id of the first row with such a number
 */
public record FeatureCheck(
        Path place, List<Path> changed, int hashed, long notANumber, long infinite, Optional<String> firstBad)
        implements Tabular {
    public FeatureCheck {
        changed = List.copyOf(changed);
    }

    static FeatureCheck of(FeatureFiles files, List<String> ids) {
        List<Path> changed = new ArrayList<>();
        int hashed = 0;
        for (FeatureFiles.HashedFile file : files.files()) {
            if (file.sha256().isPresent()) {
                hashed++;
                if (!file.sha256().get().equals(Sha256.of(file.path()))) {
                    changed.add(file.path());
                }
            }
        }
        FiniteScan scan = new FiniteScan(files.type());
        files.mapped().forEach(scan::read);
        return new FeatureCheck(
                files.path(),
                changed,
                hashed,
                scan.notANumber(),
                scan.infinite(),
                scan.firstBadRow().stream().mapToObj(ids::get).findFirst());
    }

    /** Whether every file is as it was written and every number is finite. */
    public boolean isSound() {
        return changed.isEmpty() && notANumber == 0 && infinite == 0;
    }

    /**
     * Goes on only with a sound set.
     *
     * @throws SondeException if it is not
     */
    public FeatureCheck orThrow() {
        if (!changed.isEmpty()) {
            throw new SondeException(
                    changed.get(0) + " was changed after it was written (" + changed.size() + " of " + hashed
                            + " files were)",
                    "Delete the features and extract them again.");
        }
        if (!isSound()) {
            throw new SondeException(
                    place + " holds " + notANumber + " NaN and " + infinite + " infinite numbers; the first in row \""
                            + firstBad.orElse("?") + "\"",
                    "Look at the image and the text of that example, and at the weights; extract the features again.");
        }
        return this;
    }

    @Override
    public TableView view() {
        return TableView.titled("Check of " + place)
                .column("check", Align.LEFT)
                .column("found", Align.LEFT)
                .row("files changed", changed.isEmpty() ? "none of " + hashed : Cell.strong(changed.toString()))
                .row("NaN", notANumber)
                .row("infinite", infinite)
                .row("first row with one of them", firstBad.orElse("none"));
    }

    @Override
    public String toString() {
        return view().toString();
    }
}
