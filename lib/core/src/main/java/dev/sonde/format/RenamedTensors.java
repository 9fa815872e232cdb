package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A source under other names; tensors that get none are left out. */
final class RenamedTensors implements TensorSource {
    private final TensorSource source;
    private final Map<String, String> originals = new LinkedHashMap<>();

    RenamedTensors(TensorSource source, Function<String, Optional<String>> names) {
        this.source = source;
        source.names().forEach(original -> names.apply(original).ifPresent(name -> put(name, original)));
    }

    @Override
    public String place() {
        return source.place();
    }

    @Override
    public List<Path> files() {
        return source.files();
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(originals.keySet());
    }

    @Override
    public StoredTensor tensor(String name) {
        String original = originals.get(name);
        if (original == null) {
            throw TensorSource.absent(this, name);
        }
        return source.tensor(original).withName(name);
    }

    @Override
    public void close() {
        source.close();
    }

    private void put(String name, String original) {
        String other = originals.put(name, original);
        if (other != null) {
            throw new SondeException(
                    place() + ": the tensors " + NearNames.shown(other) + " and " + NearNames.shown(original)
                            + " would both be called " + NearNames.shown(name),
                    "Give each another name, or leave one out.");
        }
    }
}
