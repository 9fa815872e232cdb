package dev.sonde.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorsTest {
    @TempDir
    Path folder;

    private final Torch torch = Torch.open();

    @AfterEach
    void close() {
        torch.close();
    }

    private static StoredTensor stored(StoredType type, int elements, ByteBuffer bytes) {
        return new StoredTensor("x", type, List.of((long) elements), TensorBytes.of(bytes));
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void everyStoredTypeIsReadExactly() {
        ByteBuffer half =
                buffer(6).putShort((short) 0x3C00).putShort((short) 0xC248).putShort((short) 0x0001);
        ByteBuffer brain = buffer(8).putShort((short) 0x3F80).putShort((short) 0xC049);
        brain.putShort((short) 0x4000).putShort((short) 0);
        ByteBuffer wide = buffer(16).putDouble(0.5).putDouble(-3);
        assertThat(read(stored(StoredType.F16, 3, half.flip()))).containsExactly(1, -3.140625f, 0x1p-24f);
        assertThat(read(stored(StoredType.BF16, 4, brain.flip()))).containsExactly(1, -3.140625f, 2, 0);
        assertThat(read(stored(StoredType.F64, 2, wide.flip()))).containsExactly(0.5f, -3);
        assertThat(read(StoredTensor.ofFloats("x", List.of(2L), 0.1f, -7))).containsExactly(0.1f, -7);
    }

    @Test
    void wholeNumbersOfAnyWidthComeIn64Bits() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {(byte) 255, 1});
        NDArray unsigned = Tensors.read(torch, stored(StoredType.U8, 2, bytes));
        NDArray signed = Tensors.read(torch, stored(StoredType.I8, 2, bytes));
        NDArray wide = Tensors.read(torch, StoredTensor.ofLongs("x", List.of(1L), Long.MIN_VALUE));
        assertThat(unsigned.toLongArray()).containsExactly(255, 1);
        assertThat(signed.toLongArray()).containsExactly(-1, 1);
        assertThat(wide.toLongArray()).containsExactly(Long.MIN_VALUE);
    }

    private float[] read(StoredTensor tensor) {
        NDArray array = Tensors.read(torch, tensor);
        assertThat(array.getDataType()).isEqualTo(DataType.FLOAT32);
        return array.toFloatArray();
    }

    @Test
    void scalarsAndEmptyTensorsKeepTheirShape() {
        assertThat(Tensors.read(torch, StoredTensor.ofFloats("x", List.of(), 5)).getShape())
                .isEqualTo(new Shape());
        assertThat(Tensors.read(torch, StoredTensor.ofFloats("x", List.of(2L, 0L)))
                        .getShape())
                .isEqualTo(new Shape(2, 0));
    }

    @Test
    void aTensorLargerThanAPieceIsReadWhole() {
        // Each element is the number of its kilobyte; nothing of it lies in memory.
        long elements = (1L << 26) + 600;
        TensorBytes content = new TensorBytes() {
            @Override
            public long size() {
                return elements * 4;
            }

            @Override
            public ByteBuffer slice(long offset, int length) {
                ByteBuffer bytes = ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < length; i += 1024) {
                    bytes.putFloat(i, (float) ((offset + i) >> 10));
                }
                return bytes;
            }
        };
        StoredTensor large = new StoredTensor("x", StoredType.F32, List.of(elements), content);
        NDArray array = Tensors.read(torch, large);
        long last = elements - 88;
        for (long element : new long[] {0, 1 << 25, (1 << 26) - 256, 1 << 26, (1 << 26) + 256, last}) {
            assertThat(array.getFloat(element)).isEqualTo((float) (element * 4 >> 10));
        }
        assertThat(array.size()).isEqualTo(elements);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Path path = folder.resolve("x.safetensors");
        NDArray numbers = torch.array(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        NDArray turned = numbers.transpose();
        NDArray ids = torch.array(new long[] {1, -2}, 2);
        SafetensorsWriter.write(
                path,
                Map.of(),
                List.of(
                        Tensors.stored(torch, "numbers", numbers),
                        Tensors.stored(torch, "turned", turned),
                        Tensors.stored(torch, "ids", ids)));
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertThat(Tensors.read(torch, file.tensor("numbers"))).isEqualTo(numbers);
            assertThat(Tensors.read(torch, file.tensor("turned"))).isEqualTo(turned);
            assertThat(Tensors.read(torch, file.tensor("ids"))).isEqualTo(ids);
        }
    }

    @Test
    void bytesMayBeAskedForAtAnyPlace() {
        StoredTensor tensor = Tensors.stored(torch, "x", torch.array(new float[] {1, 2, 3}, 3));
        ByteBuffer all = tensor.slice(0, 12);
        for (int start = 0; start < 12; start++) {
            ByteBuffer piece = tensor.slice(start, 12 - start);
            assertThat(piece).isEqualTo(all.slice(start, 12 - start));
        }
    }

    @Test
    void readingLeavesOneArray() {
        int before = torch.liveArrays();
        Tensors.read(torch, StoredTensor.ofFloats("x", List.of(2L), 1, 2));
        assertThat(torch.liveArrays()).isEqualTo(before + 1);
    }

    @Test
    void sixteenBitIntegersAreRefused() {
        assertThatThrownBy(() -> Tensors.read(torch, stored(StoredType.I16, 1, buffer(2))))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("16-bit");
    }
}
