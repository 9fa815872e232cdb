package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;

/**
 * A tensor that lies in a file: what it is called and how it is shaped. Its elements are read when they are asked for.
 *
 * @param name the key of the checkpoint, e.g. {@code qformer.layernorm.weight}
 * @param shape the lengths of the axes; an empty list is a scalar
 * @param content the elements in row-major order, little-endian
 */
public record StoredTensor(String name, StoredType type, List<Long> shape, TensorBytes content) {
    private static final int CHUNK_BYTES = 1 << 20;

    public StoredTensor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        shape = List.copyOf(shape);
        TensorShape declared = new TensorShape(name, type, shape);
        if (content.size() != declared.bytes()) {
            throw new SondeException(
                    declared + " has " + content.size() + " bytes; expected " + declared.bytes(),
                    "The file is damaged, or its writer is wrong: fetch or write it again.");
        }
    }

    /** A tensor of single-precision numbers in memory. */
    public static StoredTensor ofFloats(String name, List<Long> shape, float... values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(4, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new StoredTensor(name, StoredType.F32, shape, TensorBytes.of(bytes));
    }

    /** A tensor of 64-bit integers in memory. */
    public static StoredTensor ofLongs(String name, List<Long> shape, long... values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(8, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return new StoredTensor(name, StoredType.I64, shape, TensorBytes.of(bytes));
    }

    /** The same tensor under another name. */
    public StoredTensor withName(String other) {
        return new StoredTensor(other, type, shape, content);
    }

    /** The same elements in another floating-point type, converted when they are read; rounded to nearest, ties to even. */
    public StoredTensor as(StoredType other) {
        if (other == type) {
            return this;
        }
        if (!type.isFloating() || !other.isFloating()) {
            throw new SondeException(
                    this + " cannot become " + other, "Only floating-point types are converted into each other.");
        }
        return new StoredTensor(name, other, shape, new ConvertedBytes(this, other));
    }

    /** Its name, type and shape. */
    public TensorShape declared() {
        return new TensorShape(name, type, shape);
    }

    /** How many elements. */
    public long elements() {
        return content.size() / type.bytes();
    }

    /** How many bytes. */
    public long bytes() {
        return content.size();
    }

    /**
     * All bytes, read-only and little-endian: without a copy where they lie in one piece in a file. Native code must
     * not write to that memory, which is mapped read-only.
     *
     * @throws SondeException if they are more than one buffer can hold (2 GiB); read them with {@link #slice}
     */
    public ByteBuffer buffer() {
        if (bytes() > Integer.MAX_VALUE) {
            throw new SondeException(
                    this + " has " + bytes() + " bytes, more than one buffer holds (2147483647)",
                    "Read it in pieces with slice(offset, length).");
        }
        return slice(0, (int) bytes());
    }

    /** Some of the bytes, as {@link #buffer()}. */
    public ByteBuffer slice(long offset, int length) {
        return content.slice(offset, length);
    }

    /**
     * The elements of a floating-point tensor as single-precision numbers; exact from F32, F16 and BF16, rounded from
     * F64.
     *
     * @throws SondeException if the elements are integers, or more than an array can hold
     */
    public float[] floats() {
        float[] out = new float[arrayLength(type.isFloating(), "floating-point numbers")];
        for (int done = 0; done < out.length; ) {
            ByteBuffer chunk = chunk(done, out.length);
            int count = chunk.remaining() / type.bytes();
            Elements.toFloats(type, chunk, out, done, count);
            done += count;
        }
        return out;
    }

    /**
     * The elements of an integer or boolean tensor; U8 as 0 to 255.
     *
     * @throws SondeException if the elements are floating-point numbers, or more than an array can hold
     */
    public long[] longs() {
        long[] out = new long[arrayLength(!type.isFloating(), "integers")];
        for (int done = 0; done < out.length; ) {
            ByteBuffer chunk = chunk(done, out.length);
            int count = chunk.remaining() / type.bytes();
            Elements.toLongs(type, chunk, out, done, count);
            done += count;
        }
        return out;
    }

    /** Name, type and shape, e.g. {@code tensor "itm_head.bias" (F32 [2])}. */
    @Override
    public String toString() {
        return declared().toString();
    }

    private int arrayLength(boolean rightType, String wanted) {
        if (!rightType) {
            throw new SondeException(
                    this + " does not hold " + wanted, "Read it with floats() or longs() as its type says.");
        }
        if (elements() > Integer.MAX_VALUE - 8) {
            throw new SondeException(
                    this + " has " + elements() + " elements, more than an array holds",
                    "Read it in pieces with slice(offset, length).");
        }
        return (int) elements();
    }

    private ByteBuffer chunk(int doneElements, int allElements) {
        long offset = (long) doneElements * type.bytes();
        long left = (long) allElements * type.bytes() - offset;
        return slice(offset, (int) Math.min(left, CHUNK_BYTES));
    }
}
