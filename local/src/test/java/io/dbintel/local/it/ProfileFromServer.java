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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the server when it must, and counts how often. */
final class ProfileFromServer implements TargetProfile {
  private static final String SQL =
      """
      SELECT current_setting('server_version_num')::int, system_identifier::text,
             pg_postmaster_start_time(), pg_is_in_recovery(), r.oid::bigint,
             pg_has_role(r.oid, 'pg_read_all_stats', 'USAGE'),
             (SELECT setting FROM pg_settings WHERE name = 'track_activity_query_size')
      FROM pg_control_system(), pg_roles r WHERE r.rolname = current_user
      """;

  private final AtomicInteger reads = new AtomicInteger();
  private volatile ServerProfile known;
  private volatile boolean doubted = true;

  @Override
  public ServerProfile get(Session session) throws PollFailure {
    if (doubted) {
      known = session.roundTrip(Step.DISCOVER, ProfileFromServer::read);
      doubted = false;
      reads.incrementAndGet();
    }
    return known;
  }

  @Override
  public Optional<ServerProfile> last() {
    return Optional.ofNullable(known);
  }

  @Override
  public void doubt() {
    doubted = true;
  }

  int reads() {
    return reads.get();
  }

  private static ServerProfile read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SQL)) {
      row.next();
      return new ServerProfile(
          row.getInt(1),
          row.getString(1),
          row.getString(2),
          Micros.read(row, 3),
          row.getBoolean(4),
          "none",
          Map.of(),
          Map.of(),
          Set.of(),
          Map.of("track_activity_query_size", row.getString(7)),
          row.getBoolean(6) ? Set.of("pg_read_all_stats") : Set.of(),
          row.getLong(5));
    }
  }
}
