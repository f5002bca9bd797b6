package io.dbintel.local.it;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.capabilities.TargetProfile;
import io.dbintel.ingest.postgres.Micros;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The profile of a server, read when it is first asked for and after each doubt. */
final class ReadProfile implements TargetProfile {
  private static final Set<String> GRANTS =
      Set.of("pg_monitor", "pg_read_all_stats", "pg_read_all_settings", "pg_read_all_data");

  private ServerProfile known;
  private boolean doubtful;

  @Override
  public ServerProfile get(Session session) throws PollFailure {
    if (known == null || doubtful) {
      known = session.roundTrip(Step.DISCOVER, ReadProfile::read);
      doubtful = false;
    }
    return known;
  }

  @Override
  public Optional<ServerProfile> last() {
    return Optional.ofNullable(known);
  }

  @Override
  public void doubt() {
    doubtful = true;
  }

  private static ServerProfile read(Connection connection) throws SQLException {
    Map<String, String> settings = pairs(connection, "SELECT name, setting FROM pg_settings");
    Set<String> grants = new TreeSet<>();
    for (String role : pairs(connection, "SELECT rolname, '' FROM pg_roles").keySet()) {
      if (GRANTS.contains(role)) {
        pairs(connection, "SELECT pg_has_role('%s', 'USAGE'), ''".formatted(role)).keySet().stream()
            .filter("t"::equals)
            .forEach(held -> grants.add(role));
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT system_identifier::text, pg_postmaster_start_time(), pg_is_in_recovery(),"
                    + " current_user::regrole::oid::bigint FROM pg_control_system()")) {
      row.next();
      return new ServerProfile(
          Integer.parseInt(settings.get("server_version_num")),
          settings.get("server_version"),
          row.getString(1),
          Micros.read(row, 2),
          row.getBoolean(3),
          "none",
          pairs(connection, "SELECT extname, extversion FROM pg_extension"),
          pairs(
              connection,
              "SELECT e.extname, n.nspname FROM pg_extension e"
                  + " JOIN pg_namespace n ON n.oid = e.extnamespace"),
          Set.of("pg_stat_statements"),
          settings,
          grants,
          row.getLong(4));
    }
  }

  private static Map<String, String> pairs(Connection connection, String sql) throws SQLException {
    Map<String, String> pairs = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        if (row.getString(2) != null) {
          pairs.put(row.getString(1), row.getString(2));
        }
      }
    }
    return pairs;
  }
}
