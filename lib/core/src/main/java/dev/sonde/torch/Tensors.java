package dev.sonde.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.sonde.display.SondeException;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Arrays from stored tensors and back. Stored floating-point numbers become single precision, exactly but for F64. */
public final class Tensors {
    /** Bytes that are mapped at a time; a multiple of every element's size. */
    private static final int CHUNK_BYTES = 1 << 28;

    /** PyTorch's number of the type of 64-bit integers. */
    private static final int INT64 = 4;

    // DJL cannot make bfloat16 arrays: their bits arrive as float16 and are renamed here (15 is bfloat16).
    private static final String TEXT = """
            def empty(self, like: Tensor, size: int, type: int) -> Tensor:
                return torch.empty([size], dtype=type, device=like.device)
            def fill(self, whole: Tensor, start: int, part: Tensor, bfloat16: bool) -> int:
                x = part
                if bfloat16:
                    x = torch.view_copy(part, 15)
                torch.slice(whole, 0, start, start + part.size(0)).copy_(x)
                return start
            def shaped(self, whole: Tensor, shape: List[int]) -> Tensor:
                return whole.reshape(shape)
            def finite(self, x: Tensor) -> int:
                if bool(torch.isfinite(torch.sum(x, dtype=6))):
                    return 1
                return int(torch.all(torch.isfinite(x)))
            def clear(self, x: Tensor) -> int:
                x.zero_()
                return 0
            def part(self, whole: Tensor, start: int, end: int) -> Tensor:
                return torch.slice(torch.flatten(whole), 0, start, end)
            """;

    private Tensors() {}

    /** The array of a stored tensor: floating-point numbers in single precision, whole numbers in 64 bits. */
    public static NDArray read(Torch torch, StoredTensor stored) {
        return read(torch, stored, Precision.FLOAT32);
    }

    /** As {@link #read(Torch, StoredTensor)}, with floating-point numbers in that type. */
    public static NDArray read(Torch torch, StoredTensor stored, Precision precision) {
        int size = stored.type().bytes();
        try (NDArray flat = empty(torch, stored.type(), stored.elements(), precision)) {
            for (long start = 0; start < stored.elements(); start += CHUNK_BYTES / size) {
                int length = (int) Math.min(CHUNK_BYTES, stored.bytes() - start * size);
                fill(torch, flat, start, stored.type(), stored.slice(start * size, length));
            }
            return Torch.permanent(shaped(torch, flat, stored.shape()));
        }
    }

    /**
     * Some rows of a stored tensor of floating-point numbers, [rows, …], in single precision; only they are read. The
     * array belongs to the open scope.
     */
    public static NDArray rows(Torch torch, StoredTensor stored, List<Integer> rows) {
        int rowBytes = Math.toIntExact(stored.bytes() / stored.shape().get(0));
        long rowSize = rowBytes / stored.type().bytes();
        List<Long> shape = new ArrayList<>(stored.shape());
        shape.set(0, (long) rows.size());
        try (NDArray flat = empty(torch, stored.type(), rows.size() * rowSize, Precision.FLOAT32)) {
            for (int i = 0; i < rows.size(); i++) {
                fill(torch, flat, i * rowSize, stored.type(), stored.slice((long) rows.get(i) * rowBytes, rowBytes));
            }
            return shaped(torch, flat, shape);
        }
    }

    /** Gives an array the values of a stored tensor of its shape; it may be one that is trained. */
    public static void copy(Torch torch, StoredTensor stored, NDArray into) {
        try (NDArray values = read(torch, stored)) {
            if (!values.getShape().equals(into.getShape())) {
                throw new SondeException(
                        stored + " cannot become values of an array of shape " + into.getShape(),
                        "Take the file that belongs to this model.");
            }
            Snapshot.copy(torch, List.of(into), List.of(values));
        }
    }

    /** An array as a tensor to be written; its elements are read when the writer asks for them. */
    public static StoredTensor stored(Torch torch, String name, NDArray array) {
        StoredType type = storedType(name, array.getDataType());
        List<Long> shape = Arrays.stream(array.getShape().getShape()).boxed().toList();
        return new StoredTensor(name, type, shape, new ArrayBytes(torch, array, type.bytes()));
    }

    /** Sets all elements of an array to 0. */
    public static void clear(Torch torch, NDArray array) {
        torch.kernels(TEXT).get("clear").on(array).run();
    }

    /** Whether an array of floating-point numbers holds neither NaN nor infinity; one pass over it. */
    static boolean isFinite(Torch torch, NDArray array) {
        return torch.kernels(TEXT).get("finite").on(array).integer() == 1;
    }

    private static void fill(Torch torch, NDArray flat, long start, StoredType type, ByteBuffer bytes) {
        Shape shape = new Shape(bytes.remaining() / type.bytes());
        // DJL takes a buffer in the machine's own order for granted; all supported machines are little-endian.
        try (NDArray part = torch.manager().create(bytes, shape, arrayType(type))) {
            torch.kernels(TEXT)
                    .get("fill")
                    .on(flat)
                    .with(start)
                    .with(part)
                    .with(type == StoredType.BF16)
                    .run();
        }
    }

    private static NDArray empty(Torch torch, StoredType stored, long elements, Precision precision) {
        int type = stored.isFloating() ? precision.code() : INT64;
        try (NDArray like = torch.zeros()) {
            KernelCall call = torch.kernels(TEXT).get("empty").on(like).with(elements);
            return call.with(type).tensor();
        }
    }

    private static NDArray shaped(Torch torch, NDArray flat, List<Long> shape) {
        long[] lengths = shape.stream().mapToLong(Long::longValue).toArray();
        return torch.kernels(TEXT).get("shaped").on(flat).with(lengths).tensor();
    }

    private static DataType arrayType(StoredType type) {
        return switch (type) {
            case F64 -> DataType.FLOAT64;
            case F32 -> DataType.FLOAT32;
            case F16, BF16 -> DataType.FLOAT16;
            case I64 -> DataType.INT64;
            case I32 -> DataType.INT32;
            case I8 -> DataType.INT8;
            case U8, BOOL -> DataType.UINT8;
            case I16 ->
                throw new SondeException(
                        "Tensors of 16-bit integers cannot be read as arrays", "Store it as I32 or I64.");
        };
    }

    private static StoredType storedType(String name, DataType type) {
        return switch (type) {
            case FLOAT32 -> StoredType.F32;
            case FLOAT64 -> StoredType.F64;
            case FLOAT16 -> StoredType.F16;
            case INT64 -> StoredType.I64;
            case INT32 -> StoredType.I32;
            case INT8 -> StoredType.I8;
            case UINT8 -> StoredType.U8;
            default ->
                throw new SondeException(
                        "The array \"" + name + "\" of type " + type + " cannot be stored",
                        "Convert it to single precision first.");
        };
    }

    /** The bytes of an array, copied out piece by piece. */
    private record ArrayBytes(Torch torch, NDArray array, int elementBytes) implements TensorBytes {
        @Override
        public long size() {
            return array.size() * elementBytes;
        }

        @Override
        public ByteBuffer slice(long offset, int length) {
            long start = offset / elementBytes;
            long end = (offset + length + elementBytes - 1) / elementBytes;
            Kernel part = torch.kernels(TEXT).get("part");
            try (NDArray elements = part.on(array).with(start).with(end).tensor()) {
                ByteBuffer bytes = elements.toByteBuffer();
                int skip = (int) (offset - start * elementBytes);
                return bytes.slice(bytes.position() + skip, length)
                        .asReadOnlyBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN);
            }
        }
    }
}
