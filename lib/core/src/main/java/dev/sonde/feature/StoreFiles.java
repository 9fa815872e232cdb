package dev.sonde.feature;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Files that are there whole or not at all, also after the power failed. */
final class StoreFiles {
    private StoreFiles() {}

    /** Gives a finished file its name, once its bytes are on the disk. */
    static void publish(Path finished, Path target) {
        try {
            try (FileChannel channel = FileChannel.open(finished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(target.getParent());
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Writes a small file under another name, then publishes it. */
    static void write(Path target, Path temporary, byte[] bytes) {
        try {
            Files.write(temporary, bytes);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
        publish(temporary, target);
    }

    static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /** The entries of a folder, sorted; none if there is no folder. */
    static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new SondeException(folder + " cannot be read: " + e.getMessage(), "Check the rights to read it.", e);
        }
    }

    /** Deletes those files of a folder. */
    static void delete(Path folder, Predicate<Path> which) {
        for (Path entry : entries(folder)) {
            if (which.test(entry)) {
                delete(entry);
            }
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    static SondeException unwritable(Path path, IOException e) {
        return new SondeException(
                path + " cannot be written: " + e.getMessage(),
                "Give the store a folder that you may write to, on a disk with enough space (SONDE_HOME).",
                e);
    }

    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folders; there the file system orders the move itself.
            return;
        }
    }
}
