package io.dbintel.local.kafka;

import io.dbintel.local.BuildOutput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A broker in a process of its own, which ends with this one. */
public final class KafkaProcess implements AutoCloseable {
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

  private final Process process;
  private final String bootstrapServers;
  private final KafkaClients clients;

  private KafkaProcess(Process process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
    this.clients = new KafkaClients(bootstrapServers);
  }

  /**
   * Starts a JVM with this heap limit on this process's classpath; its log goes to this process's
   * stderr.
   */
  public static KafkaProcess start(int heapMegabytes, Map<String, String> settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMegabytes + "m");
    command.addAll(BuildOutput.jvmOpens());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), EmbeddedKafka.class.getName()));
    settings.forEach((name, value) -> command.add(name + "=" + value));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String address =
          new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      if (address == null) {
        throw new IllegalStateException(
            "The Kafka process ended before it was ready; its reason is on stderr");
      }
      return new KafkaProcess(process, address);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot start a Kafka process", e);
    }
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  public KafkaClients clients() {
    return clients;
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    clients.close();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
