package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.ingest.config.Limits;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Rows;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import io.dbintel.ingest.postgres.Watchdog;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A result that is read in pieces. */
class StreamedRowsIT {
  private static final Duration LIMIT = Duration.ofMillis(700);

  private static MonitoredServer server;
  private final Watchdog watchdog = new Watchdog();

  @BeforeAll
  static void start() {
    server = MonitoredServer.start(17, Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void close() {
    watchdog.close();
  }

  @Test
  void piecesComeInOrderAndTheTransactionEndsWithThem() throws Exception {
    try (Session session = open()) {
      long pid = pid(session);
      try (Rows<Integer> rows = rows(session, "SELECT generate_series(1, 10)", 4)) {
        assertThat(rows.next()).containsExactly(1, 2, 3, 4);
        assertThat(state(pid)).isEqualTo("idle in transaction");
        assertThat(rows.next()).containsExactly(5, 6, 7, 8);
        assertThat(rows.next()).containsExactly(9, 10);
        assertThat(rows.next()).isEmpty();
      }
      assertThat(state(pid)).isEqualTo("idle");

      try (Rows<Integer> rows = rows(session, "SELECT generate_series(1, 10)", 4)) {
        rows.next();
      }
      assertThat(state(pid)).as("also when not all was read").isEqualTo("idle");
      assertThat(session.usable()).isTrue();
    }
  }

  @Test
  void allPiecesHaveOneDeadlineAndWhatIsDoneBetweenThemTakesNoneOfIt() throws Exception {
    String slow = "SELECT n FROM generate_series(1, 50) n WHERE pg_sleep(%s) IS NOT NULL";
    try (Session session = open();
        Rows<Integer> rows = rows(session, slow.formatted("0.01 + n * 0"), 1)) {
      rows.next();
      long busyUntil = System.nanoTime() + LIMIT.multipliedBy(2).toNanos();
      while (System.nanoTime() < busyUntil) {
        Thread.onSpinWait();
      }
      assertThat(rows.next()).containsExactly(2);
    }
    try (Session session = open();
        Rows<Integer> rows = rows(session, slow.formatted("0.1 + n * 0"), 1)) {
      assertThatThrownBy(
              () -> {
                for (var piece = rows.next(); !piece.isEmpty(); piece = rows.next()) {
                  assertThat(piece.get(0)).as("0.1 s each, of 0.7 s").isLessThan(9);
                }
              })
          .isInstanceOfSatisfying(
              PollFailure.class,
              failure -> assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT));
      assertThat(session.usable()).isFalse();
    }
  }

  private Session open() throws PollFailure {
    TargetConfig target = server.target("streamed");
    Limits limits = new Limits(Duration.ofMillis(600), Duration.ofMillis(100), LIMIT);
    return Session.open(target, target.database(), limits, watchdog);
  }

  private static Rows<Integer> rows(Session session, String sql, int pieceRows) throws PollFailure {
    return session.rows(
        Step.TEXTS,
        connection -> connection.prepareStatement(sql),
        pieceRows,
        row -> row.getInt(1));
  }

  private static long pid(Session session) throws PollFailure {
    try (Rows<Integer> pid = rows(session, "SELECT pg_backend_pid()", 1)) {
      return pid.next().get(0);
    }
  }

  private static String state(long pid) {
    return server
        .postgres()
        .query("postgres", "SELECT state FROM pg_stat_activity WHERE pid = " + pid)
        .get(0)
        .get(0);
  }
}
