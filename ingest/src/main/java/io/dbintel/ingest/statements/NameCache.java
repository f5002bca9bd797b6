package io.dbintel.ingest.statements;

import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Names of databases and roles by oid. Read anew when an oid is unknown, at most once a minute, and
 * every ten minutes for what was renamed. A dropped database or role has no name.
 */
final class NameCache {
  private static final long UNKNOWN_AFTER_MICROS = 60_000_000L;
  private static final long RENAMED_AFTER_MICROS = 600_000_000L;
  private static final String SQL =
      """
      SELECT true, oid::bigint, datname::text FROM pg_database
      UNION ALL
      SELECT false, oid::bigint, rolname::text FROM pg_roles
      """;

  private Names names = new Names(Map.of(), Map.of());
  private long readAt = Long.MIN_VALUE;

  /** The current names, read again when these rows or their age ask for it. */
  Names refresh(Session session, CounterRows rows, long nowMicros) throws PollFailure {
    if (due(rows, nowMicros)) {
      names = session.roundTrip(Step.NAMES, NameCache::read);
      readAt = nowMicros;
    }
    return names;
  }

  private boolean due(CounterRows rows, long nowMicros) {
    if (readAt == Long.MIN_VALUE || nowMicros - readAt >= RENAMED_AFTER_MICROS) {
      return true;
    }
    return nowMicros - readAt >= UNKNOWN_AFTER_MICROS && hasUnknown(rows);
  }

  private boolean hasUnknown(CounterRows rows) {
    for (int row = 0; row < rows.rows().size(); row++) {
      if (!names.databases().containsKey(rows.dbid(row))
          || !names.roles().containsKey(rows.userid(row))) {
        return true;
      }
    }
    return false;
  }

  private static Names read(Connection connection) throws SQLException {
    Map<Long, String> databases = new HashMap<>();
    Map<Long, String> roles = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SQL)) {
      while (row.next()) {
        (row.getBoolean(1) ? databases : roles).put(row.getLong(2), row.getString(3));
      }
    }
    return new Names(databases, roles);
  }
}
