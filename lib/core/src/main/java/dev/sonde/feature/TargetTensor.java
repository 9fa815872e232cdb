package dev.sonde.feature;

import dev.sonde.display.SondeException;
import dev.sonde.format.StoredTensor;
import java.nio.file.Path;
import java.util.List;

/** Reads what must be predicted from a tensor called {@code label} [N] or {@code box} [N, 4]. */
final class TargetTensor {
    private TargetTensor() {}

    static Targets read(Path file, StoredTensor tensor) {
        Targets.Kind kind = tensor.name().equals(Targets.Kind.BOX.tensor()) ? Targets.Kind.BOX : Targets.Kind.TRUTH;
        List<Long> shape = tensor.shape();
        boolean column = shape.size() == 1 || shape.size() == 2 && shape.get(1) == 1;
        boolean fits = kind == Targets.Kind.TRUTH ? column : shape.size() == 2 && shape.get(1) == kind.width();
        if (!fits) {
            throw new SondeException(
                    file + ": " + tensor + " has the wrong shape; expected "
                            + (kind == Targets.Kind.TRUTH ? "[rows]" : "[rows, 4]"),
                    "Write 0 or 1 for each row as \"label\", or centre x, centre y, width and height as \"box\".");
        }
        return Located.in(file, () -> Targets.of(kind, numbers(tensor)));
    }

    private static float[] numbers(StoredTensor tensor) {
        if (tensor.type().isFloating()) {
            return tensor.floats();
        }
        long[] whole = tensor.longs();
        float[] values = new float[whole.length];
        for (int i = 0; i < whole.length; i++) {
            values[i] = whole[i];
        }
        return values;
    }
}
