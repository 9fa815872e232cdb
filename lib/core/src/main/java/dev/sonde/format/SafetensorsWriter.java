package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes a safetensors file of any size, one tensor after another. Names, types and shapes are declared first, as the
 * header stands before the data.
 *
 * <p>The file appears under its name when it is complete and closed; until then it is a temporary file beside it, and a
 * writer that is closed too early leaves nothing behind.
 *
 * <pre>{@code
 * List<TensorShape> shapes = List.of(TensorShape.of("weight", StoredType.BF16, 2, 3));
 * try (SafetensorsWriter writer = SafetensorsWriter.open(path, Map.of("format", "pt"), shapes)) {
 *     writer.floats(1, 2, 3, 4, 5, 6); // rounded to bfloat16
 * }
 * }</pre>
 */
public final class SafetensorsWriter implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private final Iterator<TensorShape> later;
    private TensorShape current;
    private long bytesLeft;
    private boolean closed;

    private SafetensorsWriter(Path target, Path part, FileChannel channel, List<TensorShape> tensors) {
        this.target = target;
        this.part = part;
        this.channel = channel;
        this.later = tensors.iterator();
        nextTensor();
    }

    /**
     * Begins a file; the elements follow in the order of the shapes.
     *
     * @param metadata texts about the file; Python readers look for {@code format} = {@code pt}
     */
    public static SafetensorsWriter open(Path path, Map<String, String> metadata, List<TensorShape> tensors) {
        byte[] header = SafetensorsHeader.json(metadata, tensors);
        Path target = path.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.createDirectories(target.getParent());
            FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            SafetensorsWriter writer = new SafetensorsWriter(target, part, channel, tensors);
            writer.put(ByteBuffer.allocate(SafetensorsHeader.LENGTH_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(0, header.length));
            writer.put(ByteBuffer.wrap(header));
            return writer;
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /**
     * Writes tensors as they are, in pieces of 1 MB. Those with the widest elements come first, so that all are
     * aligned; within a width the order is kept.
     */
    public static void write(Path path, Map<String, String> metadata, Collection<StoredTensor> tensors) {
        List<StoredTensor> ordered = tensors.stream()
                .sorted(Comparator.comparingInt(tensor -> -tensor.type().bytes()))
                .toList();
        List<TensorShape> shapes = ordered.stream().map(StoredTensor::declared).toList();
        try (SafetensorsWriter writer = open(path, metadata, shapes)) {
            for (StoredTensor tensor : ordered) {
                for (long done = 0; done < tensor.bytes(); done += CHUNK_BYTES) {
                    writer.bytes(tensor.slice(done, (int) Math.min(CHUNK_BYTES, tensor.bytes() - done)));
                }
            }
        }
    }

    /** The next bytes of the current tensor, all that remain in the buffer; they may not go beyond that tensor. */
    public void bytes(ByteBuffer bytes) {
        if (bytes.remaining() > bytesLeft) {
            throw new IllegalArgumentException(bytes.remaining() + " bytes for "
                    + (current == null ? "no tensor" : current + ", which lacks only " + bytesLeft));
        }
        bytesLeft -= bytes.remaining();
        try {
            put(bytes);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
        nextTensor();
    }

    /** The next elements of the current tensor, rounded to its type: to the nearest, ties to even. */
    public void floats(float... values) {
        if (current == null) {
            throw new IllegalArgumentException("all declared tensors are written");
        }
        StoredType type = current.type();
        int atOnce = CHUNK_BYTES / type.bytes();
        for (int done = 0; done < values.length; done += atOnce) {
            int count = Math.min(atOnce, values.length - done);
            ByteBuffer chunk = ByteBuffer.allocate(count * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            Elements.fromFloats(type, values, done, count, chunk);
            bytes(chunk);
        }
    }

    /**
     * Ends the file.
     *
     * @throws IllegalStateException if elements are missing; then there is no file
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            channel.close();
            if (current != null) {
                throw new IllegalStateException(
                        target + " is not complete: " + bytesLeft + " bytes of " + current + " were not written");
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(target, e);
        } finally {
            deletePart();
        }
    }

    /** Goes to the next tensor that has elements, if the current one is complete. */
    private void nextTensor() {
        while (bytesLeft == 0 && (current != null || later.hasNext())) {
            current = later.hasNext() ? later.next() : null;
            bytesLeft = current == null ? 0 : current.bytes();
        }
    }

    private void put(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void deletePart() {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw unwritable(part, e);
        }
    }

    private static SondeException unwritable(Path target, IOException e) {
        return new SondeException(
                target + " cannot be written: " + e.getMessage(),
                "Give a path in a folder that you may write to, on a disk with enough space.",
                e);
    }
}
