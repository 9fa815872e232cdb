package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tensors of a checkpoint that {@code torch.save} wrote ({@code .pth}, {@code .pt}, {@code .bin}; the zip format of
 * PyTorch 1.6 and later), memory-mapped.
 *
 * <p>Nothing of the file is run: its pickle is read with a closed list of names (see {@link PickleReader}). The tensors
 * are those of the state dict: the dictionary under {@code model} or {@code state_dict}, where trainers such as LAVIS put
 * it, or else the outermost one. Tensors may be views of one storage; what is no tensor is left out.
 */
public final class PthFile implements TensorSource {
    /** LAVIS's largest checkpoint has a pickle of about 200 kB; a larger one holds something else than tensors. */
    private static final int MAX_PICKLE_BYTES = 64 << 20;

    private static final String PICKLE = "data.pkl";
    private static final List<String> STATE_DICT_KEYS = List.of("model", "state_dict");

    private final MappedFile file;
    private final Map<String, StoredTensor> tensors;

    private PthFile(MappedFile file, Map<String, StoredTensor> tensors) {
        this.file = file;
        this.tensors = tensors;
    }

    /**
     * Opens a checkpoint and reads where its tensors are.
     *
     * @throws SondeException if it cannot be read, is damaged, is in the format before PyTorch 1.6, or names Python code
     *     beyond tensors
     */
    public static PthFile open(Path path) {
        return open(MappedFile.open(path));
    }

    /** Reads an open file, and closes it if it is wrong. */
    static PthFile open(MappedFile file) {
        try {
            return new PthFile(file, read(file));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public String place() {
        return file.path().toString();
    }

    @Override
    public List<Path> files() {
        return List.of(file.path());
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    /** All tensors by name, in the order of the state dict. */
    public Map<String, StoredTensor> tensors() {
        return tensors;
    }

    @Override
    public StoredTensor tensor(String name) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw TensorSource.absent(this, name);
        }
        return tensor;
    }

    @Override
    public void close() {
        file.close();
    }

    private static Map<String, StoredTensor> read(MappedFile file) {
        Map<String, TensorBytes> entries = ZipDirectory.read(file);
        String folder = folder(file, entries);
        checkByteOrder(file, entries.get(folder + "byteorder"));
        TorchGlobals globals =
                new TorchGlobals(key -> Optional.ofNullable(entries.get(folder + "data/" + key)), file.size());
        String place = file.path() + ", " + folder + PICKLE;
        byte[] pickle = pickle(place, entries.get(folder + PICKLE));
        Object root = PickleReader.plain().withGlobals(globals).read(place, pickle);
        return tensors(file, stateDict(root));
    }

    /** All entries lie in one folder, which has the name that the file had when it was saved. */
    private static String folder(MappedFile file, Map<String, TensorBytes> entries) {
        List<String> pickles = entries.keySet().stream()
                .filter(name -> name.endsWith("/" + PICKLE) && name.indexOf('/') == name.length() - PICKLE.length() - 1)
                .toList();
        if (pickles.size() != 1) {
            throw new SondeException(
                    file.path() + " is a zip file, but not of PyTorch: expected one entry folder/data.pkl, found "
                            + pickles.size(),
                    "Check that it is the right file.");
        }
        return pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
    }

    private static void checkByteOrder(MappedFile file, TensorBytes entry) {
        if (entry == null) {
            return; // files before PyTorch 2.1 do not say; all machines that wrote them were little-endian
        }
        String order = StandardCharsets.US_ASCII
                .decode(entry.slice(0, (int) Math.min(16, entry.size())))
                .toString();
        if (!order.equals("little")) {
            throw new SondeException(
                    file.path() + " was written on a machine of another byte order: " + NearNames.shown(order),
                    "Load it in Python and save it with safetensors, which has one byte order.");
        }
    }

    private static byte[] pickle(String place, TensorBytes entry) {
        if (entry.size() > MAX_PICKLE_BYTES) {
            throw new SondeException(
                    place + " has " + entry.size() + " bytes; the pickle of a checkpoint has at most "
                            + MAX_PICKLE_BYTES,
                    "Save the tensors alone, with torch.save(model.state_dict(), path).");
        }
        ByteBuffer bytes = entry.slice(0, (int) entry.size());
        byte[] pickle = new byte[bytes.remaining()];
        bytes.get(pickle);
        return pickle;
    }

    private static Object stateDict(Object root) {
        if (root instanceof Map<?, ?> map) {
            for (String key : STATE_DICT_KEYS) {
                if (map.get(key) instanceof Map<?, ?> inner) {
                    return inner;
                }
            }
        }
        return root;
    }

    private static Map<String, StoredTensor> tensors(MappedFile file, Object stateDict) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        if (stateDict instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key instanceof String name && value instanceof TorchTensor tensor) {
                    tensors.put(name, tensor.named(name));
                }
            });
        }
        if (tensors.isEmpty()) {
            throw new SondeException(
                    file.path() + " holds no state dict: expected a dictionary of tensors, by itself or under one of "
                            + STATE_DICT_KEYS,
                    "Save the tensors with torch.save(model.state_dict(), path).");
        }
        return Collections.unmodifiableMap(tensors);
    }
}
