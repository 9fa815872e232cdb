package dev.sonde.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A zip file of any size, all of whose lengths and places stand in 64-bit records; bytes that are 0 take no disk. */
final class SparseZip implements AutoCloseable {
    private static final int ELSEWHERE = -1;

    private final FileChannel channel;
    private final List<ByteBuffer> directory = new ArrayList<>();
    private long at;

    SparseZip(Path file) throws IOException {
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE);
    }

    /** An entry of so many bytes, which begin as given. */
    SparseZip entry(String name, long bytes, byte[] beginning) throws IOException {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        long header = at;
        write(little(30 + text.length)
                .putInt(0x04034b50)
                .putShort((short) 45)
                .position(18)
                .putInt(ELSEWHERE)
                .putInt(ELSEWHERE)
                .putShort((short) text.length)
                .putShort((short) 0)
                .put(text));
        channel.write(ByteBuffer.wrap(beginning), at);
        at += bytes;
        directory.add(little(46 + text.length + 28)
                .putInt(0x02014b50)
                .position(20)
                .putInt(ELSEWHERE)
                .putInt(ELSEWHERE)
                .putShort((short) text.length)
                .putShort((short) 28)
                .position(42)
                .putInt(ELSEWHERE)
                .put(text)
                .putShort((short) 1)
                .putShort((short) 24)
                .putLong(bytes)
                .putLong(bytes)
                .putLong(header));
        return this;
    }

    @Override
    public void close() throws IOException {
        long start = at;
        for (ByteBuffer record : directory) {
            write(record);
        }
        long end = at;
        write(little(56)
                .putInt(0x06064b50)
                .putLong(44)
                .position(24)
                .putLong(directory.size())
                .putLong(directory.size())
                .putLong(end - start)
                .putLong(start));
        write(little(20).putInt(0x07064b50).putInt(0).putLong(end).putInt(1));
        write(little(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putInt(ELSEWHERE)
                .putInt(ELSEWHERE)
                .putInt(ELSEWHERE));
        channel.close();
    }

    private void write(ByteBuffer record) throws IOException {
        at += channel.write(record.clear(), at);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
