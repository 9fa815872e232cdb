package dev.sonde.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.torch.Torch;
import org.junit.jupiter.api.Test;

class ArchitectureOfBlip2Test {
    private final Architecture full = Architecture.of(Blip2Config.blip2());

    /** 985.95 M in the image encoder, 185.66 M and the 24,576 of the queries in the Q-Former, 1,172.03 M with the heads. */
    @Test
    void theFullModelHasItsPublishedNumberOfParameters() {
        assertThat(full.parameters(Architecture.VISION)).isEqualTo(985_952_256L);
        assertThat(full.parameters(Architecture.QFORMER)).isEqualTo(185_660_160L + 24_576L);
        assertThat(full.parameters()).isEqualTo(985_952_256L + 185_684_736L + 395_266L);
    }

    @Test
    void theModelHasAsManyParametersAsItsTableSays() {
        try (Torch torch = Torch.open()) {
            Blip2 narrow = Blip2.random(torch, Blip2Config.narrow());
            assertThat(narrow.parameters().size())
                    .isEqualTo(Architecture.of(Blip2Config.narrow()).parameters());
        }
    }

    @Test
    void theTableSaysWhichLayersLookAtTheImage() {
        assertThat(full.steps())
                .filteredOn(step -> step.name().contains("looks at the 257"))
                .extracting(Architecture.Step::name)
                .containsExactly(
                        "layer 0, looks at the 257",
                        "layer 2, looks at the 257",
                        "layer 4, looks at the 257",
                        "layer 6, looks at the 257",
                        "layer 8, looks at the 257",
                        "layer 10, looks at the 257");
    }

    @Test
    void theNarrowModelDiffersInWidthsOnly() {
        Architecture narrow = Architecture.of(Blip2Config.narrow());
        assertThat(narrow.steps())
                .extracting(Architecture.Step::name)
                .isEqualTo(full.steps().stream().map(Architecture.Step::name).toList());
        assertThat(narrow.parameters()).isLessThan(15_000_000);
    }
}
