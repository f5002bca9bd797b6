package io.dbintel.ingest.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.SslMode;
import io.dbintel.ingest.config.StatementsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.testing.FakeServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionTest {
  private static final Duration LIMIT = Duration.ofMillis(300);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Watchdog watchdog = new Watchdog();

  @AfterEach
  void close() {
    watchdog.close();
  }

  @Test
  void loginToASilentServerComesBack() throws Exception {
    try (FakeServer server = FakeServer.silent()) {
      assertTimesOut(target(server.port()));
    }
  }

  @Test
  void loginToADrippingServerComesBack() throws Exception {
    try (FakeServer server = FakeServer.dripping()) {
      assertTimesOut(target(server.port()));
    }
  }

  @Test
  void aQueryThatIsNeverAnsweredComesBack() throws Exception {
    try (FakeServer server = FakeServer.mute();
        Session session =
            Session.open(
                target(server.port()).withSsl(SslMode.DISABLE, Optional.empty()), watchdog)) {
      long started = System.nanoTime();
      PollFailure failure =
          catchThrowableOfType(
              PollFailure.class,
              () ->
                  session.roundTrip(
                      Step.COUNTERS,
                      connection -> {
                        try (Statement statement = connection.createStatement()) {
                          return statement.execute("SELECT 1");
                        }
                      }));
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(LIMIT, SOON);
      assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
      assertThat(failure.fix()).contains("statements.round_trip_timeout");
      assertThat(session.usable()).isFalse();
    }
  }

  @Test
  void aClosedPortIsRefused() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    PollFailure failure =
        catchThrowableOfType(PollFailure.class, () -> Session.open(target(port), watchdog));
    assertThat(failure.reason()).isEqualTo("connection_refused");
    assertThat(failure.getMessage()).contains(":" + port);
  }

  private void assertTimesOut(TargetConfig target) {
    long started = System.nanoTime();
    PollFailure failure =
        catchThrowableOfType(PollFailure.class, () -> Session.open(target, watchdog));
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(LIMIT, SOON);
    assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
    assertThat(failure.fix()).contains("connect_timeout");
  }

  private static TargetConfig target(int port) {
    return TargetConfig.of("a", "127.0.0.1", port, "postgres", "u", Secret.of("p"))
        .withConnectTimeout(LIMIT)
        .withStatements(StatementsConfig.defaults().withTimeouts(LIMIT, LIMIT, LIMIT));
  }
}
