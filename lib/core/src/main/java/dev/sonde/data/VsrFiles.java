package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the files of VSR come from: the class path, or a folder of the user's. */
sealed interface VsrFiles {
    /** The published state of the data that is bundled, and that Table 2 of the paper proves was used. */
    String PUBLISHED = "cambridgeltl/visual-spatial-reasoning at b27a0af";

    String CATEGORIES = "rel_meta_category_dict.txt";

    /** Whether there is a file of this name, e.g. {@code random/test.jsonl}. */
    boolean has(String name);

    /** The file of this name; an error that tells the layout if it is not there. */
    TextFile read(String name);

    /** Where the files lie, for people. */
    String source();

    /** The licence of the files as far as they state it, for people. */
    String licence();

    /** The error for a missing file. */
    default SondeException missing(String name) {
        return new SondeException(
                source() + " has no file " + name,
                "Give the folder that holds random/ or zeroshot/ with train.jsonl, dev.jsonl and test.jsonl, and "
                        + CATEGORIES + ", or a clone of the repository itself: "
                        + "https://github.com/cambridgeltl/visual-spatial-reasoning at commit b27a0af. "
                        + "Without a folder, Vsr.bundled() has the published files.");
    }

    /** The published files, inside the jar. */
    record Bundled() implements VsrFiles {
        @Override
        public boolean has(String name) {
            return VsrFiles.class.getResource("vsr/" + name) != null;
        }

        @Override
        public TextFile read(String name) {
            InputStream stream = VsrFiles.class.getResourceAsStream("vsr/" + name);
            if (stream == null) {
                throw missing(name);
            }
            return TextFile.read(name, "the bundled VSR file " + name, stream);
        }

        @Override
        public String source() {
            return "bundled: " + PUBLISHED;
        }

        @Override
        public String licence() {
            return "Apache-2.0 (" + PUBLISHED + ")";
        }
    }

    /** A folder: laid out as published or a clone of the repository. */
    record Folder(Path folder) implements VsrFiles {
        private static final List<String> PLACES = List.of("", "splits", "data/splits", "analysis_scripts");

        @Override
        public boolean has(String name) {
            return path(name).isPresent();
        }

        @Override
        public TextFile read(String name) {
            Path path = path(name).orElseThrow(() -> missing(name));
            try {
                return TextFile.read(name, path.toString(), Files.newInputStream(path));
            } catch (IOException e) {
                throw new SondeException(
                        path + " cannot be opened: " + e.getMessage(), "Check the rights to read the file.", e);
            }
        }

        @Override
        public String source() {
            return folder.toString();
        }

        @Override
        public String licence() {
            return Stream.of("LICENSE", "LICENSE.txt")
                    .map(folder::resolve)
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .map(file -> "see " + file)
                    .orElse("not stated in the folder (the published files: Apache-2.0)");
        }

        private Optional<Path> path(String name) {
            return PLACES.stream()
                    .map(place -> folder.resolve(place).resolve(name))
                    .filter(Files::isRegularFile)
                    .findFirst();
        }
    }
}
