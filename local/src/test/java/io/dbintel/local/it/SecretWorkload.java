package io.dbintel.local.it;

import java.util.List;

/**
 * Statements of which pg_stat_statements keeps the text in clear, or might, each with a secret
 * where data can stand: utility commands, comments, aliases, function bodies, connection settings.
 */
final class SecretWorkload {
  private SecretWorkload() {}

  static void prepare(MonitoredServer server) {
    server.runUnseen("DROP TABLE IF EXISTS guarded CASCADE");
    server.runUnseen("DROP ROLE IF EXISTS guard");
    server.runUnseen("CREATE TABLE guarded (id int, note text)");
    server.runUnseen("SELECT pg_stat_statements_reset()");
  }

  static List<String> statements(String secret) {
    return List.of(
            "SET app.token = '%s'",
            "SET application_name = '%s'",
            "CREATE ROLE guard LOGIN PASSWORD '%s'",
            "ALTER ROLE guard PASSWORD E'%s'",
            "COMMENT ON TABLE guarded IS '%s'",
            "COMMENT ON COLUMN guarded.note IS $tag$%s$tag$",
            "SELECT /* %s */ id FROM guarded WHERE note = '%s'",
            "SELECT id -- %s\n FROM guarded",
            "SELECT id AS \"%s\" FROM guarded",
            "SELECT count(*) FROM guarded WHERE note IN ('%s', 'b', 'c')",
            "INSERT INTO guarded (id, note) VALUES (1, '%s'), (2, U&'%s')",
            "UPDATE guarded SET note = '%s' WHERE id = 1",
            "DO $$ BEGIN PERFORM '%s'; END $$",
            "NOTIFY channel, '%s'",
            "CREATE VIEW guarded_view AS SELECT id, '%s'::text AS label FROM guarded",
            "CREATE FUNCTION guarded_note() RETURNS text LANGUAGE sql AS $$ SELECT '%s'::text $$",
            "DROP FUNCTION guarded_note()",
            "COPY (SELECT 1) TO PROGRAM 'cat > /dev/null # %s'",
            "ALTER TABLE guarded ALTER note SET DEFAULT '%s'",
            "EXPLAIN SELECT id FROM guarded WHERE note = '%s'",
            "PREPARE guarded_plan AS SELECT id FROM guarded WHERE note = '%s'",
            "SELECT set_config('app.token', '%s', false)")
        .stream()
        .map(sql -> sql.replace("%s", secret))
        .toList();
  }

  static void run(MonitoredServer server, String secret) {
    statements(secret).forEach(server::run);
    server.runUnseen("DROP VIEW guarded_view");
    server.runUnseen("DROP ROLE guard");
  }
}
