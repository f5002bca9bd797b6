package io.dbintel.ingest.statements;

import io.dbintel.ingest.config.Scrub;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.Micros;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads pg_stat_monitor, which counts anew in each bucket of time: only closed buckets, each once.
 *
 * <p>A bucket is an epoch of its own that was reset at the bucket's start. So a reader of the
 * records takes its values whole, for the time since the bucket before, and after a restart of the
 * collector drops the buckets that it has seen, whose server time is not later than what it knows.
 *
 * <p>No server of the tests has the extension: they have a stand-in with its columns.
 */
final class MonitorBuckets {
  static final String KIND = "bucketed";

  private final TargetConfig target;
  private long readUpTo = Long.MIN_VALUE;

  MonitorBuckets(TargetConfig target) {
    this.target = target;
  }

  /** The start of a closed bucket and the time of all buckets, both µs. */
  private record Bucket(long start, long length) {}

  /** All closed buckets that began after what is known, in order of time. */
  List<StatementsReader.Due> due(Session session, ServerFacts facts) throws PollFailure {
    return session.roundTrip(Step.CLOCK, connection -> closed(connection, facts)).stream()
        .<StatementsReader.Due>map(bucket -> open -> read(open, facts, bucket))
        .toList();
  }

  /** Nothing that began before the end of this read is due any more. */
  void readUpTo(StatementsRead read) {
    readUpTo = Math.max(readUpTo, read.after().micros());
  }

  private StatementsRead read(Session session, ServerFacts facts, Bucket bucket)
      throws PollFailure {
    CounterRows rows =
        session.roundTrip(Step.COUNTERS, connection -> rows(connection, facts, bucket));
    return new StatementsRead(
        facts,
        new ServerClock(bucket.start(), bucket.start(), null),
        rows,
        // The last moment: the next bucket begins after it.
        new ServerClock(bucket.start() + bucket.length() - 1, bucket.start(), null),
        KIND);
  }

  private List<Bucket> closed(Connection connection, ServerFacts facts) throws SQLException {
    List<Bucket> due = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(MonitorQueries.closedBuckets(facts));
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Bucket bucket = new Bucket(Micros.read(row, 1), row.getLong(2));
        if (bucket.start() > readUpTo) {
          due.add(bucket);
        }
      }
    }
    return due;
  }

  private CounterRows rows(Connection connection, ServerFacts facts, Bucket bucket)
      throws SQLException {
    String sql =
        MonitorQueries.counters(
            facts, MonitorQueries.columns(connection, facts), target.statements().maxRows());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, time(bucket.start()));
      statement.setFetchSize(CountersReader.FETCH_ROWS);
      try (ResultSet result = statement.executeQuery()) {
        return CountersReader.of(
            result, target.statements().maxRows(), target.scrub() == Scrub.EDGE);
      }
    }
  }

  private static OffsetDateTime time(long micros) {
    return Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000)
        .atOffset(ZoneOffset.UTC);
  }
}
