package dev.sonde.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.TorchScriptBridge;
import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A call of a {@link Kernel}: arguments in the order of its text, then one of the ways to take the result. */
public final class KernelCall {
    // A native null: the JNI has no way to make an IValue of None but a call that returns it.
    private static final String NONE = """
            def none(self) -> Optional[Tensor]:
                return None
            """;

    private final Kernel kernel;
    private final List<Argument> arguments = new ArrayList<>();

    /** An argument as the native library takes it, and what messages show; a call that succeeds shows nothing. */
    private record Argument(IValue value, boolean ours, Supplier<String> shown) {}

    KernelCall(Kernel kernel) {
        this.kernel = kernel;
    }

    /** A tensor. */
    public KernelCall with(NDArray tensor) {
        return add(IValue.from((PtNDArray) tensor), () -> tensor.getShape().toString());
    }

    /** A tensor or None, for a parameter of type {@code Optional[Tensor]}. */
    public KernelCall with(Optional<? extends NDArray> tensor) {
        return tensor.isPresent() ? with(tensor.get()) : add(none(), () -> "None");
    }

    /** A list of tensors that is passed again and again. */
    public KernelCall with(TensorList tensors) {
        arguments.add(new Argument(tensors.value(), false, tensors::toString));
        return this;
    }

    /** A list of tensors. */
    public KernelCall with(List<? extends NDArray> tensors) {
        return add(TensorList.value(tensors), () -> tensors.size() + " tensors");
    }

    /** A {@code float} (64 bits). */
    public KernelCall with(double number) {
        return add(IValue.from(number), () -> String.valueOf(number));
    }

    /** An {@code int} (64 bits). */
    public KernelCall with(long number) {
        return add(IValue.from(number), () -> String.valueOf(number));
    }

    /** An {@code int} (64 bits). */
    public KernelCall with(int number) {
        return with((long) number);
    }

    /** A {@code bool}. */
    public KernelCall with(boolean flag) {
        return add(IValue.from(flag), () -> String.valueOf(flag));
    }

    /** A {@code List[int]}. */
    public KernelCall with(long[] numbers) {
        return add(IValue.listFrom(numbers), () -> numbers.length + " integers");
    }

    /** A {@code List[float]}. */
    public KernelCall with(double[] numbers) {
        return add(IValue.listFrom(numbers), () -> numbers.length + " numbers");
    }

    /** Runs a kernel that returns a tensor. */
    public NDArray tensor() {
        return run(result -> result.toTensor(kernel.torch().manager()));
    }

    /** Runs a kernel that returns a list of tensors. */
    public List<NDArray> tensors() {
        return run(result -> List.of(result.toTensorArray(kernel.torch().manager())));
    }

    /** Runs a kernel that returns a {@code float}. */
    public double number() {
        return run(IValue::toDouble);
    }

    /** Runs a kernel that returns an {@code int}. */
    public long integer() {
        return run(IValue::toLong);
    }

    /** Runs a kernel that returns an {@code int} or nothing, for what it changes in place. */
    public void run() {
        run(result -> 0);
    }

    private KernelCall add(IValue value, Supplier<String> shown) {
        arguments.add(new Argument(value, true, shown));
        return this;
    }

    private <T> T run(Function<IValue, T> read) {
        TorchEngine.readyThread();
        IValue[] values = new IValue[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).value();
        }
        try (IValue result = TorchScriptBridge.call(kernel.module(), kernel.toString(), values)) {
            return read.apply(result);
        } catch (EngineException e) {
            throw failure(e);
        } finally {
            closeOurs();
        }
    }

    private void closeOurs() {
        for (Argument argument : arguments) {
            if (argument.ours()) {
                argument.value().close();
            }
        }
    }

    private IValue none() {
        return TorchScriptBridge.call(kernel.torch().kernels(NONE).get("none").module(), "none", new IValue[0]);
    }

    private SondeException failure(EngineException e) {
        String shown =
                arguments.stream().map(argument -> argument.shown().get()).collect(Collectors.joining(", "));
        return new SondeException(
                "Kernel " + kernel + "(" + shown + ") failed:" + System.lineSeparator() + e.getMessage(),
                "Check that the shapes of the arrays fit each other and the model's configuration.",
                e);
    }
}
