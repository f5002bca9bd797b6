package io.dbintel.ingest.metrics;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** A server as one of its databases shows it: extensions are installed in each. */
final class Extensions {
  private static final String SQL =
      """
      SELECT e.extname, e.extversion, n.nspname
      FROM pg_extension e
      JOIN pg_namespace n ON n.oid = e.extnamespace
      """;

  private Extensions() {}

  static ServerProfile of(Session session, ServerProfile server) throws PollFailure {
    return session.roundTrip(
        Step.STATISTICS,
        connection -> {
          Map<String, String> versions = new HashMap<>();
          Map<String, String> schemas = new HashMap<>();
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(SQL)) {
            while (row.next()) {
              versions.put(row.getString(1), row.getString(2));
              schemas.put(row.getString(1), row.getString(3));
            }
          }
          return with(server, versions, schemas);
        });
  }

  private static ServerProfile with(
      ServerProfile server, Map<String, String> versions, Map<String, String> schemas) {
    return new ServerProfile(
        server.versionNum(),
        server.version(),
        server.systemIdentifier(),
        server.postmasterStart(),
        server.replica(),
        server.managedService(),
        versions,
        schemas,
        server.preloaded(),
        server.settings(),
        server.grants(),
        server.roleOid());
  }
}
