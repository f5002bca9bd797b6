package io.dbintel.ingest.statements;

import io.dbintel.schemas.statements.StatementColumn;
import io.dbintel.schemas.statements.StatementColumns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * SQL for pg_stat_monitor 2.0 and later. It has a row for each plan, address and application of a
 * statement: they are added up, under the names of pg_stat_statements. The function is asked and
 * not the view, which reads all texts.
 */
final class MonitorQueries {
  private static final String FUNCTION = "pg_stat_monitor_internal";

  private MonitorQueries() {}

  /** Start of every closed bucket, and the length of buckets in µs. */
  static String closedBuckets(ServerFacts facts) {
    // The setting may come with a unit; a bare number is seconds to an interval, too.
    return "SELECT DISTINCT bucket_start_time, (extract(epoch FROM"
        + " coalesce(current_setting('pg_stat_monitor.pgsm_bucket_time', true), '60')::interval)"
        + " * 1000000)::bigint FROM "
        + function(facts, false)
        + " WHERE bucket_done ORDER BY 1";
  }

  /** Names of the columns that this version has; nothing is run. */
  static Set<String> columns(Connection connection, ServerFacts facts) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT * FROM " + function(facts, false))) {
      ResultSetMetaData metaData = statement.getMetaData();
      Set<String> columns = new HashSet<>();
      for (int column = 1; column <= metaData.getColumnCount(); column++) {
        columns.add(metaData.getColumnName(column));
      }
      return columns;
    }
  }

  /** The counters of one bucket, whose start is the parameter. */
  static String counters(ServerFacts facts, Set<String> columns, int maxRows) {
    String sums =
        StatementColumns.all().stream()
            .flatMap(column -> value(column, columns).stream())
            .collect(Collectors.joining(", "));
    return "SELECT userid, dbid, toplevel, queryid, "
        + sums
        + " FROM "
        + function(facts, false)
        + " WHERE bucket_done AND bucket_start_time = ? AND userid <> "
        + facts.roleOid()
        + " GROUP BY userid, dbid, toplevel, queryid LIMIT "
        + (maxRows + 1L);
  }

  /** Texts of statements by queryid; a statement may have several rows. */
  static String texts(ServerFacts facts) {
    return "SELECT DISTINCT ON (userid, dbid, toplevel, queryid)"
        + " userid::bigint, dbid::bigint, toplevel, queryid, query FROM "
        + function(facts, true)
        + " WHERE queryid = ANY (?) AND userid <> ?::oid AND query IS NOT NULL";
  }

  private static String function(ServerFacts facts, boolean withTexts) {
    return facts.qualified(FUNCTION + "(" + withTexts + ")");
  }

  private static Optional<String> value(StatementColumn column, Set<String> columns) {
    return Stream.concat(Stream.of(column.name()), column.aliases().stream())
        .filter(columns::contains)
        .findFirst()
        .flatMap(source -> aggregate(column, source))
        .map(sql -> sql + " AS " + column.name());
  }

  private static Optional<String> aggregate(StatementColumn column, String source) {
    return switch (column.kind()) {
      case COUNTER ->
          Optional.of("sum(%s)::%s".formatted(source, column.isDouble() ? "float8" : "numeric"));
      case GAUGE -> Optional.of(gauge(column.name()));
      default -> Optional.empty();
    };
  }

  /** min_, max_, mean_ and stddev_ of exec_time and plan_time, over all rows of a statement. */
  private static String gauge(String name) {
    String time = name.substring(name.indexOf('_') + 1);
    String times = time.equals("plan_time") ? "plans" : "calls";
    String mean = "sum(total_%s) / nullif(sum(%s), 0)::float8".formatted(time, times);
    return switch (name.substring(0, name.indexOf('_'))) {
      case "min" -> "min(%s)".formatted(name);
      case "max" -> "max(%s)".formatted(name);
      case "mean" -> "coalesce(%s, 0)".formatted(mean);
      default ->
          "coalesce(sqrt(greatest(0, sum(%2$s * (stddev_%1$s ^ 2 + mean_%1$s ^ 2))"
                  .formatted(time, times)
              + " / nullif(sum(%s), 0) - (%s) ^ 2)), 0)".formatted(times, mean);
    };
  }
}
