package io.dbintel.schemas.testing;

import io.dbintel.schemas.raw.Capabilities;
import io.dbintel.schemas.raw.Heartbeat;
import io.dbintel.schemas.raw.LogContext;
import io.dbintel.schemas.raw.LogEntry;
import io.dbintel.schemas.raw.MetricsChunk;
import io.dbintel.schemas.raw.PlanEntry;
import io.dbintel.schemas.raw.SessionsTick;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Valid bodies of raw records, always the same. */
public final class RawSamples {
  private RawSamples() {}

  public static SessionsTick tick() {
    return new SessionsTick(
        12,
        1_000_000,
        List.of("pid", "state", "wait_event", "query_id", "text_id"),
        List.of(
            Arrays.asList(4711L, "active", "transactionid", -5L, "00000000000000ab"),
            Arrays.asList(4712L, "idle in transaction", "ClientRead", null, null)),
        List.of(new SessionsTick.Blocked(4711, List.of(4712L, 0L))),
        List.of(
            new SessionsTick.SessionText(
                "00000000000000ab", "update orders set note = 'naïve 🐘'", false)),
        3,
        2,
        5,
        1);
  }

  public static MetricsChunk metrics() {
    return new MetricsChunk(
        "table_io",
        "table_io",
        "shop",
        7,
        0,
        1,
        List.of(
            new MetricsChunk.Column("relname", MetricsChunk.Kind.IDENTITY, null, null, Map.of()),
            new MetricsChunk.Column(
                "heap_blks_read",
                MetricsChunk.Kind.COUNTER,
                "1",
                "postgresql.blocks_read",
                Map.of("source", "heap_read")),
            new MetricsChunk.Column("bloat", MetricsChunk.Kind.GAUGE, "1", null, Map.of())),
        List.of(Arrays.asList("orders", 9_007_199_254_740_993L, 0.25)));
  }

  public static LogEntry logEntry() {
    return new LogEntry(
        "lock_wait",
        Map.of("waited_ms", 1000.5, "blockers", 2L),
        context(),
        "LOG",
        "00000",
        "process 4711 still waiting for ShareLock on transaction 815 after 1000.500 ms",
        "Process holding the lock: 4712. Wait queue: 4711.",
        null,
        null,
        "while updating tuple (0,7) in relation \"orders\"",
        "update orders set note = 'x'",
        false);
  }

  public static PlanEntry planEntry() {
    return new PlanEntry(
        context(),
        12.5,
        "json",
        "{\"Query Text\": \"select 1\", \"Plan\": {\"Node Type\": \"Result\"}}",
        false,
        true,
        null,
        Map.of("auto_explain.log_min_duration", "0", "auto_explain.sample_rate", "0.1"),
        false);
  }

  public static Capabilities capabilities() {
    return new Capabilities(
        "17.6",
        "none",
        false,
        Map.of("pg_stat_statements", "1.11"),
        List.of("pg_stat_statements", "auto_explain"),
        Map.of("track_io_timing", "off"),
        Map.of("pg_read_all_stats", true),
        Map.of("statements", "pg_stat_statements"),
        List.of(
            new Capabilities.Problem(
                "track_io_timing_off",
                "I/O times are not measured",
                "ALTER SYSTEM SET track_io_timing = on;")),
        Map.of(
            "sessions",
            new Capabilities.FeatureState(
                "open", 1_760_000_000_000_000L, "timeout", 1_760_000_060_000_000L)));
  }

  public static Heartbeat heartbeat() {
    return new Heartbeat(
        Heartbeat.SCHEMA_VERSION,
        "heartbeat:shop-collector:1760000000000000:3:0",
        "collector-1",
        1_760_000_000_000_000L,
        3,
        1_760_000_030_000_000L,
        10_000_000,
        2,
        Map.of("dbintel.raw.sessions", 4L));
  }

  private static LogContext context() {
    return new LogContext(
        "postgresql-Mon.json#1234",
        8192,
        "jsonlog",
        1_760_000_000_123_000L,
        4711L,
        "68e7a1c0.1267",
        42L,
        1_760_000_000_000_000L,
        "app",
        "shop",
        "10.0.0.7",
        54321L,
        "checkout",
        "UPDATE",
        "3/17",
        815L,
        "client backend",
        null,
        -5L);
  }
}
