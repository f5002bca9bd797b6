package io.dbintel.local.postgres;

import io.dbintel.local.Await;
import io.dbintel.local.FreePort;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL server in a temporary folder, on a free port of the loopback interface, with
 * pg_stat_statements loaded and created in the database {@code postgres}. All connections need a
 * password; the superuser {@code postgres} has a random one. {@link #close()} stops the server and
 * deletes its folder.
 *
 * <p>Methods throw {@link PostgresException} with the end of the server's log when a program of the
 * server fails.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {
  /** The superuser that {@link #connect} and {@link #execute} work as. */
  public static final String SUPERUSER = "postgres";

  private static final Duration RECOVERY_DEADLINE = Duration.ofSeconds(60);
  private static final int PASSWORD_BYTES = 16;

  private final int major;
  private final int port;
  private final String password;
  private final ServerFiles files;

  private EmbeddedPostgresServer(int major, String password) {
    this.major = major;
    this.port = FreePort.find();
    this.password = password;
    this.files = new ServerFiles(major);
  }

  /** Starts a server of a major release, 13 to 18, with the default settings. */
  public static EmbeddedPostgresServer start(int major) {
    return start(major, Map.of());
  }

  /**
   * Starts a server of a major release, 13 to 18.
   *
   * @param settings server settings by name, over the defaults: {@code pg_stat_statements.max}, for
   *     one
   */
  public static EmbeddedPostgresServer start(int major, Map<String, String> settings) {
    EmbeddedPostgresServer server = new EmbeddedPostgresServer(major, randomPassword());
    try {
      server.files.initialise(server.password);
      new ServerSettings(server.port, settings).appendTo(server.files.data());
      server.files.start();
      server.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
      return server;
    } catch (IOException e) {
      throw abandoned(server, new PostgresException("Cannot prepare PostgreSQL " + major, e));
    } catch (RuntimeException e) {
      throw abandoned(server, e);
    }
  }

  /** Starts a physical standby that streams from {@code primary} and answers read-only queries. */
  public static EmbeddedPostgresServer startStandbyOf(
      EmbeddedPostgresServer primary, Map<String, String> settings) {
    EmbeddedPostgresServer standby = new EmbeddedPostgresServer(primary.major, primary.password);
    try (Connection connection = primary.connect(SUPERUSER)) {
      BaseCopy.copy(connection, primary.major, primary.files.data(), standby.files.data());
      ServerSettings own = new ServerSettings(standby.port, settings);
      own.set(
          "primary_conninfo",
          "host=127.0.0.1 port=%d user=%s password=%s"
              .formatted(primary.port, SUPERUSER, primary.password));
      own.set("hot_standby", "on");
      own.appendTo(standby.files.data());
      Files.createFile(standby.files.data().resolve("standby.signal"));
      standby.files.start();
      return standby;
    } catch (IOException | SQLException e) {
      throw abandoned(standby, new PostgresException("Cannot copy the primary " + primary, e));
    } catch (RuntimeException e) {
      throw abandoned(standby, e);
    }
  }

  public int major() {
    return major;
  }

  public int port() {
    return port;
  }

  /** The password of {@link #SUPERUSER}. */
  public String password() {
    return password;
  }

  /**
   * What the server logs to stderr (and {@code log_directory} is inside {@link #dataDirectory()}).
   */
  public Path serverLog() {
    return files.serverLog();
  }

  public Path dataDirectory() {
    return files.data();
  }

  /** An address without credentials. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s"
        .formatted(port, URLEncoder.encode(database, StandardCharsets.UTF_8));
  }

  /** An address that holds the password: not for logs. */
  public String jdbcUrl(String database, String user, String userPassword) {
    return "%s?user=%s&password=%s"
        .formatted(
            jdbcUrl(database),
            URLEncoder.encode(user, StandardCharsets.UTF_8),
            URLEncoder.encode(userPassword, StandardCharsets.UTF_8));
  }

  /** A new connection of the superuser. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), SUPERUSER, password);
  }

  /**
   * Runs statements as the superuser in the database {@code postgres}, one transaction per call.
   */
  public void execute(String sql) {
    execute(SUPERUSER, sql);
  }

  /** Runs statements as the superuser in a database, one transaction per call. */
  public void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new PostgresException("%s in %s: %s".formatted(this, database, sql), e);
    }
  }

  /** The rows of a query as the superuser, each value as PostgreSQL prints it, null for NULL. */
  public List<List<String>> query(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          row.add(result.getString(column));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new PostgresException("%s in %s: %s".formatted(this, database, sql), e);
    }
  }

  /** The one value of a query as the superuser in the database {@code postgres}. */
  public String value(String sql) {
    return query(SUPERUSER, sql).get(0).get(0);
  }

  /** A fast shutdown and a start on the same data and port: statistics survive it. */
  public void restartCleanly() {
    files.stop("fast");
    files.start();
  }

  /** Stops as a clean shutdown does; {@link #startAgain()} goes on with the same data. */
  public void stop() {
    files.stop("fast");
  }

  public void startAgain() {
    files.start();
  }

  /**
   * Kills one backend with SIGKILL, so that the server ends all others, recovers from its log and
   * forgets its statistics. Returns when it accepts connections again.
   *
   * @param backend as in pg_stat_activity.pid
   */
  public void killBackend(int backend) {
    ProcessHandle process =
        ProcessHandle.of(backend)
            .filter(this::belongsToThisServer)
            .orElseThrow(
                () -> new PostgresException("%s has no backend %d".formatted(this, backend)));
    try (Connection witness = connect(SUPERUSER)) {
      process.destroyForcibly();
      Await.orFail(
          RECOVERY_DEADLINE,
          () -> isBroken(witness) && acceptsConnections(),
          () -> this + " has not recovered from the loss of a backend");
    } catch (SQLException e) {
      throw new PostgresException(this + " does not accept connections", e);
    }
  }

  /** Makes a standby a primary; returns when it accepts writes. */
  public void promote() {
    files.promote();
    Await.orFail(RECOVERY_DEADLINE, () -> !isInRecovery(), () -> this + " is still a standby");
  }

  /** True for a standby that was not promoted. */
  public boolean isInRecovery() {
    return "t".equals(value("SELECT pg_is_in_recovery()"));
  }

  /** Returns when this standby has replayed all that {@code primary} has written by now. */
  public void awaitReplayOf(EmbeddedPostgresServer primary) {
    String written = primary.value("SELECT pg_current_wal_flush_lsn()");
    Await.orFail(
        RECOVERY_DEADLINE,
        () ->
            "t".equals(value("SELECT pg_last_wal_replay_lsn() >= '%s'::pg_lsn".formatted(written))),
        () -> "%s has not replayed %s of %s".formatted(this, written, primary));
  }

  @Override
  public void close() {
    try {
      if (files.running()) {
        files.stop("immediate");
      }
    } finally {
      files.close();
    }
  }

  @Override
  public String toString() {
    return "PostgreSQL %d on port %d".formatted(major, port);
  }

  private boolean belongsToThisServer(ProcessHandle process) {
    try {
      return process.parent().map(ProcessHandle::pid).equals(Optional.of(files.postmaster()));
    } catch (IOException e) {
      throw new PostgresException(this + " does not run", e);
    }
  }

  /** Recovery ends every connection: an old one that still works shows that it has not begun. */
  private static boolean isBroken(Connection connection) {
    try {
      return !connection.isValid(1);
    } catch (SQLException e) {
      throw new IllegalStateException("A timeout of one second is never refused", e);
    }
  }

  private boolean acceptsConnections() {
    try (Connection connection = connect(SUPERUSER)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static RuntimeException abandoned(
      EmbeddedPostgresServer server, RuntimeException failure) {
    try {
      server.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private static String randomPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
