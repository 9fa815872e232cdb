package dev.sonde;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** Packages are floors: each imports only from those below it. */
@AnalyzeClasses(packages = "dev.sonde", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule floors = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("display")
            .definedBy("dev.sonde.display")
            .layer("stats")
            .definedBy("dev.sonde.stats")
            .layer("plot")
            .definedBy("dev.sonde.plot")
            .layer("format")
            .definedBy("dev.sonde.format")
            .layer("image")
            .definedBy("dev.sonde.image")
            .layer("text")
            .definedBy("dev.sonde.text")
            .layer("torch")
            .definedBy("dev.sonde.torch")
            .layer("data")
            .definedBy("dev.sonde.data")
            .layer("world")
            .definedBy("dev.sonde.world")
            .layer("study")
            .definedBy("dev.sonde.study")
            .layer("search")
            .definedBy("dev.sonde.search")
            .layer("model")
            .definedBy("dev.sonde.model")
            .layer("pretrain")
            .definedBy("dev.sonde.pretrain")
            .layer("feature")
            .definedBy("dev.sonde.feature")
            .layer("probe")
            .definedBy("dev.sonde.probe")
            .layer("experiment")
            .definedBy("dev.sonde.experiment")
            .layer("paper")
            .definedBy("dev.sonde.paper")
            .layer("sonde")
            .definedBy("dev.sonde")
            .whereLayer("display")
            .mayNotAccessAnyLayer()
            .whereLayer("stats")
            .mayOnlyAccessLayers("display")
            .whereLayer("plot")
            .mayOnlyAccessLayers("display", "format", "stats")
            .whereLayer("format")
            .mayOnlyAccessLayers("display")
            .whereLayer("image")
            .mayOnlyAccessLayers("display", "format")
            .whereLayer("text")
            .mayOnlyAccessLayers("display", "format")
            .whereLayer("torch")
            .mayOnlyAccessLayers("display", "format")
            .whereLayer("data")
            .mayOnlyAccessLayers("display", "stats", "plot", "format", "image")
            .whereLayer("world")
            .mayOnlyAccessLayers("display", "stats", "plot", "format", "image", "data")
            .whereLayer("study")
            .mayOnlyAccessLayers("display", "stats", "plot", "format", "image", "data")
            .whereLayer("search")
            .mayOnlyAccessLayers("display", "stats", "plot", "format")
            .whereLayer("model")
            .mayOnlyAccessLayers("display", "format", "image", "text", "torch")
            .whereLayer("pretrain")
            .mayOnlyAccessLayers(
                    "display", "stats", "plot", "format", "image", "text", "torch", "data", "world", "model")
            .whereLayer("feature")
            .mayOnlyAccessLayers("display", "stats", "plot", "format", "image", "text", "torch", "data", "model")
            .whereLayer("probe")
            .mayOnlyAccessLayers(
                    "display", "stats", "plot", "format", "image", "text", "torch", "data", "search", "model",
                    "feature")
            .whereLayer("experiment")
            .mayOnlyAccessLayers(
                    "display",
                    "stats",
                    "plot",
                    "format",
                    "image",
                    "text",
                    "torch",
                    "data",
                    "world",
                    "search",
                    "model",
                    "pretrain",
                    "feature",
                    "probe")
            .whereLayer("paper")
            .mayOnlyAccessLayers(
                    "display",
                    "stats",
                    "plot",
                    "format",
                    "image",
                    "text",
                    "torch",
                    "data",
                    "study",
                    "search",
                    "model",
                    "probe",
                    "experiment")
            .whereLayer("sonde")
            .mayNotBeAccessedByAnyLayer();

    // DJL frees the number of a.mul(0.5) at once, but PyTorch reads it again in the backward pass: after a collection
    // of
    // garbage the gradient is scaled by whatever lies there. A number in the text of a kernel has no such owner.
    @ArchTest
    static final ArchRule arraysAreNotCombinedWithNumbersByDjl = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(NDArray.class))).and(target(rawParameterTypes(Number.class))));

    @ArchTest
    static final ArchRule theCoreKnowsNoJupyterType = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dflib.jjava..", "io.github.spencerpark..");
}
