package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.config.ConfigLoader;
import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.runtime.IngestService;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.schemas.envelope.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A password that changes while the collector runs. */
@ExtendWith(SharedStack.class)
class PasswordRotationIT {
  @TempDir Path folder;
  private final MonitoredServer server;

  PasswordRotationIT(Servers servers) {
    this.server = servers.of(16);
  }

  @Test
  void aChangedFileIsUsedWithoutARestart() throws Exception {
    Path file = folder.resolve("password");
    rotates("rotating_file", file, "%s", "password: '${file:" + file + "}'");
  }

  @Test
  void aChangedPasswordFileOfLibpqIsUsedWithoutARestart() throws Exception {
    Path file = folder.resolve("pgpass");
    rotates("rotating_passfile", file, "*:*:postgres:rotating_passfile:%s", "passfile: " + file);
  }

  private void rotates(String role, Path file, String line, String option) throws Exception {
    server.runUnseen("CREATE ROLE %s LOGIN PASSWORD 'first'".formatted(role));
    write(file, line.formatted("first"));
    String yaml =
        """
        kafka: {bootstrap_servers: 'unused:1'}
        targets: [{instance: a, host: 127.0.0.1, port: %d, user: %s, %s}]
        """
            .formatted(server.postgres().port(), role, option);
    IngestConfig config = ConfigLoader.load(Files.writeString(folder.resolve("c.yaml"), yaml));
    try (IngestService service = IngestService.manual(config, new NoPublisher())) {
      assertThat(service.pollNow("a").outcome()).isEqualTo(Outcome.OK);

      server.runUnseen("ALTER ROLE %s PASSWORD 'second'".formatted(role));
      assertThat(service.pollNow("a").outcome()).as("a session stays").isEqualTo(Outcome.OK);
      server.runUnseen(
          "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = '%s'"
              .formatted(role));
      assertThat(service.pollNow("a").outcome()).isEqualTo(Outcome.FAILED);
      PollSummary refused = service.pollNow("a");
      assertThat(refused.reason()).isEqualTo("wrong_password");

      write(file, line.formatted("second"));
      assertThat(service.pollNow("a").outcome()).isEqualTo(Outcome.OK);
    }
  }

  private static void write(Path file, String content) throws IOException {
    Files.writeString(file, content + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
