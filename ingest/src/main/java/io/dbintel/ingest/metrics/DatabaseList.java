package io.dbintel.ingest.metrics;

import io.dbintel.ingest.config.MetricsConfig;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The databases of a server that may be visited: the configured one first, the others by age. Stays
 * as it was last known while the server cannot be asked.
 */
final class DatabaseList {
  private static final String SQL =
      """
      SELECT d.datname,
             d.datallowconn AND d.datconnlimit <> -2 AND has_database_privilege(d.oid, 'CONNECT')
      FROM pg_database d
      WHERE NOT d.datistemplate
      ORDER BY d.oid
      """;

  private final String configured;
  private final DatabaseNames names;
  private final int most;
  private List<String> visitable;
  private int found;
  private int closed;
  private int beyond;

  DatabaseList(String configured, MetricsConfig config) {
    this.configured = configured;
    this.names = new DatabaseNames(config.databases());
    this.most = config.maxDatabases();
    this.visitable = List.of(configured);
  }

  void refresh(Session session) throws PollFailure {
    session.roundTrip(
        Step.DATABASES,
        connection -> {
          read(connection);
          return visitable;
        });
  }

  List<String> visitable() {
    return visitable;
  }

  /** Databases of the server, templates apart. */
  int found() {
    return found;
  }

  /** Those that do not let the role in. */
  int closed() {
    return closed;
  }

  /** Those that are more than the limit. */
  int beyond() {
    return beyond;
  }

  private void read(Connection connection) throws SQLException {
    List<String> open = new ArrayList<>(List.of(configured));
    int all = 0;
    int shut = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SQL)) {
      while (row.next()) {
        String name = row.getString(1);
        all++;
        if (!row.getBoolean(2)) {
          shut++;
        } else if (!name.equals(configured) && names.hold(name)) {
          open.add(name);
        }
      }
    }
    found = all;
    closed = shut;
    beyond = Math.max(0, open.size() - most);
    visitable = List.copyOf(open.subList(0, Math.min(open.size(), most)));
  }
}
