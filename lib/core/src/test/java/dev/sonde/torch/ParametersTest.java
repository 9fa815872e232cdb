package dev.sonde.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.format.SafetensorsWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersTest {
    private static final Function<Parameters, Parameters> LAYER = parameters -> {
        Weights part = parameters.weights().at("layer.0.");
        part.list(part.linear("dense", 300, 200), part.norm("norm", 300));
        return parameters;
    };

    @TempDir
    Path folder;

    private final Torch torch = Torch.open();

    @AfterEach
    void close() {
        torch.close();
    }

    private Path written(Parameters parameters) {
        Path path = folder.resolve("model.safetensors");
        SafetensorsWriter.write(path, Map.of("format", "pt"), parameters.stored());
        return path;
    }

    @Test
    void newWeightsAreThoseOfBert() {
        torch.seed(5);
        Parameters parameters = Parameters.random(torch, LAYER);
        assertThat(parameters.arrays().keySet())
                .containsExactly(
                        "layer.0.dense.weight", "layer.0.dense.bias", "layer.0.norm.weight", "layer.0.norm.bias");
        assertThat(parameters.size()).isEqualTo(300 * 200 + 200 + 300 + 300);
        NDArray weight = parameters.get("layer.0.dense.weight");
        assertThat((double) weight.square().mean().getFloat()).isBetween(0.00039, 0.00041);
        assertThat(parameters.get("layer.0.dense.bias").abs().max().getFloat()).isZero();
        assertThat(parameters.get("layer.0.norm.weight").min().getFloat()).isEqualTo(1);
    }

    @Test
    void theSeedSaysWhichWeights() {
        torch.seed(5);
        NDArray first = Parameters.random(torch, LAYER).get("layer.0.dense.weight");
        torch.seed(5);
        NDArray again = Parameters.random(torch, LAYER).get("layer.0.dense.weight");
        NDArray other = Parameters.random(torch, LAYER).get("layer.0.dense.weight");
        assertThat(again).isEqualTo(first).isNotEqualTo(other);
    }

    @Test
    void savedWeightsAreLoadedAgain() {
        Parameters random = Parameters.random(torch, LAYER);
        try (SafetensorsFile file = SafetensorsFile.open(written(random))) {
            Parameters loaded = Parameters.load(torch, file, LAYER);
            random.arrays()
                    .forEach((name, array) -> assertThat(loaded.get(name)).isEqualTo(array));
            assertThat(loaded.unused()).isEmpty();
        }
    }

    @Test
    void frozenWeightsTakeHalfTheMemoryAndAreNotTrained() {
        try (Torch half = Torch.open(Device.cpu(), Precision.FLOAT16);
                SafetensorsFile file = SafetensorsFile.open(written(Parameters.random(torch, LAYER)))) {
            NDArray weight = Parameters.loadFrozen(half, file, LAYER).get("layer.0.dense.weight");
            assertThat(weight.getDataType().getNumOfBytes()).isEqualTo(2);
            assertThatThrownBy(() -> AdamW.of(torch, ParameterGroup.of(List.of(weight))))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("single precision");
        }
    }

    @Test
    void partsAreChosenByName() {
        Parameters parameters = Parameters.random(torch, LAYER);
        assertThat(parameters.where(name -> name.endsWith("bias"))).hasSize(2);
    }

    @Test
    void allThatIsMissingOrMisshapenIsToldAtOnce() {
        try (SafetensorsFile file = SafetensorsFile.open(written(Parameters.random(torch, LAYER)))) {
            assertThatThrownBy(() -> Parameters.load(torch, file, parameters -> {
                        Weights part = parameters.weights().at("layer.");
                        return part.list(part.linear("0.dense", 300, 199), part.norm("1.norm", 300));
                    }))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContainingAll(
                            "layer.0.dense.weight has shape (200, 300); expected (199, 300)",
                            "layer.0.dense.bias has shape (200); expected (199)",
                            "layer.1.norm.weight is missing; expected shape (300)",
                            "layer.1.norm.bias is missing",
                            "Not used by the model: [layer.0.norm.bias, layer.0.norm.weight]");
        }
    }

    @Test
    void closingFreesAllArrays() {
        int before = torch.liveArrays();
        Parameters.random(torch, LAYER).close();
        assertThat(torch.liveArrays()).isEqualTo(before);
    }

    @Test
    void aModelThatDoesNotFitLeavesNothingBehind() {
        Path path = written(Parameters.random(torch, LAYER));
        int before = torch.liveArrays();
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertThatThrownBy(() -> Parameters.load(
                            torch,
                            file,
                            parameters -> parameters.weights().at("layer.0.").linear("dense", 200, 300)))
                    .isInstanceOf(SondeException.class);
        }
        assertThat(torch.liveArrays()).isEqualTo(before);
    }

    @Test
    void anUnknownNameIsAnError() {
        Parameters parameters = Parameters.random(torch, LAYER);
        assertThatThrownBy(() -> parameters.get("nothing"))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void aModelInAStepScopeOutlivesIt() {
        int before = torch.liveArrays();
        Parameters parameters = torch.inference(() -> Parameters.random(torch, LAYER));
        assertThat(torch.liveArrays()).isEqualTo(before + 4);
        assertThat(parameters.get("layer.0.norm.weight").getFloat(0)).isEqualTo(1);
    }
}
