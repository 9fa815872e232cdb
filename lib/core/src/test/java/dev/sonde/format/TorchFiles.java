package dev.sonde.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Checkpoints of PyTorch with whatever pickle, in protocol 0 so that it can be written as text. */
final class TorchFiles {
    private TorchFiles() {}

    /** The pickle of a tensor; shape and strides as numbers with commas. */
    static String tensor(String key, String type, long elements, long offset, String shape, String strides) {
        return "ctorch._utils\n_rebuild_tensor_v2\n((Vstorage\nc" + type + "\nV" + key + "\nVcpu\nI" + elements
                + "\ntQI" + offset + "\n" + tuple(shape) + tuple(strides) + "I00\nccollections\nOrderedDict\n)RtR";
    }

    /** A checkpoint with one storage, whose floats count from 0. */
    static Path write(Path folder, String pickle, int storageBytes) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                zip.setMethod(ZipOutputStream.STORED);
                entry(zip, "w/data.pkl", pickle.getBytes(StandardCharsets.UTF_8));
                entry(zip, "w/byteorder", "little".getBytes(StandardCharsets.UTF_8));
                entry(zip, "w/data/0", floats(storageBytes));
                entry(zip, "w/version", "3\n".getBytes(StandardCharsets.UTF_8));
            }
            return Files.write(Files.createTempFile(folder, "tensors", ".pth"), bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Floats that count from 0, in so many bytes. */
    static byte[] floats(int bytes) {
        ByteBuffer storage = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < bytes / 4; i++) {
            storage.putFloat(4 * i, i);
        }
        return storage.array();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
    }

    private static String tuple(String numbers) {
        return Arrays.stream(numbers.split(", "))
                .map(number -> "I" + number + "\n")
                .collect(Collectors.joining("", "(", "t"));
    }
}
