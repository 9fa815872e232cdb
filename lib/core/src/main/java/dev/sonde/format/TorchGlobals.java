package dev.sonde.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The Python names that a checkpoint of PyTorch may use, a closed list: tensors, parameters, their storages, ordered
 * dictionaries. Optimizer states, configurations and whole pickled models name other classes, and are refused.
 */
final class TorchGlobals implements PickleGlobals {
    private static final PickleGlobal TENSOR = new PickleGlobal("torch._utils", "_rebuild_tensor_v2");
    private static final PickleGlobal PARAMETER = new PickleGlobal("torch._utils", "_rebuild_parameter");
    private static final PickleGlobal ORDERED_DICT = new PickleGlobal("collections", "OrderedDict");

    private static final Map<PickleGlobal, StoredType> STORAGES = Map.of(
            storage("Double"), StoredType.F64,
            storage("Float"), StoredType.F32,
            storage("Half"), StoredType.F16,
            storage("BFloat16"), StoredType.BF16,
            storage("Long"), StoredType.I64,
            storage("Int"), StoredType.I32,
            storage("Short"), StoredType.I16,
            storage("Char"), StoredType.I8,
            storage("Byte"), StoredType.U8,
            storage("Bool"), StoredType.BOOL);

    private final Function<String, Optional<TensorBytes>> storages;
    private final long mostBytes;

    /**
     * @param storages the bytes of a storage by its key
     * @param mostBytes a view that repeats elements may not have more
     */
    TorchGlobals(Function<String, Optional<TensorBytes>> storages, long mostBytes) {
        this.storages = storages;
        this.mostBytes = mostBytes;
    }

    @Override
    public boolean mayName(PickleGlobal global) {
        return global.equals(TENSOR)
                || global.equals(PARAMETER)
                || global.equals(ORDERED_DICT)
                || STORAGES.containsKey(global);
    }

    @Override
    public Optional<Object> construct(PickleGlobal callee, List<Object> arguments) {
        if (callee.equals(TENSOR)) {
            return Optional.of(tensor(arguments));
        }
        if (callee.equals(PARAMETER)) {
            return Optional.of(argument(arguments, 0, TorchTensor.class, "a tensor"));
        }
        return callee.equals(ORDERED_DICT) ? PickleGlobals.PLAIN.construct(callee, arguments) : Optional.empty();
    }

    /** A state dict carries attributes (versions of modules) that say nothing about its tensors. */
    @Override
    public Optional<Object> build(Object instance, Object state) {
        return instance instanceof Map && state instanceof Map ? Optional.of(instance) : Optional.empty();
    }

    /** {@code ("storage", torch.FloatStorage, key, device, number of elements)}. */
    @Override
    public Optional<Object> persistent(Object id) {
        if (!(id instanceof List<?> parts) || parts.size() != 5 || !"storage".equals(parts.get(0))) {
            return Optional.empty();
        }
        StoredType type = parts.get(1) instanceof PickleGlobal global ? STORAGES.get(global) : null;
        if (type == null || !(parts.get(2) instanceof String key) || !(parts.get(4) instanceof Long elements)) {
            throw new IllegalArgumentException("expected a storage's type, key, device and number of elements");
        }
        TensorBytes bytes = storages.apply(key)
                .orElseThrow(() -> new IllegalArgumentException("the file has no storage " + NearNames.shown(key)));
        if (elements < 0 || elements > bytes.size() / type.bytes()) {
            throw new IllegalArgumentException("storage " + NearNames.shown(key) + " has " + bytes.size()
                    + " bytes, too few for " + elements + " elements of type " + type);
        }
        return Optional.of(new TorchStorage(type, bytes, elements));
    }

    /** {@code (storage, offset, shape, strides, requires_grad, hooks)}. */
    private TorchTensor tensor(List<Object> arguments) {
        TorchStorage storage = argument(arguments, 0, TorchStorage.class, "a storage");
        long offset = argument(arguments, 1, Long.class, "the offset");
        TorchTensor tensor = new TorchTensor(storage, offset, numbers(arguments, 2), numbers(arguments, 3));
        tensor.check(mostBytes);
        return tensor;
    }

    private static List<Long> numbers(List<Object> arguments, int at) {
        List<?> list = argument(arguments, at, List.class, "the shape or the strides");
        if (list.size() > StoredType.MAX_AXES || !list.stream().allMatch(Long.class::isInstance)) {
            throw new IllegalArgumentException("expected at most " + StoredType.MAX_AXES + " whole numbers");
        }
        return list.stream().map(Long.class::cast).toList();
    }

    private static <T> T argument(List<Object> arguments, int at, Class<T> type, String expected) {
        if (at >= arguments.size() || !type.isInstance(arguments.get(at))) {
            throw new IllegalArgumentException("expected " + expected + " as argument " + (at + 1));
        }
        return type.cast(arguments.get(at));
    }

    private static PickleGlobal storage(String name) {
        return new PickleGlobal("torch", name + "Storage");
    }
}
