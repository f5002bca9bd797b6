package io.dbintel.ingest.statements;

import io.dbintel.ingest.postgres.Micros;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The server's clock and what happened to its statistics until then.
 *
 * @param micros server clock
 * @param statsReset when the statistics were reset, µs; null before extension 1.9
 * @param dealloc how often entries were evicted; null before extension 1.9
 */
record ServerClock(long micros, Long statsReset, Long dealloc) {

  static ServerClock read(Connection connection, ServerFacts facts) throws SQLException {
    String sql =
        facts.hasInfo()
            ? "SELECT clock_timestamp(), stats_reset, dealloc FROM "
                + facts.qualified("pg_stat_statements_info")
            : "SELECT clock_timestamp(), NULL::timestamptz, NULL::bigint";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      long dealloc = row.getLong(3);
      Long deallocOrNull = row.wasNull() ? null : dealloc;
      return new ServerClock(Micros.read(row, 1), Micros.read(row, 2), deallocOrNull);
    }
  }
}
