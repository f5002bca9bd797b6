package io.dbintel.ingest.sessions;

import io.dbintel.ingest.postgres.Micros;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGStatement;

/** Asks the lock manager for whom sessions wait. */
final class BlockersQuery {
  private static final int FROM_THE_FIRST_TIME = 1;

  private static final String SQL =
      """
      SELECT w.pid, pg_catalog.pg_blocking_pids(w.pid), statement_timestamp(), clock_timestamp()
      FROM unnest(?::int[]) AS w (pid)
      """;

  private BlockersQuery() {}

  /**
   * @param waiters pids
   */
  static Blockers read(Connection connection, List<Long> waiters) throws SQLException {
    Map<Long, List<Long>> blockers = new LinkedHashMap<>();
    long serverMicros = 0;
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.unwrap(PGStatement.class).setPrepareThreshold(FROM_THE_FIRST_TIME);
      statement.setArray(1, connection.createArrayOf("int4", waiters.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          blockers.put(row.getLong(1), distinct(row.getArray(2)));
          long before = Micros.read(row, 3);
          long after = Micros.read(row, 4);
          serverMicros = Math.max(serverMicros, after - before);
        }
      }
    }
    return new Blockers(blockers, serverMicros);
  }

  /** Members of a parallel group come one by one; of a blocker, its number is enough. */
  static List<Long> distinct(Array pids) throws SQLException {
    return pids == null
        ? List.of()
        : Arrays.stream((Integer[]) pids.getArray())
            .distinct()
            .map(Integer::longValue)
            .sorted()
            .toList();
  }
}
