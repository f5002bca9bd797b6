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
 * @param extension pg_stat_statements, or pg_stat_monitor where it alone is installed; null when
 *     neither is
 * @param schema schema of the extension; null when there is none
 * @param extensionVersion null when there is none
 * @param hasInfo whether pg_stat_statements_info exists (extension 1.9 and later)
 * @param mayUseSchema whether the role has USAGE on the schema
 * @param standardConformingStrings how strings in texts are to be read, unless their session had
 *     its own setting
 * @param ioTiming whether times of reading and writing blocks are measured
 * @param mostEntries how many rows pg_stat_statements can have; as many as an int can hold when the
 *     server does not say
 */
record ServerFacts(
    int versionNum,
    String systemIdentifier,
    long postmasterStart,
    long roleOid,
    boolean readsAll,
    String extension,
    String schema,
    String extensionVersion,
    boolean hasInfo,
    boolean mayUseSchema,
    boolean standardConformingStrings,
    boolean ioTiming,
    int mostEntries) {

  static final String STATEMENTS = "pg_stat_statements";
  static final String MONITOR = "pg_stat_monitor";

  private static final String SQL =
      """
      SELECT current_setting('server_version_num')::int,
             (SELECT system_identifier::text FROM pg_control_system()),
             pg_postmaster_start_time(),
             r.oid::bigint,
             pg_has_role(current_user, 'pg_read_all_stats', 'USAGE'),
             e.extname,
             n.nspname,
             e.extversion,
             EXISTS (SELECT FROM pg_class c
                     WHERE c.relnamespace = n.oid AND c.relname = 'pg_stat_statements_info'),
             coalesce(has_schema_privilege(n.oid, 'USAGE'), false),
             coalesce(current_setting('standard_conforming_strings', true), 'on') = 'on',
             current_setting('track_io_timing') = 'on',
             coalesce(current_setting('pg_stat_statements.max', true)::int, 2147483647)
      FROM pg_roles r
      LEFT JOIN (SELECT extname, extversion, extnamespace FROM pg_extension
                 WHERE extname IN ('pg_stat_statements', 'pg_stat_monitor')
                 ORDER BY extname = 'pg_stat_statements' DESC LIMIT 1) e ON true
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
          row.getString(8),
          row.getBoolean(9),
          row.getBoolean(10),
          row.getBoolean(11),
          row.getBoolean(12),
          row.getInt(13));
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
