package io.dbintel.ingest.sessions;

import io.dbintel.ingest.postgres.Micros;
import io.dbintel.schemas.raw.SessionsTick.Blocked;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks the lock manager for whom sessions wait. */
final class BlockersQuery {
  private static final String SQL =
      """
      SELECT w.pid, pg_catalog.pg_blocking_pids(w.pid), statement_timestamp(), clock_timestamp()
      FROM unnest(?::int[]) AS w (pid)
      """;

  private BlockersQuery() {}

  /**
   * @param asked how many were asked
   * @param blocked those of the waiters that still waited, each with whom for
   * @param serverMicros time that the server spent
   */
  record Answer(int asked, List<Blocked> blocked, long serverMicros) {
    static final Answer NONE = new Answer(0, List.of(), 0);
  }

  /**
   * @param waiters pids
   */
  static Answer read(Connection connection, List<Long> waiters) throws SQLException {
    List<Blocked> blocked = new ArrayList<>();
    long serverMicros = 0;
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, connection.createArrayOf("int4", waiters.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Integer[] blockers = (Integer[]) row.getArray(2).getArray();
          if (blockers.length > 0) {
            blocked.add(new Blocked(row.getLong(1), distinct(blockers)));
          }
          long before = Micros.read(row, 3);
          long after = Micros.read(row, 4);
          serverMicros = Math.max(serverMicros, after - before);
        }
      }
    }
    return new Answer(waiters.size(), blocked, serverMicros);
  }

  /** Members of a parallel group come one by one; of a blocker, its number is enough. */
  private static List<Long> distinct(Integer[] pids) {
    return Arrays.stream(pids).distinct().map(Integer::longValue).sorted().toList();
  }
}
