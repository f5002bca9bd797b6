package io.dbintel.jobs.export;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = {"io.dbintel.jobs.export", "io.dbintel.jobs.kafka"},
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ExportArchitectureTest {
  @ArchTest
  static final ArchRule ENCODING_IS_PURE =
      noClasses()
          .that()
          .resideInAPackage("..export.encode..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache..",
              "java.net..",
              "java.util.concurrent..",
              "..export.http..",
              "..export.sink..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.Random.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule HTTP_KNOWS_NO_FLINK =
      noClasses()
          .that()
          .resideInAPackage("..export.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache..", "..export.sink..", "..jobs.kafka..");

  @ArchTest
  static final ArchRule KAFKA_KNOWS_NO_JOB =
      noClasses()
          .that()
          .resideInAPackage("..jobs.kafka..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..jobs.export..", "..jobs.statements..");

  @ArchTest
  static final ArchRule THE_EXPORT_KNOWS_NO_OTHER_JOB =
      noClasses().should().dependOnClassesThat().resideInAPackage("..jobs.statements..");

  @ArchTest
  static final ArchRule NO_VAGUE_NAMES =
      classes().should().haveNameNotMatching(".*(Manager|Helper|Util|Utils|Impl)");
}
