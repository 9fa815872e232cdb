package dev.sonde.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import dev.sonde.display.SondeException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
    @Test
    void devicesHaveTheNamesOfPyTorch() {
        assertThat(Device.named("cpu")).isEqualTo(Device.cpu());
        assertThat(Device.named("cuda")).isEqualTo(Device.gpu(0));
        assertThat(Device.named(" CUDA:3 ")).isEqualTo(Device.gpu(3));
        assertThat(Device.named("gpu:1")).hasToString("cuda:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tpu", "cuda:", "cuda:-1", "cpu:1", "cuda:99999999999"})
    void otherNamesAreErrors(String name) {
        assertThatThrownBy(() -> Device.named(name))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("no device");
    }

    @Test
    void aGraphicsCardThatIsNotThereIsAnErrorThatSaysWhatToSet() {
        Assumptions.assumeTrue(Engine.getEngine("PyTorch").getGpuCount() <= 7, "this machine has eight cards");
        assertThatThrownBy(() -> Torch.open(Device.gpu(7), Precision.BFLOAT16))
                .isInstanceOf(SondeException.class)
                .hasMessageContainingAll("cuda:7", "PYTORCH_LIBRARY_PATH", "PYTORCH_VERSION", "PYTORCH_FLAVOR");
    }

    @Test
    void impossibleNumbersOfThreadsAreErrors() {
        try (Torch torch = Torch.open()) {
            assertThatThrownBy(() -> torch.threads(0)).isInstanceOf(SondeException.class);
        }
    }
}
