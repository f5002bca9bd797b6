package io.dbintel.bench.statements;

import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.envelope.Server;
import io.dbintel.schemas.statements.Poll;
import io.dbintel.schemas.statements.RowKeys;
import io.dbintel.schemas.statements.StatementColumn;
import io.dbintel.schemas.statements.StatementColumns;
import io.dbintel.schemas.statements.StatementsChunkWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Polls of instances that do not exist: the columns of PostgreSQL 17, values with the digits and
 * zeros of real ones, every row changed in each poll.
 */
final class SyntheticFleet {
  private static final String VERSION = "1.11";
  private static final int ROWS_PER_CHUNK = 100;
  private static final int DATABASES = 5;
  private static final int ROLES = 4;
  private static final int FIRST_OID = 16_384;
  private static final long START_MICROS = 1_760_000_000_000_000L;
  private static final long INTERVAL_MICROS = 60_000_000L;

  private final int rows;
  private final int buckets;
  private final List<StatementColumn> columns;
  private final List<String> names;

  SyntheticFleet(int rowsPerInstance) {
    rows = rowsPerInstance;
    buckets = RowKeys.bucketsFor(rows, ROWS_PER_CHUNK);
    columns =
        StatementColumns.ofVersion(VERSION).stream()
            .filter(column -> column.kind() != StatementColumn.Kind.TEXT)
            .toList();
    names = columns.stream().map(StatementColumn::name).toList();
  }

  /** Columns of a row that are counted. */
  int counters() {
    return (int) columns.stream().filter(StatementColumn::counted).count();
  }

  static String instance(int index) {
    return "bench-%03d".formatted(index);
  }

  /** Collector time of a poll, ms. */
  static long timestamp(int poll) {
    return (START_MICROS + poll * INTERVAL_MICROS) / 1_000;
  }

  /** The encoded chunks of one poll. */
  void poll(int instance, int poll, Consumer<byte[]> out) {
    Map<Integer, List<Object[]>> byBucket = new TreeMap<>();
    for (int bucket = 0; bucket < buckets; bucket++) {
      byBucket.put(bucket, new ArrayList<>(ROWS_PER_CHUNK * 2));
    }
    for (int row = 0; row < rows; row++) {
      SplittableRandom random = new SplittableRandom(instance * 1_000_003L + row);
      long queryid = random.nextLong();
      int userid = FIRST_OID + row % ROLES;
      int dbid = FIRST_OID + 100 + row % DATABASES;
      int bucket = RowKeys.bucket(RowKeys.hash(userid, dbid, true, queryid), buckets);
      byBucket.get(bucket).add(row(random, poll, userid, dbid, queryid));
    }
    byBucket.forEach(
        (bucket, bucketRows) ->
            out.accept(
                StatementsChunkWriter.write(
                    envelope(instance, poll, bucket),
                    new Poll(poll, bucket, buckets, bucketRows.size(), rows, 0, 0L, null),
                    names,
                    bucketRows)));
  }

  private Object[] row(SplittableRandom random, int poll, int userid, int dbid, long queryid) {
    Object[] values = new Object[columns.size()];
    boolean writes = random.nextInt(3) == 0;
    boolean jit = random.nextInt(20) == 0;
    boolean spills = random.nextInt(20) == 0;
    long calls = 1 + random.nextLong(5_000);
    for (int i = 0; i < values.length; i++) {
      StatementColumn column = columns.get(i);
      values[i] =
          switch (column.name()) {
            case "userid" -> (long) userid;
            case "dbid" -> (long) dbid;
            case "toplevel" -> true;
            case "queryid" -> queryid;
            case "stats_since", "minmax_stats_since" -> START_MICROS - 86_400_000_000L;
            case "calls" -> calls * (poll + 100L);
            default -> value(column, random, poll, writes, jit, spills);
          };
    }
    return values;
  }

  private static Object value(
      StatementColumn column,
      SplittableRandom random,
      int poll,
      boolean writes,
      boolean jit,
      boolean spills) {
    boolean zero =
        (column.name().startsWith("jit_") && !jit)
            || (column.name().startsWith("temp_") && !spills)
            || column.name().startsWith("local_")
            || column.name().contains("plan")
            || ((column.name().startsWith("wal_") || column.name().contains("written")) && !writes);
    if (column.isDouble()) {
      double step = random.nextDouble(0.001, 900.0);
      return zero ? 0.0 : column.counted() ? step * (poll + 100) : step;
    }
    long step = 1 + random.nextLong(20_000);
    return zero ? 0L : step * (poll + 100);
  }

  private Envelope envelope(int instance, int poll, int bucket) {
    long time = START_MICROS + poll * INTERVAL_MICROS;
    Map<Long, String> databases = new TreeMap<>();
    for (int i = 0; i < DATABASES; i++) {
      databases.put(FIRST_OID + 100L + i, "database_" + i);
    }
    Map<Long, String> roles = new TreeMap<>();
    for (int i = 0; i < ROLES; i++) {
      roles.put((long) FIRST_OID + i, "role_" + i);
    }
    return new Envelope(
        Envelope.SCHEMA_VERSION,
        "statements:" + instance(instance) + ":" + START_MICROS + ":" + poll + ":" + bucket,
        instance(instance),
        "bench",
        time,
        time - 20_000,
        time,
        Outcome.OK,
        null,
        new Server("10.0.0." + instance, 5432, 170_011),
        new Epoch(
            "71000000000000" + (10_000 + instance),
            START_MICROS - 86_400_000_000L,
            null,
            Epoch.privilege(true, 10),
            "pg_stat_statements",
            VERSION,
            Epoch.CUMULATIVE),
        databases,
        roles,
        null,
        new Sequence(START_MICROS, (long) poll * buckets + bucket));
  }
}
