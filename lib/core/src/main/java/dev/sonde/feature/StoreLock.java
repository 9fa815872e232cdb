package dev.sonde.feature;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write one feature set: for one thread of one process at a time. A killed process gives it back.
 *
 * <p>The empty lock file stays: to delete it while another waits for it would let two in.
 */
public final class StoreLock implements AutoCloseable {
    private static final long MILLIS_BETWEEN = 50;

    /**
     * The locks held by this process. Locks of the system belong to processes, and closing a second channel of the same
     * file would give back the lock of the first one.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private StoreLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Waits until nobody else has it.
     *
     * @throws CancellationException if the thread is interrupted
     */
    public static StoreLock acquire(Path path) {
        Path file = path.toAbsolutePath().normalize();
        StoreFiles.createFolder(file.getParent());
        while (!HELD.add(file)) {
            pause();
        }
        try {
            return new StoreLock(file, Interruption.told(() -> locked(file)));
        } catch (RuntimeException e) {
            HELD.remove(file);
            throw e;
        }
    }

    /** Whether somebody has it at this moment, in this process or in another one. */
    public static boolean isTaken(Path path) {
        Path file = path.toAbsolutePath().normalize();
        if (!Files.exists(file)) {
            return false;
        }
        if (!HELD.add(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException e) {
            throw StoreFiles.unwritable(file, e);
        } finally {
            HELD.remove(file);
        }
    }

    private static FileChannel locked(Path file) {
        FileChannel channel = null;
        boolean done = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            for (FileLock lock = channel.tryLock(); lock == null; lock = channel.tryLock()) {
                pause();
            }
            done = true;
            return channel;
        } catch (IOException e) {
            throw StoreFiles.unwritable(file, e);
        } finally {
            if (!done) {
                closeQuietly(channel);
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
        HELD.remove(file);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The system gives the lock back with the process at the latest.
            return;
        }
    }

    private static void pause() {
        Interruption.check();
        try {
            Thread.sleep(MILLIS_BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Interruption.check();
        }
    }
}
