package io.dbintel.udfs.statements.testing;

import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.envelope.Server;
import io.dbintel.schemas.statements.Poll;
import io.dbintel.schemas.statements.StatementsChunkWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds one poll and cuts it into records of {@code dbintel.raw.statements}. */
public final class PollBuilder {
  public static final String INSTANCE = "db-1";
  public static final long SECOND = 1_000_000;

  /** Reset time of the default epoch, long before any poll. */
  public static final long RESET = 1_000 * SECOND;

  private static final List<String> COUNTERS =
      List.of(
          "calls",
          "rows",
          "total_exec_time",
          "mean_exec_time",
          "stddev_exec_time",
          "shared_blks_hit",
          "wal_bytes");

  private final long number;
  private final long serverTime;
  private final Map<StatementKey, Counters> rows = new LinkedHashMap<>();
  private Map<Long, String> databases = Map.of(5L, "shop", 6L, "ledger");
  private Map<Long, String> roles = Map.of(10L, "app", 11L, "batch");
  private List<String> counters = COUNTERS;
  private String collector = "collector-1";
  private long collectorStart = 2_000 * SECOND;
  private Long collectedAt;
  private Epoch epoch = epoch(RESET);
  private Outcome outcome = Outcome.OK;
  private Long dealloc = 0L;
  private int buckets = 1;
  private Sequence texts;
  private boolean toplevelColumn = true;
  private boolean statsSinceColumn;

  private PollBuilder(long number, long serverTime) {
    this.number = number;
    this.serverTime = serverTime;
  }

  /** Poll number n, one minute after poll n - 1, of an ordinary server. */
  public static PollBuilder poll(long number) {
    return poll(number, timeOf(number));
  }

  public static PollBuilder poll(long number, long serverTime) {
    return new PollBuilder(number, serverTime);
  }

  /** Server clock of {@link #poll(long)}. */
  public static long timeOf(long number) {
    return 10_000 * SECOND + number * 60 * SECOND;
  }

  public static Epoch epoch(Long statsReset) {
    return new Epoch(
        "7001",
        statsReset,
        statsReset == null ? (Long) 900L : null,
        "all",
        "pg_stat_statements",
        "1.10",
        Epoch.CUMULATIVE);
  }

  public PollBuilder row(StatementKey key, Counters values) {
    rows.put(key, values);
    statsSinceColumn |= values.statsSince() != null;
    return this;
  }

  public PollBuilder row(long queryid, long calls, double execTime) {
    return row(StatementKey.of(queryid), Counters.of(calls, execTime));
  }

  public PollBuilder epoch(Epoch newEpoch) {
    epoch = newEpoch;
    return this;
  }

  public PollBuilder outcome(Outcome newOutcome) {
    outcome = newOutcome;
    return this;
  }

  public PollBuilder dealloc(Long newDealloc) {
    dealloc = newDealloc;
    return this;
  }

  /** Names the last record of texts of this run. */
  public PollBuilder texts(long counter) {
    return texts(new Sequence(collectorStart, counter));
  }

  public PollBuilder texts(Sequence newTexts) {
    texts = newTexts;
    return this;
  }

  public PollBuilder buckets(int newBuckets) {
    buckets = newBuckets;
    return this;
  }

  public PollBuilder run(String newCollector, long newStart) {
    collector = newCollector;
    collectorStart = newStart;
    return this;
  }

  public PollBuilder collectedAt(long micros) {
    collectedAt = micros;
    return this;
  }

  public PollBuilder columns(List<String> newCounters) {
    counters = newCounters;
    return this;
  }

  public PollBuilder withoutToplevel() {
    toplevelColumn = false;
    return this;
  }

  public PollBuilder statsSinceColumn() {
    statsSinceColumn = true;
    return this;
  }

  public PollBuilder names(Map<Long, String> newDatabases, Map<Long, String> newRoles) {
    databases = newDatabases;
    roles = newRoles;
    return this;
  }

  /** The single record of a poll that read nothing. */
  public byte[] failed() {
    outcome = Outcome.FAILED;
    Poll poll = new Poll(number, -1, 0, 0, 0, 0, null, null);
    return StatementsChunkWriter.write(envelope(-1), poll, columns(), List.of());
  }

  /** One record per bucket, in order. */
  public List<byte[]> records() {
    List<Map<StatementKey, Counters>> byBucket = new ArrayList<>();
    for (int bucket = 0; bucket < buckets; bucket++) {
      byBucket.add(new LinkedHashMap<>());
    }
    rows.forEach((key, values) -> byBucket.get(key.bucket(buckets)).put(key, values));
    List<byte[]> records = new ArrayList<>();
    for (int bucket = 0; bucket < buckets; bucket++) {
      records.add(record(bucket, byBucket.get(bucket)));
    }
    return records;
  }

  private byte[] record(int bucket, Map<StatementKey, Counters> inBucket) {
    List<Object[]> values = new ArrayList<>();
    inBucket.forEach((key, counted) -> values.add(values(key, counted)));
    Poll poll = new Poll(number, bucket, buckets, inBucket.size(), rows.size(), 0, dealloc, texts);
    return StatementsChunkWriter.write(envelope(bucket), poll, columns(), values);
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("userid", "dbid", "queryid"));
    if (toplevelColumn) {
      columns.add("toplevel");
    }
    columns.addAll(counters);
    if (statsSinceColumn) {
      columns.add("stats_since");
    }
    return columns;
  }

  private Object[] values(StatementKey key, Counters counted) {
    List<Object> row = new ArrayList<>(List.of(key.userid(), key.dbid(), key.queryid()));
    if (toplevelColumn) {
      row.add(key.toplevel());
    }
    for (String column : counters) {
      row.add(counted.values().getOrDefault(column, 0L));
    }
    if (statsSinceColumn) {
      row.add(counted.statsSince());
    }
    return row.toArray();
  }

  private Envelope envelope(int bucket) {
    boolean reached = outcome != Outcome.FAILED;
    return new Envelope(
        Envelope.SCHEMA_VERSION,
        "statements:" + collectorStart + ":" + number + ":" + bucket,
        INSTANCE,
        collector,
        collectedAt == null ? serverTime : collectedAt,
        reached ? serverTime - 10 : null,
        reached ? serverTime : null,
        outcome,
        outcome == Outcome.OK ? null : "test",
        new Server("db.example", 5432, 160004),
        reached ? epoch : null,
        new TreeMap<>(databases),
        new TreeMap<>(roles),
        null,
        new Sequence(collectorStart, number * 1_000 + bucket + 1));
  }
}
