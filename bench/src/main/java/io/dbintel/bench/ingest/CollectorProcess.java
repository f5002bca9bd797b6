package io.dbintel.bench.ingest;

import io.dbintel.ingest.Ingest;
import io.dbintel.local.cluster.ProcessMemory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The collector as users run it: a process of its own, with the launcher's settings of the JVM. */
final class CollectorProcess implements AutoCloseable {
  private static final String JVM_OPTIONS = "jvm.options";

  private final Process process;

  private CollectorProcess(Process process) {
    this.process = process;
  }

  static CollectorProcess start(
      Path folder, BusyServer server, String role, int targets, String bootstrapServers)
      throws IOException {
    StringBuilder yaml = new StringBuilder();
    yaml.append("collector: {id: bench}\nhealth_address: 'off'\n")
        .append("state_directory: ")
        .append(folder.resolve("state"))
        .append('\n')
        .append("kafka: {bootstrap_servers: '")
        .append(bootstrapServers)
        .append("'}\n")
        .append("defaults: {user: ")
        .append(role)
        .append(", password: ")
        .append(server.password())
        .append(", sslmode: disable}\ntargets:\n");
    for (int n = 0; n < targets; n++) {
      yaml.append("  - {instance: bench-")
          .append(n)
          .append(", host: 127.0.0.1, port: ")
          .append(server.port())
          .append("}\n");
    }
    Path config = Files.writeString(folder.resolve("ingest.yaml"), yaml);
    return new CollectorProcess(start(folder, config));
  }

  private static Process start(Path folder, Path config) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Ingest.class.getName(),
            "--config",
            config.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("ingest.log").toFile());
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    return builder.start();
  }

  private static List<String> jvmOptions() throws IOException {
    try (InputStream file = Ingest.class.getResourceAsStream(JVM_OPTIONS)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  long peakResidentBytes() {
    return ProcessMemory.peakResidentBytes(process.pid());
  }

  long residentBytes() {
    return ProcessMemory.residentBytes(process.pid());
  }

  Duration cpu() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
