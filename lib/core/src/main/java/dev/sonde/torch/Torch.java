package dev.sonde.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.sonde.display.SondeException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * PyTorch on one device: makes arrays, compiles kernels, opens scopes. Closing it frees all that was made.
 *
 * <p>Arrays made in a {@link Scope} live until it closes, all others until the {@code Torch} closes.
 *
 * <pre>{@code
 * try (Torch torch = Torch.open()) {
 *     NDArray x = torch.array(new float[] {1, 2, 3, 4}, 2, 2);
 * }
 * }</pre>
 */
public final class Torch implements AutoCloseable {
    private final Device device;
    private final Precision precision;
    private final PtNDManager manager;
    private final Map<String, Kernels> kernels = new ConcurrentHashMap<>();

    private Torch(Device device, Precision precision) {
        this.device = device;
        this.precision = precision;
        this.manager = (PtNDManager) TorchEngine.newManager(device);
    }

    /** The processor in single precision: the reference. */
    public static Torch open() {
        return open(Device.cpu(), Precision.FLOAT32);
    }

    /**
     * A device and the precision of its matrix products.
     *
     * @throws SondeException if there is no such device, with what to set, or PyTorch does not load
     */
    public static Torch open(Device device, Precision precision) {
        return new Torch(device, precision);
    }

    /** Where arrays live. */
    public Device device() {
        return device;
    }

    /** In which type of number matrices are multiplied. */
    public Precision precision() {
        return precision;
    }

    /**
     * The kernels of a text, compiled on first use; see {@link Kernels}.
     *
     * @throws SondeException if the text is not valid; the message shows the line
     */
    public Kernels kernels(String text) {
        return kernels.computeIfAbsent(text, unseen -> new Kernels(this, unseen));
    }

    /** Single-precision numbers in row-major order. */
    public NDArray array(float[] values, long... shape) {
        return owned(manager.create(FloatBuffer.wrap(values), new Shape(shape), DataType.FLOAT32));
    }

    /** Whole numbers (64 bits) in row-major order, such as token ids. */
    public NDArray array(long[] values, long... shape) {
        return owned(manager.create(LongBuffer.wrap(values), new Shape(shape), DataType.INT64));
    }

    // An array over Java's memory would dangle in its views, and in what the backward pass reads, once it is closed.
    private static NDArray owned(NDArray overJavaMemory) {
        try (overJavaMemory) {
            return overJavaMemory.duplicate();
        }
    }

    /** Single-precision zeros. */
    public NDArray zeros(long... shape) {
        return manager.zeros(new Shape(shape), DataType.FLOAT32);
    }

    /** Opens a scope that records no gradients: for evaluation and encoding. */
    public Scope inference() {
        return new Scope(false);
    }

    /** Opens a scope that records what gradients need. */
    public Scope training() {
        return new Scope(true);
    }

    /** Computes a plain Java value in a scope without gradients; the arrays of the computation are freed. */
    public <T> T inference(Supplier<T> computation) {
        return within(inference(), computation);
    }

    /** Takes a step of a training and gives a plain Java value of it, such as the loss; its arrays are freed. */
    public <T> T training(Supplier<T> step) {
        return within(training(), step);
    }

    private static <T> T within(Scope scope, Supplier<T> computation) {
        try (scope) {
            return computation.get();
        }
    }

    /** Sets the seed of the generator that dropout and random weights draw from; the process has one generator. */
    public void seed(long seed) {
        JniUtils.setSeed(seed);
    }

    /** Sets how many threads one operation may use in this process; 1 is best beside other busy processes. */
    public void threads(int number) {
        if (number < 1) {
            throw new SondeException(number + " threads cannot compute", "Give at least 1.");
        }
        JniUtils.setNumThreads(number);
    }

    /** How many arrays are alive; a loop that leaks makes it grow. */
    public int liveArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        kernels.values().forEach(Kernels::close);
        manager.close();
    }

    PtNDManager manager() {
        return manager;
    }

    /** Takes an array out of the scope in which it was just made: it lives as long as this. */
    static <T extends NDArray> T permanent(T array) {
        NDScope.unregister(array);
        return array;
    }

    @Override
    public String toString() {
        return "PyTorch on " + device + " in " + precision;
    }
}
