package io.dbintel.ingest.statements;

import io.dbintel.ingest.postgres.Identifiers;
import io.dbintel.ingest.postgres.Micros;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What one read depends on: asked anew at each poll, because a grant, an update of the extension or
 * a failover changes it while a connection lives.
 *
 * @param postmasterStart µs, server clock
 * @param roleOid oid of the monitoring role
 * @param readsAll whether other roles' statements are visible
 * @param schema schema of the extension; null when it is not installed
 * @param extensionVersion null when it is not installed
 * @param hasInfo whether pg_stat_statements_info exists (extension 1.9 and later)
 * @param mayUseSchema whether the role has USAGE on the schema
 * @param standardConformingStrings how strings in texts are to be read, unless their session had
 *     its own setting
 */
record ServerFacts(
    int versionNum,
    String systemIdentifier,
    long postmasterStart,
    long roleOid,
    boolean readsAll,
    String schema,
    String extensionVersion,
    boolean hasInfo,
    boolean mayUseSchema,
    boolean standardConformingStrings) {

  private static final String SQL =
      """
      SELECT current_setting('server_version_num')::int,
             (SELECT system_identifier::text FROM pg_control_system()),
             pg_postmaster_start_time(),
             r.oid::bigint,
             pg_has_role(current_user, 'pg_read_all_stats', 'USAGE'),
             n.nspname,
             e.extversion,
             EXISTS (SELECT FROM pg_class c
                     WHERE c.relnamespace = n.oid AND c.relname = 'pg_stat_statements_info'),
             coalesce(has_schema_privilege(n.oid, 'USAGE'), false),
             coalesce(current_setting('standard_conforming_strings', true), 'on') = 'on'
      FROM pg_roles r
      LEFT JOIN pg_extension e ON e.extname = 'pg_stat_statements'
      LEFT JOIN pg_namespace n ON n.oid = e.extnamespace
      WHERE r.rolname = current_user
      """;

  static ServerFacts read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SQL)) {
      row.next();
      return new ServerFacts(
          row.getInt(1),
          row.getString(2),
          Micros.read(row, 3),
          row.getLong(4),
          row.getBoolean(5),
          row.getString(6),
          row.getString(7),
          row.getBoolean(8),
          row.getBoolean(9),
          row.getBoolean(10));
    }
  }

  boolean installed() {
    return schema != null;
  }

  /** The name of an object of the extension, which may live in any schema. */
  String qualified(String name) {
    return Identifiers.quote(schema) + "." + name;
  }
}
