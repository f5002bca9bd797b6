package io.dbintel.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
    packages = "io.dbintel.ingest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule FLINK_IS_UNKNOWN =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "io.dbintel.udfs.functions..");

  /** Of the intelligence only what scrubs; deltas are the jobs', and wrappers are Flink's. */
  @ArchTest
  static final ArchRule ONLY_SCRUBBING_IS_SHARED =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.dbintel.udfs.statements..", "io.dbintel.udfs.functions..");

  @Test
  void flinkIsNotOnTheClasspath() {
    assertThatThrownBy(() -> Class.forName("org.apache.flink.util.Preconditions"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThatThrownBy(() -> Class.forName("org.apache.flink.table.functions.ScalarFunction"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @ArchTest
  static final ArchRule KAFKA_IS_KNOWN_TO_THE_PUBLISHER_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.dbintel.ingest.publish..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("config")
          .definedBy("io.dbintel.ingest.config..")
          .layer("postgres")
          .definedBy("io.dbintel.ingest.postgres..")
          .layer("publish")
          .definedBy("io.dbintel.ingest.publish..")
          .layer("collect")
          .definedBy("io.dbintel.ingest.collect..")
          .layer("capabilities")
          .definedBy("io.dbintel.ingest.capabilities..")
          .layer("catalogue")
          .definedBy("io.dbintel.ingest.catalogue..")
          .layer("signals")
          .definedBy(
              "io.dbintel.ingest.statements..",
              "io.dbintel.ingest.sessions..",
              "io.dbintel.ingest.metrics..",
              "io.dbintel.ingest.logs..")
          .layer("breaker")
          .definedBy("io.dbintel.ingest.breaker..")
          .layer("telemetry")
          .definedBy("io.dbintel.ingest.telemetry..")
          .layer("health")
          .definedBy("io.dbintel.ingest.health..")
          .layer("runtime")
          .definedBy("io.dbintel.ingest.runtime..")
          .layer("check")
          .definedBy("io.dbintel.ingest.check..")
          .layer("command")
          .definedBy("io.dbintel.ingest")
          .whereLayer("command")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("runtime")
          .mayOnlyBeAccessedByLayers("command")
          .whereLayer("check")
          .mayOnlyBeAccessedByLayers("command")
          .whereLayer("breaker")
          .mayOnlyBeAccessedByLayers("runtime")
          .whereLayer("telemetry")
          .mayOnlyBeAccessedByLayers("runtime", "command")
          .whereLayer("health")
          .mayOnlyBeAccessedByLayers("runtime", "command")
          .whereLayer("signals")
          .mayOnlyBeAccessedByLayers("runtime")
          .whereLayer("catalogue")
          .mayOnlyBeAccessedByLayers("signals", "runtime", "check")
          .whereLayer("capabilities")
          .mayOnlyBeAccessedByLayers("catalogue", "signals", "runtime", "check")
          .whereLayer("collect")
          .mayOnlyBeAccessedByLayers("capabilities", "signals", "runtime")
          .whereLayer("postgres")
          .mayOnlyBeAccessedByLayers("collect", "capabilities", "signals", "runtime", "check")
          .whereLayer("publish")
          .mayOnlyBeAccessedByLayers(
              "collect", "capabilities", "signals", "telemetry", "health", "runtime", "command")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers(
              "postgres",
              "publish",
              "collect",
              "capabilities",
              "check",
              "catalogue",
              "signals",
              "telemetry",
              "health",
              "runtime",
              "command");
}
