package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Several sources as one; no name may be in two of them. */
final class JoinedTensors implements TensorSource {
    private final List<TensorSource> sources;
    private final Map<String, TensorSource> owners = new LinkedHashMap<>();

    JoinedTensors(List<TensorSource> sources) {
        this.sources = List.copyOf(sources);
        for (TensorSource source : sources) {
            for (String name : source.names()) {
                TensorSource other = owners.put(name, source);
                if (other != null) {
                    close();
                    throw new SondeException(
                            "The tensor " + NearNames.shown(name) + " is both in " + other.place() + " and in "
                                    + source.place(),
                            "Leave it out of one of them with renamed(...).");
                }
            }
        }
    }

    @Override
    public String place() {
        return sources.stream().map(TensorSource::place).collect(Collectors.joining(" and "));
    }

    @Override
    public List<Path> files() {
        return sources.stream().anyMatch(source -> source.files().isEmpty())
                ? List.of()
                : sources.stream().flatMap(source -> source.files().stream()).toList();
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(owners.keySet());
    }

    @Override
    public StoredTensor tensor(String name) {
        TensorSource owner = owners.get(name);
        if (owner == null) {
            throw TensorSource.absent(this, name);
        }
        return owner.tensor(name);
    }

    @Override
    public void close() {
        sources.forEach(TensorSource::close);
    }
}
