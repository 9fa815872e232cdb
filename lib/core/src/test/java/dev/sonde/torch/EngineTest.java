package dev.sonde.torch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sonde.format.DjlSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first use of PyTorch does, in a Java that has not used it. */
class EngineTest {
    @TempDir
    Path folder;

    @Test
    void onlyThisPackageKnowsTheEngine() {
        JavaClasses ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.sonde");
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sonde.torch")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl.pytorch..")
                .check(ours);
    }

    @Test
    void nothingIsFetchedAndNoGraphicsCardIsNeeded() throws Exception {
        String output = probe(Map.of("DJL_CACHE_DIR", cache().toString()), "cpu");
        assertThat(output).contains("sum 6.0").doesNotContain("network:");
    }

    @Test
    void aGraphicsCardThatIsAskedForAndNotThereFetchesNothingEither() throws Exception {
        String output = probe(Map.of("DJL_CACHE_DIR", cache().toString()), "cuda:7");
        assertThat(output)
                .contains("There is no cuda:7", "PYTORCH_LIBRARY_PATH")
                .doesNotContain("network:", "sum ");
    }

    @Test
    void aFolderThatCannotBeWrittenIsAnErrorThatNamesIt() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        String output = probe(Map.of("DJL_CACHE_DIR", file.resolve("djl").toString()), "cpu");
        assertThat(output)
                .contains("SondeException: PyTorch's native library does not load", file.toString())
                .doesNotContain("network:", "sum ");
    }

    // The libraries, 450 MB, are unpacked once for all tests.
    private static Path cache() {
        DjlSetup.apply();
        return DjlSetup.cache();
    }

    private static String probe(Map<String, String> settings, String device) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                EngineProbe.class.getName(),
                device));
        builder.environment()
                .keySet()
                .removeAll(List.of("SONDE_HOME", "ENGINE_CACHE_DIR", "DJL_OFFLINE", "OPT_OUT_TRACKING"));
        builder.environment().putAll(settings);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
