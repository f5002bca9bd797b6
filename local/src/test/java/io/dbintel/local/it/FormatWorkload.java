package io.dbintel.local.it;

import io.dbintel.local.Await;
import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;

/** Statements that make a server log all that a parser may stumble over. */
final class FormatWorkload {
  /** Like the end of a prefix, the start of another and a tag, without what follows it in one. */
  private static final String APPLICATION =
      "app] [77] 2026-01-01 00:00:00.000 UTC [78] DETAIL: a,b=c|d LOG";

  private static final String ROLE = "we \"ird] [x, y=z";
  private static final String ROLE_WITH_LINES = "first line\nand [9] second";
  private static final String DATABASE = "sho\np @ db (5)";
  private static final String PASSWORD = "pässword";

  private static final List<String> SETUP =
      List.of(
          "CREATE TABLE stock (id integer PRIMARY KEY, note text UNIQUE, amount integer CHECK"
              + " (amount > 0))",
          "INSERT INTO stock SELECT n, 'note ' || n, n FROM generate_series(1, 200) n",
          "CREATE FUNCTION outer_fn(n integer) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE r"
              + " integer; BEGIN SELECT amount INTO r FROM stock\n\tWHERE id = n; RETURN 10 / r;"
              + " END $$",
          "CREATE FUNCTION zero_fn() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'SELECT"
              + " nosuch\n\tFROM stock'; RETURN 1; END $$",
          "CREATE FUNCTION sql_fn(t text) RETURNS integer LANGUAGE sql AS $$ SELECT t::integer $$",
          "CREATE FUNCTION talk() RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE E'two"
              + " lines\\n"
              + "\\tand a tab\\n"
              + "\\n"
              + "and DETAIL:  no detail'; RAISE WARNING 'ends at character 12' USING DETAIL ="
              + " E'first\\n"
              + "second', HINT = E'\\n"
              + "\\thint\\n"
              + "'; RAISE LOG 'checkpoint complete: wrote 5 buffers (1.0%%)'; END $$");

  private static final List<String> STATEMENTS =
      List.of(
          "SELECT 1",
          "SELECT\n  'two lines',\n\t'a tab',\n\n'an empty line', E'back\\\\slash', '\"quoted\"',"
              + " '\u00fcml\u00e4ut \u65e5\u672c \ud83d\ude00' -- comment\n",
          "SELECT 'LOG:  not a severity\nERROR:  nor this\n\tDETAIL:  nor this'",
          "SELECT '2026-01-01 00:00:00.000 UTC [77] LOG:  quoted from a log'",
          "SELECT '\b\f\r \u0001 {\"json\": [1, 2]}, \"csv\"\",\"',\n''",
          "SELECT nosuch FROM stock",
          "SELECT *\n  FROM stock\n WHERE nosuch = '\u65e5\u672c' AND wrong",
          "SELEKT 1",
          "SELECT '{bad'::json",
          "SELECT 1/0",
          "INSERT INTO stock VALUES (1, E'dup\\n\\tlicate', 1)",
          "INSERT INTO stock VALUES (1000, E'multi\\nline', -5)",
          "SELECT outer_fn(5)",
          "SELECT outer_fn(0), outer_fn(5)",
          "SELECT zero_fn()",
          "SELECT sql_fn(E'not\\n\\ta number')",
          "SELECT talk()",
          "DO $$ BEGIN RAISE EXCEPTION E'raised\\nat character 3' USING ERRCODE = 'ZZ123', DETAIL ="
              + " 'of it'; END $$",
          "SELECT repeat(md5(n::text), 30) x FROM generate_series(1, 3000) n ORDER BY 1",
          "SELECT count(*) FROM big WHERE n % 7 = 0",
          "CHECKPOINT");

  private final EmbeddedPostgresServer server;

  FormatWorkload(EmbeddedPostgresServer server) {
    this.server = server;
  }

  void setUp() {
    server.execute("CREATE DATABASE \"%s\"".formatted(DATABASE));
    for (String role : List.of(ROLE, ROLE_WITH_LINES)) {
      server.execute(
          "CREATE ROLE \"%s\" SUPERUSER LOGIN PASSWORD '%s'"
              .formatted(role.replace("\"", "\"\""), PASSWORD));
    }
    SETUP.forEach(sql -> server.execute(DATABASE, sql));
    server.execute(
        DATABASE,
        "CREATE TABLE big AS SELECT n, repeat('x', 200) pad FROM generate_series(1, 20000) n;"
            + " ANALYZE big");
  }

  /** Runs all once; when it returns the server has written, or is about to write, all of it. */
  void run() throws SQLException {
    try (Connection connection = connect(ROLE, APPLICATION)) {
      for (String sql : STATEMENTS) {
        tolerant(connection, sql);
      }
      withParameters(connection);
      cancelled(connection);
    }
    explained();
    locks();
    refused();
  }

  private void withParameters(Connection connection) {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT id FROM stock\nWHERE note = ? AND amount / ? = 1")) {
      statement.setString(1, "it's\n\ta \"note\", with \\");
      statement.setInt(2, 0);
      statement.executeQuery();
      statement.setString(1, "note 5");
      statement.executeQuery();
    } catch (SQLException expected) {
      // The server has logged it.
    }
  }

  private static void cancelled(Connection connection) {
    tolerant(connection, "SET statement_timeout = '10ms'");
    tolerant(connection, "SELECT pg_sleep(5),\n'cancelled'");
    tolerant(connection, "SET statement_timeout = 0");
  }

  private void explained() throws SQLException {
    try (Connection connection = connect(ROLE_WITH_LINES, "")) {
      tolerant(connection, "LOAD 'auto_explain'");
      tolerant(connection, "SET auto_explain.log_min_duration = 0");
      tolerant(connection, "SET auto_explain.log_nested_statements = on");
      tolerant(connection, "SET auto_explain.log_analyze = on");
      tolerant(connection, "SET auto_explain.log_verbose = on");
      for (String format : List.of("text", "json", "yaml", "xml")) {
        tolerant(connection, "SET auto_explain.log_format = " + format);
        tolerant(
            connection,
            "SELECT /* Plan:\n  (cost=1..2) */ *\n FROM stock WHERE note LIKE E'%\\n\\tx' OR id ="
                + " (SELECT outer_fn(7))");
        tolerant(connection, "SELECT count(*) FROM big WHERE n % 3 = 0");
      }
      withParameters(connection);
    }
  }

  /** One session waits for another and gets the lock, then two wait for each other. */
  private void locks() throws SQLException {
    try (Connection one = connect(ROLE, "locker 1");
        Connection two = connect(ROLE, "locker 2");
        Connection watcher = connect(ROLE, "watcher")) {
      one.setAutoCommit(false);
      two.setAutoCommit(false);
      tolerant(one, "UPDATE stock SET amount = 3 WHERE id = 1");
      tolerant(two, "UPDATE stock SET amount = 3 WHERE id = 2");
      CompletableFuture<Void> waiting =
          CompletableFuture.runAsync(
              () -> tolerant(one, "UPDATE stock SET amount = 4\nWHERE id = 2"));
      awaitLockWait(watcher, 0);
      tolerant(two, "UPDATE stock SET amount = 5 WHERE id = 1");
      waiting.join();
      one.rollback();
      two.rollback();
      tolerant(one, "LOCK TABLE stock IN ACCESS EXCLUSIVE MODE");
      waiting = CompletableFuture.runAsync(() -> tolerant(two, "SELECT 1 FROM stock"));
      awaitLockWait(watcher, 70);
      one.rollback();
      waiting.join();
      two.rollback();
    }
  }

  /** Returns when a session has waited so long, so that the server has logged it. */
  private static void awaitLockWait(Connection watcher, int millis) {
    Await.orFail(
        Duration.ofSeconds(10), () -> waits(watcher, millis), () -> "no session waits for a lock");
  }

  private static boolean waits(Connection watcher, int millis) {
    String sql =
        "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query_start <"
            + " clock_timestamp() - interval '%d ms'";
    try (Statement statement = watcher.createStatement();
        ResultSet rows = statement.executeQuery(sql.formatted(millis))) {
      return rows.next();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot look at the sessions", e);
    }
  }

  private void refused() {
    Properties wrong = properties("nobody\n[5] LOG:  fake", "");
    try (Connection connection = DriverManager.getConnection(server.jdbcUrl("postgres"), wrong)) {
      throw new IllegalStateException("A role that does not exist has connected: " + connection);
    } catch (SQLException expected) {
      // The server has logged it.
    }
  }

  private Connection connect(String role, String application) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(DATABASE), properties(role, application));
  }

  private static Properties properties(String role, String application) {
    Properties properties = new Properties();
    properties.setProperty("user", role);
    properties.setProperty("password", PASSWORD);
    properties.setProperty("ApplicationName", application);
    properties.setProperty("assumeMinServerVersion", "9.0");
    properties.setProperty("prepareThreshold", "-1");
    return properties;
  }

  private static void tolerant(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException expected) {
      // The server has logged it.
    }
  }
}
