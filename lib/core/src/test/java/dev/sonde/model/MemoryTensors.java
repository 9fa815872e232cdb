package dev.sonde.model;

import dev.sonde.format.StoredTensor;
import dev.sonde.format.TensorSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Tensors in memory, to rename, drop and add. */
final class MemoryTensors implements TensorSource {
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    private boolean closed;

    /** The tensors of a source, under other names where the operator gives one; null drops a tensor. */
    static MemoryTensors of(TensorSource source, UnaryOperator<String> names) {
        MemoryTensors memory = new MemoryTensors();
        for (String name : source.names()) {
            String renamed = names.apply(name);
            if (renamed != null) {
                memory.put(source.tensor(name).withName(renamed));
            }
        }
        return memory;
    }

    MemoryTensors put(StoredTensor tensor) {
        tensors.put(tensor.name(), tensor);
        return this;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    @Override
    public StoredTensor tensor(String name) {
        return tensors.get(name);
    }

    @Override
    public void close() {
        closed = true;
    }
}
