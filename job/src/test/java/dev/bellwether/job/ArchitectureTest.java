// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * The arrows between modules and what a module may know of the world, as the design states them.
 */
@AnalyzeClasses(packages = "dev.bellwether", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsPointOneWay =
            layeredArchitecture()
                    .consideringOnlyDependenciesInAnyPackage("dev.bellwether..")
                    .layer("model")
                    .definedBy("dev.bellwether.model..")
                    .layer("clients")
                    .definedBy("dev.bellwether.clients..")
                    .layer("sources")
                    .definedBy("dev.bellwether.sources..")
                    .layer("operators")
                    .definedBy("dev.bellwether.operators..")
                    .layer("sinks")
                    .definedBy("dev.bellwether.sinks..")
                    .layer("job")
                    .definedBy("dev.bellwether.job..")
                    .layer("cluster")
                    .definedBy("dev.bellwether.cluster..")
                    .layer("sandbox")
                    .definedBy("dev.bellwether.sandbox..")
                    .whereLayer("job")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("cluster")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("sandbox")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("sources")
                    .mayOnlyBeAccessedByLayers("job")
                    .whereLayer("sinks")
                    .mayOnlyBeAccessedByLayers("job")
                    .whereLayer("operators")
                    .mayOnlyBeAccessedByLayers("job")
                    .whereLayer("clients")
                    .mayOnlyBeAccessedByLayers("sources", "sinks", "job")
                    .whereLayer("model")
                    .mayOnlyBeAccessedByLayers(
                            "clients", "sources", "operators", "sinks", "job", "sandbox");

    @ArchTest
    static final ArchRule modelKnowsNoInputOutput =
            noClasses()
                    .that()
                    .resideInAPackage("dev.bellwether.model..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.net..", "java.nio.file..", "org.apache.flink.streaming..");

    @ArchTest
    static final ArchRule operatorsArePureFlink =
            noClasses()
                    .that()
                    .resideInAPackage("dev.bellwether.operators..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.net..", "redis..", "software.amazon..", "com.amazonaws..");

    @ArchTest
    static final ArchRule thePollingSourceStandsOnItsOwn =
            noClasses()
                    .that()
                    .resideInAPackage("dev.bellwether.sources.polling..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.bellwether.model..",
                            "dev.bellwether.clients..",
                            "dev.bellwether.sources.bavest..");

    @ArchTest
    static final ArchRule noLegacyFlinkEnds =
            noClasses()
                    .that()
                    // the legacy consumer is the mature one; it is known in this one place
                    .haveNameNotMatching("dev\\.bellwether\\.sources\\.kinesis\\.StreamConsumer.*")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            "org\\.apache\\.flink\\.streaming\\.api\\.functions\\."
                                + "(source|sink)(\\.legacy)?\\.(Rich|Parallel)*(Source|Sink)Function");

    @ArchTest
    static final ArchRule packagesByConcern =
            classes()
                    .should()
                    .resideOutsideOfPackages("..utils..", "..util..", "..impl..", "..common..");

    @ArchTest
    static final ArchRule packagesWithoutCycles =
            slices().matching("dev.bellwether.(*).(*)..").should().beFreeOfCycles();

    /** A rule over no classes passes: the import must really have seen every module. */
    @Test
    void shouldSeeEveryModule() {
        JavaClasses imported =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.bellwether");
        for (String module :
                new String[] {
                    "model", "clients", "sources", "operators", "sinks", "job", "sandbox"
                }) {
            Assertions.assertThat(imported)
                    .as(module)
                    .anyMatch(c -> c.getPackageName().startsWith("dev.bellwether." + module));
        }
    }
}
