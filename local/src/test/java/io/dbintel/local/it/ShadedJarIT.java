package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.local.BuildOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the jar that is submitted to a cluster holds, and what it must leave to the cluster. */
class ShadedJarIT {
  @Test
  void holdsTheJobsAndConnectorsButNoRuntimeAndNoLibraryThatCouldClash() {
    Set<String> classes = classes(BuildOutput.jobsJar());
    assertThat(classes)
        .contains(
            "io/dbintel/jobs/Jobs.class",
            "io/dbintel/jobs/statements/StatementsJob.class",
            "org/apache/flink/connector/kafka/source/KafkaSource.class")
        .noneMatch(name -> name.startsWith("org/apache/flink/runtime/"))
        .noneMatch(name -> name.startsWith("org/apache/flink/core/"))
        .noneMatch(name -> name.startsWith("org/apache/flink/streaming/api/"))
        .noneMatch(name -> name.startsWith("org/apache/flink/streaming/runtime/"))
        .noneMatch(name -> name.startsWith("org/slf4j/"))
        .noneMatch(name -> name.startsWith("com/google/protobuf/"))
        .noneMatch(name -> name.startsWith("com/fasterxml/jackson/"));
  }

  /** Compression codecs of the Kafka client are in both, which is how the client wants them. */
  @Test
  void holdsNoClassOfFlinkThatTheClusterHas() throws IOException {
    Set<String> classes = classes(BuildOutput.jobsJar());
    try (Stream<Path> jars = Files.list(BuildOutput.directory("flink-lib"))) {
      for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
        Set<String> twice = classes(jar);
        twice.retainAll(classes);
        twice.removeIf(name -> !name.startsWith("org/apache/flink/"));
        assertThat(twice).as(jar.getFileName().toString()).isEmpty();
      }
    }
  }

  private static Set<String> classes(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + jar, e);
    }
  }
}
