package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/**
 * A file of any size in memory maps, read-only.
 *
 * <p>A map of this Java version ends at 2 GiB, so that the file is seen through windows of 1 GiB, each mapped when it is
 * first needed; a slice that crosses from one window into the next gets a map of its own.
 */
final class MappedFile implements AutoCloseable {
    private static final int WINDOW_BITS = 30;

    private final Path path;
    private final Optional<FileChannel> channel;
    private final long size;
    private final ByteBuffer[] windows;

    private MappedFile(Path path, Optional<FileChannel> channel, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
        this.windows = new ByteBuffer[Math.toIntExact((size >> WINDOW_BITS) + 1)];
    }

    static MappedFile open(Path path) {
        // Opening a pipe or a device would wait for ever.
        if (!Files.isRegularFile(path)) {
            String found = Files.isDirectory(path) ? "it is a folder" : "there is no such file";
            throw new SondeException(path + " cannot be read: " + found, "Give the path of a file.");
        }
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            return new MappedFile(path, Optional.of(channel), channel.size());
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Bytes in memory that are read as if they were a file of up to 1 GiB. */
    static MappedFile inMemory(Path path, ByteBuffer bytes) {
        MappedFile file = new MappedFile(path, Optional.empty(), bytes.remaining());
        file.windows[0] = bytes.slice().asReadOnlyBuffer();
        return file;
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** Bytes of the file, little-endian; the map lives as long as the buffer, also after {@link #close()}. */
    ByteBuffer slice(long offset, int length) {
        Objects.checkFromIndexSize(offset, length, size);
        int window = (int) (offset >> WINDOW_BITS);
        long start = (long) window << WINDOW_BITS;
        boolean inside = offset + length <= start + (1L << WINDOW_BITS);
        ByteBuffer bytes = inside ? window(window).slice((int) (offset - start), length) : map(offset, length);
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A part of the file as the bytes of a tensor. */
    TensorBytes region(long offset, long length) {
        return new StoredRegion(whole(), offset, length);
    }

    private TensorBytes whole() {
        return new TensorBytes() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public ByteBuffer slice(long offset, int length) {
                return MappedFile.this.slice(offset, length);
            }
        };
    }

    private synchronized ByteBuffer window(int index) {
        if (windows[index] == null) {
            long start = (long) index << WINDOW_BITS;
            windows[index] = map(start, Math.min(1L << WINDOW_BITS, size - start));
        }
        return windows[index];
    }

    private ByteBuffer map(long offset, long length) {
        FileChannel open =
                channel.filter(FileChannel::isOpen).orElseThrow(() -> new IllegalStateException(path + " is closed"));
        try {
            return open.map(MapMode.READ_ONLY, offset, length);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    @Override
    public void close() {
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    static SondeException unreadable(Path path, IOException e) {
        return new SondeException(
                path + " cannot be read: " + e.getMessage(), "Check the file and the rights to read it.", e);
    }
}
