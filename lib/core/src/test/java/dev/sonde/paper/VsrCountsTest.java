package dev.sonde.paper;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.data.Vsr;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VsrCountsTest {
    private final VsrCounts counts = VsrCounts.of(Vsr.bundled());

    @Test
    void everyCountOfTheBundledFilesIsTheReleasedOne() {
        counts.splits().orThrow();
        counts.categories().orThrow();
        counts.relations().orThrow();
    }

    @Test
    void countsAreThoseOfTheFixture() {
        JsonNode data = Fixtures.json("vsr/expected_full.json").get("data");
        for (JudgedCell cell : counts.splits().cells()) {
            String[] name = cell.row().split(" ");
            JsonNode split = data.get(name[0]).get("splits").get(name[1]);
            long expected =
                    switch (cell.column()) {
                        case "items" -> split.get("count").asLong();
                        case "true" -> split.get("true").asLong();
                        case "distinct images" -> split.get("images").asLong();
                        default -> split.get("relations").asLong();
                    };
            assertThat(cell.measured().orElseThrow()).as(cell.place()).isEqualTo(expected);
        }
    }

    /** The older release has the same names and other items: its counts must not pass. */
    @Test
    void anotherReleaseFails(@TempDir Path folder) throws Exception {
        Path random = Files.createDirectories(folder.resolve("random"));
        Path sample = Fixtures.path("vsr/sample");
        for (String part : List.of("train", "dev", "test")) {
            Files.copy(sample.resolve(part + ".jsonl"), random.resolve(part + ".jsonl"));
        }
        Path zeroshot = Files.createDirectories(folder.resolve("zeroshot"));
        for (String part : List.of("train", "dev", "test")) {
            Files.copy(sample.resolve(part + ".jsonl"), zeroshot.resolve(part + ".jsonl"));
        }
        try (var map = Vsr.class.getResourceAsStream("vsr/rel_meta_category_dict.txt")) {
            Files.copy(map, folder.resolve("rel_meta_category_dict.txt"));
        }
        assertThat(VsrCounts.of(Vsr.read(folder)).splits().count(Verdict.FAIL)).isEqualTo(12);
    }

    @Test
    void baselinesNameTheMajorityClass() {
        VsrBaselines baselines = VsrBaselines.of(Vsr.bundled().random().test());
        assertThat(baselines.rows()).hasSize(8);
        assertThat(baselines.rows().get(0).answer()).isEqualTo("true");
        assertThat(baselines.rows())
                .allSatisfy(r -> assertThat(r.majority().value()).isBetween(0.5, 0.65));
        assertThat(baselines.toString()).contains("Directional", "88");
    }

    @Test
    void figuresHaveANumberForEveryCategory() {
        VsrFigures figures = VsrFigures.of(Vsr.bundled());
        assertThat(figures.balance().render().text()).contains("Directional", "Unallocated");
        assertThat(figures.relations(10).render().text()).contains("touching");
        assertThat(AuditFigures.of(Vsr.bundled()).table2().toSvg()).contains("Directional");
    }
}
