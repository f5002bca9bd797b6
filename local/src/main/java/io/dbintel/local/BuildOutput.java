package io.dbintel.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What the build lays out beside this module's classes: the PostgreSQL binaries, Flink's own jars,
 * and the JVM options of a Flink process. Found relative to the module's jar or class folder, so
 * the working directory does not matter.
 */
public final class BuildOutput {
  private BuildOutput() {}

  /**
   * The folder {@code name} of the build output.
   *
   * @throws IllegalStateException when it does not exist; the system property {@code
   *     dbintel.local.<name>} points elsewhere
   */
  public static Path directory(String name) {
    String property = "dbintel.local." + name;
    String configured = System.getProperty(property);
    Path directory = configured == null ? target().resolve(name) : Path.of(configured);
    if (!Files.isDirectory(directory)) {
      throw new IllegalStateException(
          "No folder %s: build the module (mvn -pl local -am compile) or set -D%s to a folder that holds it"
              .formatted(directory, property));
    }
    return directory;
  }

  /**
   * The jar with all jobs that is submitted to a cluster.
   *
   * @throws IllegalStateException when it does not exist; the system property {@code
   *     dbintel.local.jobs-jar} points elsewhere
   */
  public static Path jobsJar() {
    String configured = System.getProperty("dbintel.local.jobs-jar");
    if (configured != null) {
      return Path.of(configured);
    }
    Path folder = target().resolve("../../flink-jobs/target").normalize();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-cluster.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no jar"));
    } catch (IOException e) {
      throw new IllegalStateException(
          "No job jar in %s: build it (mvn -pl flink-jobs -am package) or set -Ddbintel.local.jobs-jar"
              .formatted(folder),
          e);
    }
  }

  /**
   * The {@code --add-opens} options that every JVM with Flink in it needs, one list item per
   * option.
   */
  public static List<String> jvmOpens() {
    Properties properties = new Properties();
    try (InputStream in = BuildOutput.class.getResourceAsStream("jvm.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read the resource jvm.properties", e);
    }
    return List.of(properties.getProperty("jvm.opens").split(" "));
  }

  private static Path target() {
    try {
      return Path.of(BuildOutput.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The location of the local module's classes is no file", e);
    }
  }
}
