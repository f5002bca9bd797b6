package io.dbintel.schemas.testing;

import io.dbintel.schemas.deadletter.DeadLetter;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.envelope.Server;
import io.dbintel.schemas.output.EventBatch;
import io.dbintel.schemas.output.MetricBatch;
import io.dbintel.schemas.statements.IntervalHeader;
import io.dbintel.schemas.statements.Poll;
import io.dbintel.schemas.statements.QueryTexts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One valid value of every record type, always the same. */
public final class Samples {
  private static final Server SERVER = new Server("db.example", 5432, 170006);
  private static final Sequence SEQUENCE = new Sequence(1_760_000_000_000_000L, 42);

  private Samples() {}

  public static Epoch epoch() {
    return new Epoch(
        "7400000000000000001",
        1_759_000_000_000_000L,
        null,
        "all",
        "pg_stat_statements",
        "1.11",
        Epoch.CUMULATIVE);
  }

  public static Envelope envelope() {
    return new Envelope(
        Envelope.SCHEMA_VERSION,
        "shop:statements:7:0",
        "shop",
        "collector-1",
        1_760_000_060_000_000L,
        1_760_000_059_990_000L,
        1_760_000_059_998_000L,
        Outcome.OK,
        null,
        SERVER,
        epoch(),
        Map.of(16384L, "orders", 4_294_967_295L, "größe"),
        Map.of(10L, "postgres"),
        null,
        SEQUENCE);
  }

  /** The envelope of a poll that did not reach its server. */
  public static Envelope failedEnvelope() {
    return new Envelope(
        Envelope.SCHEMA_VERSION,
        "shop:statements:8",
        "shop",
        "collector-1",
        1_760_000_120_000_000L,
        null,
        null,
        Outcome.FAILED,
        "unreachable",
        new Server("db.example", 5432, 0),
        null,
        Map.of(),
        Map.of(),
        null,
        SEQUENCE);
  }

  /** The only bucket of a poll. */
  public static Poll poll(int rows) {
    return new Poll(7, 0, 1, rows, rows, 2, 3L, new Sequence(1_760_000_000_000_000L, 5));
  }

  public static Poll failedPoll() {
    return new Poll(8, -1, 0, 0, 0, 0, null, null);
  }

  /** The columns of {@link #rows()}: every treatment that a column can get, an unknown one too. */
  public static List<String> columns() {
    return List.of(
        "userid",
        "dbid",
        "toplevel",
        "queryid",
        "calls",
        "total_exec_time",
        "mean_exec_time",
        "stddev_exec_time",
        "stats_since",
        "max_exec_time",
        "column_of_tomorrow");
  }

  public static List<Object[]> rows() {
    return List.of(
        new Object[] {
          10L, 16384L, true, -5L, 3L, 1.5, 0.5, 0.25, 1_759_500_000_000_000L, 0.75, "new"
        },
        new Object[] {10L, 4_294_967_295L, false, Long.MAX_VALUE, 0L, 0.0, 0.0, 0.0, null, 0.0, 1});
  }

  public static QueryTexts queryTexts() {
    return new QueryTexts(
        envelope(),
        List.of(
            new QueryTexts.QueryText(10, 16384, true, -5, "select $1 -- naïve 🐘", false),
            new QueryTexts.QueryText(
                10,
                16384,
                false,
                77,
                "select ? from orders ...",
                true,
                new QueryTexts.Shape(
                    "v2:0123456789abcdef", "SELECT orders", "SELECT", List.of("orders")))));
  }

  public static IntervalHeader intervalHeader() {
    return new IntervalHeader(
        "shop:intervals:1760000000000000:7:0",
        "shop",
        "collector-1",
        1_760_000_060_000_000L,
        1_760_000_059_998_000L,
        SERVER,
        epoch(),
        new Sequence(1_760_000_000_000_000L, 7),
        0,
        1,
        2L,
        1,
        Map.of(16384L, "orders"),
        Map.of(10L, "postgres"));
  }

  public static MetricBatch metricBatch() {
    long seconds = Double.doubleToRawLongBits(1234.000000001);
    return new MetricBatch(
        "shop:metrics:7:top_query",
        "shop",
        SERVER,
        1_760_000_059_998_000L,
        "top_query",
        List.of("postgresql.top_query.calls", "postgresql.top_query.execution.time"),
        List.of("db.namespace", "postgresql.rolname", "postgresql.queryid"),
        List.of(
            new MetricBatch.Series(
                Arrays.asList("orders", null, "-5"),
                1_760_000_000_000_000L,
                new long[] {3, 0},
                1_759_990_000_000_000L,
                new long[] {Long.MAX_VALUE, seconds},
                false),
            new MetricBatch.Series(
                List.of("orders", "postgres", "77"),
                1_760_000_000_000_000L,
                new long[] {},
                1_759_990_000_000_000L,
                new long[] {},
                true)));
  }

  public static EventBatch eventBatch() {
    return EventBatch.of(
        "shop:events:7",
        "shop",
        SERVER,
        1_760_000_059_998_000L,
        List.of(
            new EventBatch.Event(
                "db.server.top_query",
                Map.of(
                    "db.namespace",
                    "orders",
                    "postgresql.calls",
                    3L,
                    "postgresql.total_exec_time",
                    0.1 + 0.2,
                    "postgresql.toplevel",
                    true))));
  }

  public static DeadLetter deadLetter() {
    return DeadLetter.of(
        "shop",
        "dbintel.raw.statements",
        31,
        9_000_000_000L,
        "statements",
        Reason.WRONG_TYPE,
        "calls: expected integer");
  }
}
