package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.CheckCommand;
import io.dbintel.ingest.Ingest;
import io.dbintel.ingest.config.ConfigLoader;
import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.local.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets planted wherever one can stand appear nowhere, neither when all is well nor on errors.
 */
@ExtendWith(SharedStack.class)
class NoSecretInOutputIT {
  private static final String PLANTED = "pl4nted";
  private static final int DEADLINE_SECONDS = 90;

  @TempDir Path folder;
  private final MonitoredServer server;

  NoSecretInOutputIT(Servers servers) {
    this.server = servers.of(17);
  }

  @BeforeEach
  void createRoles() {
    server.runUnseen("DROP ROLE IF EXISTS planted_password");
    server.runUnseen("CREATE ROLE planted_password LOGIN PASSWORD 'pl4nted-good'");
  }

  @Test
  void theCommandsAndTheConfigurationShowNone() throws Exception {
    Path config = write("config.yaml", config());
    IngestConfig loaded = ConfigLoader.load(config);
    assertThat(loaded.toString()).contains("planted_password").doesNotContain(PLANTED);

    Output check = run(CheckCommand.class, "--config", config.toString());
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.text()).contains("good", "wrong_password", "unknown_host", "tls_failed");
    assertThat(run(CheckCommand.class, "--config", config.toString(), "--json").text())
        .contains("wrong_password");
    Output dryRun = run(Ingest.class, "--config", config.toString(), "--dry-run");
    assertThat(dryRun.text()).contains("would send", "wrong_password");
    Output ingest = run(Ingest.class, "--config", config.toString());
    assertThat(ingest.status()).isEqualTo(1);
    assertThat(ingest.text()).contains("Kafka at 127.0.0.1");
  }

  @Test
  void errorsOfTheConfigurationShowNone() throws Exception {
    Path open = write("open-passfile", "*:*:*:*:pl4nted-open\n");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    for (String broken :
        List.of(
            config().replace("user: planted_password", "usr: planted_password"),
            config().replace("password: pl4nted-wrong", "password: [pl4nted-wrong]"),
            config().replace("host: 127.0.0.1", "host: 'postgresql://u:pl4nted-url@h/d'"),
            config().replace("passfile: ", "passfile: " + open + " # "),
            config() + "\nbroken: 'pl4nted-yaml")) {
      Output output = run(CheckCommand.class, "--config", write("broken.yaml", broken).toString());
      assertThat(output.status()).as(output.text()).isEqualTo(2);
      assertThat(output.text()).isNotBlank();
    }
  }

  private String config() throws IOException {
    Path password = write("password", "pl4nted-good\n");
    Path passfile = write("passfile", "*:*:*:*:pl4nted-good\n");
    return """
    kafka:
      bootstrap_servers: 127.0.0.1:%d
      flush_timeout: 1s
      properties:
        security.protocol: SASL_PLAINTEXT
        sasl.mechanism: PLAIN
        sasl.jaas.config: >-
          org.apache.kafka.common.security.plain.PlainLoginModule required username="u"
          password="pl4nted-kafka";
        ssl.key.password: pl4nted-key
    defaults: {user: planted_password, port: %d, connect_timeout: 2s}
    targets:
      - {instance: good, host: 127.0.0.1, password: '${file:%s}'}
      - {instance: passfile, host: 127.0.0.1, passfile: %s}
      - {instance: wrong, host: 127.0.0.1, password: pl4nted-wrong}
      - {instance: tls, host: 127.0.0.1, password: pl4nted-tls, sslmode: require}
      - {instance: nowhere, host: no-such-host.invalid, password: pl4nted-host}
    """
        .formatted(FreePort.find(), server.postgres().port(), password, passfile);
  }

  private Path write(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** Runs a command in a process of its own; whatever it writes must hold no secret. */
  private Output run(Class<?> command, String... arguments) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), command.getName()));
    line.addAll(Arrays.asList(arguments));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end");
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(text).doesNotContain(PLANTED);
    return new Output(process.exitValue(), text);
  }

  private record Output(int status, String text) {}
}
