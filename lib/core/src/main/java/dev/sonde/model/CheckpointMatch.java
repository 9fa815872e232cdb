package dev.sonde.model;

import dev.sonde.display.SondeException;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorBytes;
import dev.sonde.format.TensorSource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Brings the tensors of a file and those that a model needs together. */
final class CheckpointMatch {
    private static final int MOST_SHOWN = 12;
    private static final String QKV_BIAS = ".self_attn.qkv.bias";

    private final TensorSource source;
    private final CheckpointLayout layout;
    private final Map<String, StoredTensor> found = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final List<String> misshapen = new ArrayList<>();

    CheckpointMatch(TensorSource source, CheckpointLayout layout) {
        this.source = source;
        this.layout = layout;
    }

    /** The needed tensors in the layout's order, then the heads. */
    Map<String, StoredTensor> tensors() {
        source.names().forEach(this::rename);
        joinBiases();
        Map<String, StoredTensor> needed = new LinkedHashMap<>();
        layout.shapes().forEach((name, shape) -> {
            StoredTensor tensor = found.remove(name);
            if (tensor == null) {
                missing.add(name + " " + shape);
            } else if (checkShape(tensor, shape)) {
                needed.put(name, tensor);
            }
        });
        found.forEach((name, tensor) -> {
            if (layout.isExtra(name)) {
                needed.put(name, tensor);
            } else {
                unexpected.add(tensor.toString());
            }
        });
        failIfWrong();
        return needed;
    }

    /** Where a file holds one tensor under two spellings, the canonical one counts. */
    private void rename(String original) {
        layout.names().canonical(original).ifPresent(name -> {
            StoredTensor tensor = source.tensor(original).withName(name);
            StoredTensor other = original.equals(name) ? found.put(name, tensor) : found.putIfAbsent(name, tensor);
            if (other != null && !other.shape().equals(tensor.shape())) {
                unexpected.add(source.tensor(original) + ", as " + other);
            }
        });
    }

    private void joinBiases() {
        for (String name : layout.shapes().keySet()) {
            if (name.endsWith(QKV_BIAS)) {
                String attention = name.substring(0, name.length() - "qkv.bias".length());
                joinBias(name, found.get(attention + "q_bias"), found.get(attention + "v_bias"));
            }
        }
    }

    /** q_bias, zeros, v_bias: keys have no bias in EVA-CLIP. */
    private void joinBias(String name, StoredTensor query, StoredTensor value) {
        List<Long> third = List.of(layout.shapes().get(name).get(0) / 3);
        boolean fit = query != null
                && value != null
                && query.type() == value.type()
                && query.shape().equals(third)
                && value.shape().equals(third);
        if (!fit) {
            return;
        }
        found.remove(query.name());
        found.remove(value.name());
        TensorBytes zeros = TensorBytes.of(ByteBuffer.allocate((int) query.bytes()));
        TensorBytes joined = TensorBytes.joined(List.of(query.content(), zeros, value.content()));
        found.putIfAbsent(
                name, new StoredTensor(name, query.type(), layout.shapes().get(name), joined));
    }

    private boolean checkShape(StoredTensor tensor, List<Long> shape) {
        StoredType type = tensor.type();
        boolean right = tensor.shape().equals(shape) && type.isFloating();
        if (!right) {
            misshapen.add(tensor + ", expected floating-point " + shape);
        }
        return right;
    }

    private void failIfWrong() {
        if (missing.isEmpty() && unexpected.isEmpty() && misshapen.isEmpty()) {
            return;
        }
        throw new SondeException(
                source.place() + " does not fit " + layout.model() + " of the given sizes: of "
                        + layout.shapes().size() + " tensors " + missing.size() + " are missing and "
                        + misshapen.size() + " have another shape; " + unexpected.size() + " are unexpected."
                        + list("missing", missing) + list("another shape", misshapen)
                        + list("unexpected", unexpected),
                "Give the folder or file of that model, with its own config.json.");
    }

    private static String list(String title, List<String> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        String more = lines.size() > MOST_SHOWN ? "\n    and " + (lines.size() - MOST_SHOWN) + " more" : "";
        return lines.stream().limit(MOST_SHOWN).collect(Collectors.joining("\n    ", "\n  " + title + ":\n    ", more));
    }
}
