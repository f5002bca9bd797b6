package io.dbintel.udfs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Pure functions: the contracts and readers of text formats, no clock, randomness or threads. Flink
 * is known to the package that wraps them for SQL, and to no other.
 */
class ArchitectureTest {
  private static final String FUNCTIONS = "io.dbintel.udfs.functions..";

  private static final JavaClasses UDFS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.dbintel.udfs");

  @Test
  void udfsKnowOnlyTheContracts() {
    classes()
        .that()
        .resideOutsideOfPackage(FUNCTIONS)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.dbintel.udfs..",
            "io.dbintel.schemas..",
            "java..",
            "javax.crypto..",
            "javax.xml.stream..",
            "com.fasterxml.jackson..",
            "com.google.re2j..",
            "org.yaml.snakeyaml..")
        .check(UDFS);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.sql..", "java.nio.file..", "java.util.concurrent..")
        .check(UDFS);
  }

  @Test
  void onlyTheSqlFunctionsKnowFlinkAndNobodyKnowsThem() {
    classes()
        .that()
        .resideInAPackage(FUNCTIONS)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.dbintel.udfs..",
            "java..",
            "org.apache.flink.table..",
            "org.apache.flink.configuration..")
        .check(UDFS);
    noClasses()
        .that()
        .resideOutsideOfPackage(FUNCTIONS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(FUNCTIONS)
        .check(UDFS);
  }

  @Test
  void udfsReadNoClock() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.time\\.(Clock|Instant|(Local|Offset|Zoned)?Date(Time)?|Year.*)")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.(Date|Calendar|Timer)")
        .check(UDFS);
  }

  @Test
  void udfsKnowNoRandomnessAndNoThreads() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.(Random|SplittableRandom|UUID)|java\\.util\\.random\\..*"
                + "|java\\.security\\.(?!GeneralSecurityException$).*|java\\.lang\\.Thread.*")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(System.class, "identityHashCode", Object.class)
        .check(UDFS);
  }

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      List<Path> packages =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> file.startsWith("src/main") || file.toString().contains("testing"))
              .map(Path::getParent)
              .distinct()
              .toList();
      assertThat(packages).isNotEmpty();
      assertThat(packages).allMatch(folder -> Files.exists(folder.resolve("package-info.java")));
    }
  }
}
