package io.dbintel.ingest.collect;

import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Names of databases and roles by oid. Read anew when an oid is unknown, at most once a minute, and
 * every ten minutes for what was renamed. A dropped database or role has no name.
 */
public final class NameCache {
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

  /**
   * The current names, read again when their age asks for it, or when they lack one.
   *
   * @param lacking whether the record that is made needs a name that is not there
   */
  public Names refresh(Session session, Predicate<Names> lacking, long nowMicros)
      throws PollFailure {
    if (due(lacking, nowMicros)) {
      names = session.roundTrip(Step.NAMES, NameCache::read);
      readAt = nowMicros;
    }
    return names;
  }

  private boolean due(Predicate<Names> lacking, long nowMicros) {
    if (readAt == Long.MIN_VALUE || nowMicros - readAt >= RENAMED_AFTER_MICROS) {
      return true;
    }
    return nowMicros - readAt >= UNKNOWN_AFTER_MICROS && lacking.test(names);
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
