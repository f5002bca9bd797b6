package io.dbintel.local.it;

import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.postgresql.PGConnection;

/** What fills a server's log: statements that work and fail, with secrets wherever data can be. */
final class LogWorkload {
  /** In literals, quoted names, comments and parameters. */
  static final String SECRET = "Zq7Secret bob.smith@example.com";

  /** Where only numbers can be. */
  static final String NUMBER = "4111111198765432";

  private static final List<String> SETUP =
      List.of(
          "CREATE TABLE person (id integer PRIMARY KEY, email text UNIQUE NOT NULL, age integer"
              + " CHECK (age > 0), boss integer REFERENCES person)",
          "CREATE TABLE small (code varchar(3), at date)",
          "CREATE INDEX person_lower ON person (lower(email))",
          "INSERT INTO person VALUES (1, '@', 30, NULL), (2, 'b@', 31, 1)",
          "CREATE FUNCTION fails(p text) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN"
              + " p::integer; END $$",
          "CREATE FUNCTION raises(p text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE WARNING"
              + " 'no credit for %', p; RAISE EXCEPTION 'person % @', p USING DETAIL = 'of @', HINT"
              + " = 'ask @'; END $$",
          "CREATE FUNCTION runs(p text) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE n integer;"
              + " BEGIN EXECUTE 'SELECT id FROM person WHERE email = ''' || p || ''' AND age / 0 ="
              + " 1' INTO n; RETURN n; END $$",
          "CREATE FUNCTION plain(p text) RETURNS integer LANGUAGE sql AS $$ SELECT p::integer $$");

  private static final List<String> STATEMENTS =
      List.of(
          "SELECT * FROM person WHERE email = '@' -- @",
          "SELECT /* @ */ 1 FROM person WHERE email LIKE $tag$@$tag$ OR email = E'\\'@' OR age = #",
          "INSERT INTO person VALUES (1, '@ again', 3, NULL)",
          "INSERT INTO person VALUES (4, '@', 3, NULL)",
          "INSERT INTO person VALUES (5, NULL, 3, NULL)",
          "INSERT INTO person VALUES (6, '@ 6', -3, NULL)",
          "INSERT INTO person VALUES (7, '@ 7', 3, 98765432)",
          "DELETE FROM person WHERE id = 1",
          "INSERT INTO small VALUES ('@', NULL)",
          "INSERT INTO small VALUES ('abc', '@')",
          "SELECT '@'::integer",
          "SELECT '{@'::json",
          "SELECT '{@'::integer[]",
          "SELECT '#'::integer",
          "SELECT 1/0 AS \"@\"",
          "SELECT \"@\" FROM person",
          "SELECT * FROM \"@\"",
          "SELECT * FROM person WHERE email = @@ '@'",
          "SELECT emial FROM person WHERE email = '@'",
          "SELECT person2.id FROM person WHERE email = '@'",
          "SELECT nosuch('@', 1)",
          "SELECT '@' + 1 - interval '@'",
          "SELECT id, count(*) FROM person WHERE email = '@'",
          "SELEKT '@'",
          "SELECT 12 34 # FROM",
          "SELECT '@",
          "SELECT \"@",
          "SELECT $x$@",
          "SELECT 1 /* @",
          "SELECT 123abc",
          "SELECT 1 WHERE (1 = '@'",
          "CREATE ROLE clerk LOGIN PASSWORD '@'",
          "CREATE ROLE clerk PASSWORD '@'",
          "ALTER ROLE nosuch PASSWORD '@'",
          "DROP ROLE \"@\"",
          "SET app.customer = '@'",
          "SET nosuch = '@'",
          "SET work_mem = '@'",
          "SET work_mem = '#'",
          "SET timezone = '@'",
          "ALTER SYSTEM SET application_name = '@'",
          "SELECT pg_reload_conf()",
          "ALTER SYSTEM RESET ALL",
          "NOTIFY orders, '@'",
          "COMMENT ON TABLE person IS '@'",
          "COMMENT ON TABLE nosuch IS '@'",
          "SECURITY LABEL ON TABLE person IS '@'",
          "COPY person FROM '/tmp/@'",
          "COPY person TO PROGRAM 'false @'",
          "COPY (SELECT '@') TO '/nosuch/@'",
          "DO $$ BEGIN PERFORM '@'::integer; END $$",
          "DO $$ BEGIN RAISE EXCEPTION 'lost @' USING ERRCODE = '23505'; END $$",
          "SELECT fails('@')",
          "SELECT raises('@')",
          "SELECT runs('@')",
          "SELECT plain('@')",
          "PREPARE p AS SELECT * FROM person WHERE email = $1 AND email <> '@'",
          "EXECUTE p('@')",
          "EXECUTE nosuch('@')",
          "PREPARE p AS SELECT '@'",
          "DEALLOCATE p",
          "BEGIN",
          "SELECT '@'::integer",
          "SELECT '@'",
          "COMMIT",
          "COMMIT",
          "BEGIN; DECLARE c CURSOR FOR SELECT '@' FROM person; FETCH 1 FROM c; FETCH 1 FROM \"@\"",
          "ROLLBACK",
          "SAVEPOINT s",
          "VACUUM (FULL '@')",
          "VACUUM ANALYZE person",
          "CREATE TABLE person (x text DEFAULT '@')",
          "CREATE TABLE IF NOT EXISTS person (x text DEFAULT '@')",
          "DROP TABLE IF EXISTS \"@\"",
          "DROP TABLE \"@\"",
          "ALTER TABLE person ADD CHECK (email <> '@')",
          "ALTER TABLE person ALTER email TYPE integer USING email::integer",
          "CREATE VIEW shown AS SELECT id, '@' AS what FROM person",
          "DROP TABLE person",
          "CREATE TYPE mood AS ENUM ('glad', '@')",
          "SELECT 'sad @'::mood",
          "CREATE SCHEMA \"@\"",
          "CREATE EXTENSION \"@\"",
          "CREATE DATABASE \"@\" TEMPLATE nosuch",
          "CREATE SERVER s FOREIGN DATA WRAPPER nosuch OPTIONS (host '@', password '@')",
          "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=1 password=@' PUBLICATION p",
          "SELECT pg_advisory_lock(98765432)",
          "SELECT lower(repeat('@', 3)) FROM generate_series(1, 50000) n ORDER BY 1, n DESC",
          "SELECT to_date('@', 'YYYY'), 'x' ~ '(@'",
          "SELECT convert_from('\\xff@', 'UTF8')",
          "SELECT substr('@', 1, -1)",
          "SET statement_timeout = '20ms'",
          "SELECT pg_sleep(2), '@'",
          "RESET statement_timeout",
          "SELECT * FROM pg_read_file('/nosuch/@')",
          "SELECT lo_get(98765432)",
          "SELECT nextval('\"@\"')",
          "GRANT SELECT ON person TO \"@\"",
          "SET ROLE \"@\"",
          "SET SESSION AUTHORIZATION pg_monitor",
          "SELECT * FROM person WHERE email = '@'",
          "CREATE TABLE mine (x text)",
          "CREATE ROLE other PASSWORD '@'",
          "RESET SESSION AUTHORIZATION",
          "CHECKPOINT");

  private final EmbeddedPostgresServer server;

  LogWorkload(EmbeddedPostgresServer server) {
    this.server = server;
  }

  void run() throws Exception {
    SETUP.forEach(sql -> server.execute(planted(sql)));
    for (String verbosity : List.of("default", "verbose")) {
      try (Connection connection = connect("app of " + SECRET)) {
        attempt(connection, "SET log_error_verbosity = " + verbosity);
        for (String sql : STATEMENTS) {
          attempt(connection, planted(sql));
        }
        parameters(connection);
        copyIn(connection);
      }
    }
    lockWaitAndDeadlock();
    failedLogins();
  }

  private static String planted(String sql) {
    return sql.replace("@@ ", "~ ").replace("@", SECRET).replace("#", NUMBER).replace("~ ", "@@ ");
  }

  private Connection connect(String application) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", EmbeddedPostgresServer.SUPERUSER);
    properties.setProperty("password", server.password());
    properties.setProperty("preferQueryMode", "extendedForPrepared");
    properties.setProperty("ApplicationName", application);
    properties.setProperty("socketTimeout", "20");
    return DriverManager.getConnection(server.jdbcUrl("postgres"), properties);
  }

  /** Most of the statements are meant to fail. */
  private static void attempt(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException expected) {
      // The server has logged it, which is what counts here.
      return;
    }
  }

  private static void parameters(Connection connection) throws SQLException {
    for (String sql :
        List.of(
            "SELECT id FROM person WHERE email = ? AND age < ?",
            "INSERT INTO person (email, id) VALUES (?, ?)",
            "SELECT fails(?), ?::integer",
            "SELECT ?::integer, ?::text")) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, SECRET + " it's");
        statement.setInt(2, 98765432);
        for (int i = 0; i < 7; i++) {
          try {
            statement.execute();
          } catch (SQLException expected) {
            // As above.
          }
        }
      }
    }
  }

  private static void copyIn(Connection connection) throws SQLException, IOException {
    for (String rows : List.of("x" + SECRET + "\tmail\t1\t\\N\n", "9\t" + SECRET + "\n")) {
      try {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY person FROM STDIN", new StringReader(rows));
      } catch (SQLException expected) {
        // As above.
      }
    }
  }

  private void lockWaitAndDeadlock() throws Exception {
    try (Connection one = connect("one");
        Connection two = connect("two")) {
      for (Connection connection : List.of(one, two)) {
        attempt(connection, "SET deadlock_timeout = '20ms'");
        connection.setAutoCommit(false);
      }
      update(one, 1);
      update(two, 2);
      CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> update(one, 2));
      update(two, 1);
      waiting.join();
      one.rollback();
      two.rollback();
      update(one, 1);
      attempt(two, "SET lock_timeout = '100ms'");
      two.commit();
      attempt(two, planted("LOCK TABLE person /* @ */"));
    }
  }

  private static void update(Connection connection, int id) {
    attempt(
        connection, planted("UPDATE person SET email = '@ %d'\n  WHERE id = %d".formatted(id, id)));
  }

  private void failedLogins() {
    for (List<String> login :
        List.of(
            List.of("postgres", "Zq7Secret-user", "x"),
            List.of("postgres", "postgres", "Zq7Secret-password"),
            List.of("Zq7Secret-database", "postgres", server.password()))) {
      try (Connection connection =
          DriverManager.getConnection(server.jdbcUrl(login.get(0), login.get(1), login.get(2)))) {
        throw new AssertionError("A login must fail: " + connection);
      } catch (SQLException expected) {
        // As above.
      }
    }
  }
}
