package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Finds the tensors of a model by its path. */
final class TensorFolder {
    /** In the order in which they are preferred: safetensors first, as they can hold no code. */
    private static final List<String> NAMES =
            List.of("model.safetensors", "model.safetensors.index.json", "pytorch_model.bin");

    private TensorFolder() {}

    static TensorSource open(Path path) {
        return Files.isDirectory(path) ? openFile(inside(path)) : openFile(path);
    }

    private static Path inside(Path folder) {
        return NAMES.stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new SondeException(
                        folder + " holds no model: expected one of " + NAMES,
                        "Give the folder of a Hugging Face model, or the path of a .safetensors or .pth file."));
    }

    private static TensorSource openFile(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return ShardedTensors.open(file);
        }
        boolean torch = name.endsWith(".pth") || name.endsWith(".pt") || name.endsWith(".bin");
        return torch ? PthFile.open(file) : SafetensorsFile.open(file);
    }
}
