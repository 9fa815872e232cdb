package dev.sonde.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private final String text = Doctor.here().toString();

    @Test
    void tellsWhatSondeRunsOn() {
        assertThat(text).contains("Java", System.getProperty("java.version"), "Heap", "SONDE_DATA", "SONDE_MODELS");
    }

    @Test
    void printsNoOtherVariableOfTheEnvironment() {
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (!variable.getKey().startsWith("SONDE_") && variable.getKey().length() > 4) {
                assertThat(text).as(variable.getKey()).doesNotContain(variable.getKey());
            }
        }
    }

    @Test
    void namesTheKernelItIsIn() {
        assertThat(Doctor.inKernel("JJava 1.0").toString()).contains("Kernel", "JJava 1.0");
    }

    @Test
    void whatOthersKnowStandsAtTheEnd() {
        Doctor longer = Doctor.here().with("Engine", "runs").with("Model", Cell.caution("broken"));
        assertThat(longer.toString()).containsSubsequence("SONDE_MODELS", "Engine", "runs", "Model", "broken");
        assertThat(Doctor.here().toString()).doesNotContain("Engine");
    }
}
