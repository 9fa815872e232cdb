package dev.sonde.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.sonde.display.SondeException;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.TensorSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The weights of a model: arrays by the names of its checkpoint, in the order in which the model asks for them.
 *
 * <p>Freezing, groups for the optimiser and saving are operations on this map. The arrays change in place when they are
 * trained, and live until this is closed, or the {@link Torch}.
 */
public final class Parameters implements AutoCloseable {
    private static final double INITIAL_DEVIATION = 0.02;

    private final Torch torch;
    private final Precision type;
    private final Optional<TensorSource> source;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final List<TensorList> lists = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private Parameters(Torch torch, Precision type, Optional<TensorSource> source) {
        this.torch = torch;
        this.type = type;
        this.source = source;
    }

    /**
     * Builds a model from stored weights. Only what it asks for is read, each tensor when it is asked for.
     *
     * @throws SondeException that lists all tensors that are missing or have another shape than the model's
     */
    public static <M> M load(Torch torch, TensorSource source, Function<Parameters, M> model) {
        return load(new Parameters(torch, Precision.FLOAT32, Optional.of(source)), model);
    }

    /**
     * As {@link #load}, but the weights are kept in the type of matrix products: half the memory on a graphics card with
     * half precision. They cannot be trained.
     */
    public static <M> M loadFrozen(Torch torch, TensorSource source, Function<Parameters, M> model) {
        return load(new Parameters(torch, torch.precision(), Optional.of(source)), model);
    }

    private static <M> M load(Parameters parameters, Function<Parameters, M> model) {
        try {
            M built = model.apply(parameters);
            parameters.checkComplete();
            return built;
        } catch (RuntimeException e) {
            parameters.close();
            throw e;
        }
    }

    /** Builds a model with random weights; {@link Torch#seed} says which. */
    public static <M> M random(Torch torch, Function<Parameters, M> model) {
        return model.apply(new Parameters(torch, Precision.FLOAT32, Optional.empty()));
    }

    /** The whole, for a model's constructor. */
    public Weights weights() {
        return new Weights(this, "");
    }

    /** The arrays by name. */
    public Map<String, NDArray> arrays() {
        return Collections.unmodifiableMap(arrays);
    }

    /**
     * The array of that name.
     *
     * @throws SondeException if the model has none
     */
    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new SondeException("The model has no parameter \"" + name + "\"", "Its names: arrays().keySet()");
        }
        return array;
    }

    /** The arrays whose names fulfil a condition. */
    public List<NDArray> where(Predicate<String> name) {
        return arrays.entrySet().stream()
                .filter(entry -> name.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** How many numbers the model has. */
    public long size() {
        return arrays.values().stream().mapToLong(NDArray::size).sum();
    }

    /** The tensors to write to a file, in single precision. */
    public List<StoredTensor> stored() {
        List<StoredTensor> stored = new ArrayList<>();
        arrays.forEach((name, array) -> stored.add(Tensors.stored(torch, name, array)));
        return stored;
    }

    /** Names in the source that the model has not asked for, sorted. */
    public Set<String> unused() {
        Set<String> names = new TreeSet<>(source.map(TensorSource::names).orElse(Set.of()));
        names.removeAll(arrays.keySet());
        return names;
    }

    /** Frees the weights; the model cannot be used any more. */
    @Override
    public void close() {
        lists.forEach(TensorList::close);
        arrays.values().forEach(NDArray::close);
    }

    TensorList list(List<NDArray> layers) {
        TensorList list = TensorList.of(torch, layers);
        lists.add(list);
        return list;
    }

    Torch torch() {
        return torch;
    }

    NDArray take(String name, Weights.Initial initial, long... shape) {
        return arrays.computeIfAbsent(
                name,
                absent -> Torch.permanent(
                        source.isPresent()
                                ? read(source.get(), name, new Shape(shape))
                                : create(initial, new Shape(shape))));
    }

    private NDArray read(TensorSource from, String name, Shape expected) {
        if (!from.names().contains(name)) {
            problems.add(name + " is missing; expected shape " + expected);
            return torch.zeros();
        }
        StoredTensor stored = from.tensor(name);
        Shape found =
                new Shape(stored.shape().stream().mapToLong(Long::longValue).toArray());
        if (!found.equals(expected)) {
            problems.add(name + " has shape " + found + "; expected " + expected);
            return torch.zeros();
        }
        return Tensors.read(torch, stored, type);
    }

    private NDArray create(Weights.Initial initial, Shape shape) {
        return switch (initial) {
            case NORMAL -> torch.manager().randomNormal(0, (float) INITIAL_DEVIATION, shape, DataType.FLOAT32);
            case ZEROS -> torch.manager().zeros(shape, DataType.FLOAT32);
            case ONES -> torch.manager().ones(shape, DataType.FLOAT32);
        };
    }

    private void checkComplete() {
        if (problems.isEmpty()) {
            return;
        }
        Set<String> unused = unused();
        String also = unused.isEmpty() ? "" : System.lineSeparator() + "Not used by the model: " + unused;
        throw new SondeException(
                source.map(TensorSource::place).orElse("") + " does not fit the model:" + System.lineSeparator()
                        + String.join(System.lineSeparator(), problems) + also,
                "Check that the weights and config.json belong together and that all files of the model are there.");
    }
}
