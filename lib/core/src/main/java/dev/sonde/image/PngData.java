package dev.sonde.image;

import java.util.Iterator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The inflated data of a PNG file: only as much as is asked for is ever inflated. */
final class PngData implements AutoCloseable {
    private final Inflater inflater = new Inflater();
    private final Iterator<ByteCursor> chunks;

    PngData(List<ByteCursor> chunks) {
        this.chunks = chunks.iterator();
    }

    /** Fills the first bytes of the buffer. */
    void read(byte[] buffer, int length) throws BadImageException {
        int filled = 0;
        while (filled < length) {
            filled += inflate(buffer, filled, length - filled);
            if (filled < length) {
                feed();
            }
        }
    }

    private int inflate(byte[] buffer, int from, int length) throws BadImageException {
        try {
            return inflater.inflate(buffer, from, length);
        } catch (DataFormatException e) {
            throw new BadImageException(
                    "is a damaged PNG file: its compressed rows are broken (" + e.getMessage() + ")");
        }
    }

    private void feed() throws BadImageException {
        if (inflater.finished() || inflater.needsDictionary() || !chunks.hasNext()) {
            throw BadImageException.truncated("PNG");
        }
        if (inflater.needsInput()) {
            ByteCursor chunk = chunks.next();
            inflater.setInput(chunk.bytes(), chunk.at(), chunk.left());
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
