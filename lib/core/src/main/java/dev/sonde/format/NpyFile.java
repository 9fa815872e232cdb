package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array as NumPy's {@code save} writes it ({@code .npy}, format 1.0 to 3.0), memory-mapped.
 *
 * <p>Only plain numbers in C order and little-endian are read: an array of Python objects would be a pickle, which can
 * hold code. The file must end with the array.
 *
 * <p>Source: NumPy enhancement proposal 1, and {@code numpy/lib/format.py}.
 */
public final class NpyFile implements AutoCloseable {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    /** Magic and two bytes of version. */
    private static final int VERSION_END = 8;

    private static final int MAX_HEADER_BYTES = 1 << 16;

    private static final Map<String, StoredType> TYPES = types();

    /** NumPy writes the keys in this order, and one blank after each comma. */
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': ?'([^']{2,8})', ?'fortran_order': ?(True|False), ?'shape': ?"
                    + "\\(((?:\\d{1,18}, ?)*(?:\\d{1,18})?)\\),? ?\\} *\\n?");

    private final MappedFile file;
    private final StoredTensor tensor;

    private NpyFile(MappedFile file, StoredTensor tensor) {
        this.file = file;
        this.tensor = tensor;
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws SondeException if it cannot be read, is no such file, or holds another kind of array
     */
    public static NpyFile open(Path path) {
        MappedFile file = MappedFile.open(path);
        try {
            return new NpyFile(file, tensor(file));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The array; its name is that of the file, without {@code .npy}. What was read stays valid after closing. */
    public StoredTensor tensor() {
        return tensor;
    }

    @Override
    public void close() {
        file.close();
    }

    private static StoredTensor tensor(MappedFile file) {
        int lengthBytes = lengthBytes(file);
        ByteBuffer length = slice(file, VERSION_END, lengthBytes);
        long headerBytes = lengthBytes == 2 ? length.getShort(0) & 0xFFFF : length.getInt(0) & 0xFFFFFFFFL;
        if (headerBytes > MAX_HEADER_BYTES) {
            throw broken(
                    file, "says that its header has " + headerBytes + " bytes; expected at most " + MAX_HEADER_BYTES);
        }
        int start = VERSION_END + lengthBytes;
        String header = StandardCharsets.UTF_8
                .decode(slice(file, start, (int) headerBytes))
                .toString();
        return tensor(file, header, start + headerBytes);
    }

    private static StoredTensor tensor(MappedFile file, String header, long start) {
        Matcher parts = HEADER.matcher(header);
        if (!parts.matches()) {
            throw broken(
                    file,
                    "has the header " + NearNames.shown(header.strip())
                            + "; expected descr, fortran_order and shape of an array of plain numbers");
        }
        StoredType type = type(file, parts.group(1));
        if (parts.group(2).equals("True")) {
            throw new SondeException(
                    file.path() + " is stored in Fortran order; expected C order",
                    "Save it with np.save(path, np.ascontiguousarray(x)).");
        }
        String name = file.path().getFileName().toString().replaceFirst("\\.npy$", "");
        List<Long> shape = shape(parts.group(3));
        long expected = new TensorShape(name, type, shape).bytes();
        if (expected != file.size() - start) {
            throw broken(
                    file,
                    "has " + (file.size() - start) + " bytes after its header; expected " + expected + " for " + type
                            + " " + shape);
        }
        return new StoredTensor(name, type, shape, file.region(start, expected));
    }

    /** Format 1 has two bytes of header length, later ones four. */
    private static int lengthBytes(MappedFile file) {
        ByteBuffer start = slice(file, 0, VERSION_END);
        byte[] magic = new byte[MAGIC.length];
        start.get(0, magic);
        int version = start.get(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC) || version < 1 || version > 3) {
            throw broken(file, "does not begin like an .npy file of format 1 to 3");
        }
        return version == 1 ? 2 : 4;
    }

    private static StoredType type(MappedFile file, String descr) {
        StoredType type = TYPES.get(descr);
        if (type == null) {
            throw new SondeException(
                    file.path() + " holds numbers of NumPy's type " + NearNames.shown(descr) + "; expected one of "
                            + TYPES.keySet(),
                    "Save it with np.save(path, x.astype('<f4')), or another of these types.");
        }
        return type;
    }

    private static List<Long> shape(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(length -> !length.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    private static ByteBuffer slice(MappedFile file, int offset, int length) {
        if (offset + length > file.size()) {
            throw broken(file, "ends inside its header");
        }
        return file.slice(offset, length);
    }

    private static Map<String, StoredType> types() {
        Map<String, StoredType> types = new LinkedHashMap<>();
        types.put("<f8", StoredType.F64);
        types.put("<f4", StoredType.F32);
        types.put("<f2", StoredType.F16);
        types.put("<i8", StoredType.I64);
        types.put("<i4", StoredType.I32);
        types.put("<i2", StoredType.I16);
        types.put("|i1", StoredType.I8);
        types.put("|u1", StoredType.U8);
        types.put("|b1", StoredType.BOOL);
        return types;
    }

    private static SondeException broken(MappedFile file, String problem) {
        return new SondeException(
                file.path() + " " + problem,
                "Save it again with np.save(path, x); it is damaged, cut off, or no array of numbers.");
    }
}
