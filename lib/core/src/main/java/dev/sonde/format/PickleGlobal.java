package dev.sonde.format;

import java.util.Objects;

/**
 * A class or function of Python that a pickle names, e.g. {@code collections.OrderedDict}; only the name, never code.
 *
 * @param module the module, e.g. {@code collections}
 * @param name the name in the module, e.g. {@code OrderedDict}
 */
public record PickleGlobal(String module, String name) {
    public PickleGlobal {
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(name, "name");
    }

    /** Module and name, e.g. {@code collections.OrderedDict}. */
    @Override
    public String toString() {
        return module + "." + name;
    }
}
