package dev.sonde.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.sonde.Fixtures;
import dev.sonde.format.SafetensorsFile;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stored reference tensors as arrays, and how far ours are from them. */
public final class TensorFixture {
    private TensorFixture() {}

    /** All tensors of a file. */
    public static Map<String, NDArray> read(Torch torch, String name) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        try (SafetensorsFile file = SafetensorsFile.open(Fixtures.path(name))) {
            file.tensors().forEach((key, tensor) -> arrays.put(key, Tensors.read(torch, tensor)));
        }
        return arrays;
    }

    /** The largest absolute difference; fails on another shape or on NaN. */
    public static double distance(NDArray ours, NDArray reference) {
        assertThat(ours.getShape()).isEqualTo(reference.getShape());
        double distance = ours.sub(reference).abs().max().getFloat();
        assertThat(distance).as("distance").isNotNaN();
        return distance;
    }

    /** As {@link #distance}, where a mask of the leading axes is 1. */
    public static double distance(NDArray ours, NDArray reference, NDArray mask) {
        assertThat(ours.getShape()).isEqualTo(reference.getShape());
        NDArray weights = mask.toType(DataType.FLOAT32, false).expandDims(-1);
        double distance = ours.sub(reference).mul(weights).abs().max().getFloat();
        assertThat(distance).as("distance").isNotNaN();
        return distance;
    }

    /** The tolerance of the gradients of one parameter: 1e-4 of the largest, and 1e-5. */
    public static double gradientTolerance(NDArray reference) {
        return 1e-4 * reference.abs().max().getFloat() + 1e-5;
    }
}
