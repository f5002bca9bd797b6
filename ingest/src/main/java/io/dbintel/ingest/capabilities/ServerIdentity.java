package io.dbintel.ingest.capabilities;

import io.dbintel.ingest.postgres.Micros;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What tells one run of a server from another, and a standby from the primary that it becomes. No
 * two servers start in the same microsecond.
 *
 * @param postmasterStart µs, server clock
 */
record ServerIdentity(long postmasterStart, boolean replica) {
  private static final String SQL =
      "SELECT pg_catalog.pg_postmaster_start_time(), pg_catalog.pg_is_in_recovery()";

  static ServerIdentity of(ServerProfile profile) {
    return new ServerIdentity(profile.postmasterStart(), profile.replica());
  }

  /** Asks the server: far less than a profile. */
  static ServerIdentity read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SQL)) {
      row.next();
      return new ServerIdentity(Micros.read(row, 1), row.getBoolean(2));
    }
  }
}
