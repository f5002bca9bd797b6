package io.dbintel.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AbandonedServerIT {
  @Test
  void theNextServerEndsTheOneWhoseOwnerWasKilled() throws Exception {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AbandonedServerIT.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var output =
        new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8));
    long postmaster = Long.parseLong(output.readLine());
    Path data = Path.of(output.readLine());
    owner.destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(postmaster)).isPresent();

    try (EmbeddedPostgresServer next = EmbeddedPostgresServer.start(17)) {
      assertThat(next.value("SELECT 1")).isEqualTo("1");
      assertThat(ProcessHandle.of(postmaster).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(Files.exists(data)).isFalse();
    }
  }

  /** Starts a server, tells its postmaster and folder, and waits to be killed. */
  public static void main(String[] arguments) throws Exception {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(17)) {
      System.out.println(
          Files.readAllLines(server.dataDirectory().resolve("postmaster.pid")).get(0));
      System.out.println(server.dataDirectory());
      System.in.read();
    }
  }
}
