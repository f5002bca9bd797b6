package io.dbintel.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of the stack stand alone: whoever composes them is the only one who knows them all. */
class LayersTest {
  private static final List<String> PARTS =
      List.of("postgres", "kafka", "flink", "otlp", "cluster");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.dbintel.local");

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "kafka", "flink", "otlp", "cluster"})
  void aPartKnowsNoOtherPartAndNothingOfTheProject(String part) {
    String[] others =
        PARTS.stream()
            .filter(name -> !name.equals(part))
            .map(LayersTest::packageOf)
            .toArray(String[]::new);
    String[] project = {
      "io.dbintel.schemas..", "io.dbintel.udfs..", "io.dbintel.ingest..", "io.dbintel.jobs.."
    };
    noClasses()
        .that()
        .resideInAPackage(packageOf(part))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(concat(others, project))
        .check(CLASSES);
  }

  @Test
  void theWorkloadKnowsTheServerOnly() {
    noClasses()
        .that()
        .resideInAPackage(packageOf("workload"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            PARTS.stream()
                .filter(name -> !name.equals("postgres"))
                .map(LayersTest::packageOf)
                .toArray(String[]::new))
        .check(CLASSES);
  }

  private static String packageOf(String part) {
    return "io.dbintel.local." + part + "..";
  }

  private static String[] concat(String[] first, String[] second) {
    String[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
