package io.dbintel.bench.ingest;

import io.dbintel.local.cluster.ProcessMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The collector as users run it: a process of its own, with the launcher's settings of the JVM. */
final class CollectorProcess implements AutoCloseable {
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx160m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xss512k",
          "-Xms32m",
          "-XX:MaxNewSize=40m",
          "-XX:MinHeapFreeRatio=20",
          "-XX:MaxHeapFreeRatio=40",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djdk.nio.maxCachedBufferSize=65536");

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
    command.addAll(JVM_OPTIONS);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "io.dbintel.ingest.Ingest",
            "--config",
            config.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("ingest.log").toFile());
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    return builder.start();
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
