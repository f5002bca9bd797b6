package io.dbintel.ingest.postgres;

import io.dbintel.ingest.config.ClientCertificate;
import io.dbintel.ingest.config.Limits;
import io.dbintel.ingest.config.SecretException;
import io.dbintel.ingest.config.TargetConfig;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * One read-only connection to a target. Every round trip has a deadline, logging in included; after
 * any failure the session is of no more use. Not thread-safe.
 */
public final class Session implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  /** The driver's own log may quote what a server sent; every failure is told in our words. */
  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

  static {
    DRIVER_LOG.setLevel(Level.OFF);
  }

  private final Guard guard;
  private final Connection connection;
  private final Failures failures;
  private final Duration roundTripLimit;
  private boolean usable = true;

  private Session(Guard guard, Connection connection, TargetConfig target, Limits limits) {
    this.guard = guard;
    this.connection = connection;
    this.failures = new Failures(target);
    this.roundTripLimit = limits.roundTripTimeout();
  }

  /** To the configured database, with the limits of statements. */
  public static Session open(TargetConfig target, Watchdog watchdog) throws PollFailure {
    return open(target, target.database(), target.statements().limits(), watchdog);
  }

  /** Logs in, or fails within {@link TargetConfig#connectTimeout}. */
  public static Session open(TargetConfig target, String database, Limits limits, Watchdog watchdog)
      throws PollFailure {
    String password = password(target, database);
    Guard guard = new Guard(watchdog);
    try {
      Connection connection =
          guard.within(
              target.connectTimeout(),
              () -> connect(target, database, password, limits, guard.token()));
      guard.connected(connection);
      return new Session(guard, connection, target, limits);
    } catch (SQLException failure) {
      guard.release();
      Failures failures = new Failures(target);
      throw guard.expired()
          ? failures.deadline(Step.LOGIN, target.connectTimeout())
          : failures.classify(failure, Step.LOGIN);
    }
  }

  /** Runs queries of one step under one deadline. Leaves no transaction open. */
  public <T> T roundTrip(Step step, Query<T> query) throws PollFailure {
    return within(
        step,
        roundTripLimit,
        open -> {
          T result = query.run(open);
          open.commit();
          return result;
        });
  }

  /**
   * Runs one query under the deadline. It is a read-only transaction by itself, which spares the
   * server BEGIN and COMMIT.
   */
  public <T> T singleQuery(Step step, Query<T> query) throws PollFailure {
    return within(
        step,
        roundTripLimit,
        open -> {
          open.setAutoCommit(true);
          T result = query.run(open);
          open.setAutoCommit(false);
          return result;
        });
  }

  /**
   * Runs a query whose result is read in pieces; nothing else may run until it is closed.
   *
   * @param query a statement with its parameters
   * @param pieceRows rows of a piece, which is what the driver holds
   */
  public <T> Rows<T> rows(
      Step step, Query<PreparedStatement> query, int pieceRows, Rows.Reader<T> reader)
      throws PollFailure {
    return Rows.open(this, step, query, pieceRows, reader);
  }

  /** One round trip, or a part of one, which ends its transaction itself. */
  <T> T within(Step step, Duration limit, Query<T> query) throws PollFailure {
    try {
      return guard.within(limit, () -> query.run(connection));
    } catch (SQLException failure) {
      usable = false;
      throw guard.expired()
          ? failures.deadline(step, roundTripLimit)
          : failures.classify(failure, step);
    }
  }

  Duration roundTripLimit() {
    return roundTripLimit;
  }

  /** Whether another round trip may be tried. */
  public boolean usable() {
    return usable && !guard.expired();
  }

  @Override
  public void close() {
    try {
      guard.within(
          CLOSE_LIMIT,
          () -> {
            connection.close();
            return null;
          });
    } catch (SQLException broken) {
      usable = false;
    } finally {
      guard.release();
    }
  }

  /** Read for each connection: it may have changed. */
  private static String password(TargetConfig target, String database) throws PollFailure {
    try {
      return target.password().forDatabase(database).reveal();
    } catch (SecretException unreadable) {
      throw PollFailure.of(
          FailureCode.PASSWORD_UNREADABLE,
          "the password for role " + target.user() + ": " + unreadable.getMessage(),
          "correct password or passfile in the configuration, or the file it names");
    }
  }

  private static Connection connect(
      TargetConfig target, String database, String password, Limits limits, String token)
      throws SQLException {
    // Straight to the driver: DriverManager would offer the URL to every driver there is. The
    // database stands in the URL, because a URL without one means the database named like the role.
    String url = "jdbc:postgresql:" + URLEncoder.encode(database, StandardCharsets.UTF_8);
    Connection connection = new Driver().connect(url, properties(target, password, limits, token));
    if (connection == null) {
      throw new IllegalStateException("The PostgreSQL driver refuses its own URL");
    }
    connection.setAutoCommit(false);
    return connection;
  }

  private static Properties properties(
      TargetConfig target, String password, Limits limits, String token) {
    Properties properties = new Properties();
    PGProperty.PG_HOST.set(properties, target.host());
    PGProperty.PG_PORT.set(properties, target.port());
    PGProperty.USER.set(properties, target.user());
    PGProperty.PASSWORD.set(properties, password);
    PGProperty.APPLICATION_NAME.set(properties, "dbintel");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "13");
    PGProperty.OPTIONS.set(properties, options(limits));
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds(target.connectTimeout()));
    PGProperty.SOCKET_TIMEOUT.set(
        properties, seconds(limits.roundTripTimeout().plus(target.connectTimeout())));
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
    // SELECT * under a server-side name would break when the extension is updated.
    PGProperty.PREPARE_THRESHOLD.set(properties, 0);
    PGProperty.SOCKET_FACTORY.set(properties, GuardedSocketFactory.class.getName());
    PGProperty.SOCKET_FACTORY_ARG.set(properties, token);
    tls(target, properties);
    return properties;
  }

  private static void tls(TargetConfig target, Properties properties) {
    PGProperty.SSL_MODE.set(properties, target.sslMode().toString());
    target
        .sslRootCert()
        .ifPresentOrElse(
            file -> PGProperty.SSL_ROOT_CERT.set(properties, file),
            () -> trustLikeTheJvm(target, properties));
    // Never what happens to lie in the home of the user: the driver would look there.
    PGProperty.SSL_CERT.set(
        properties, target.clientCertificate().map(ClientCertificate::certificate).orElse(""));
    PGProperty.SSL_KEY.set(
        properties, target.clientCertificate().map(ClientCertificate::key).orElse(""));
  }

  private static void trustLikeTheJvm(TargetConfig target, Properties properties) {
    if (target.sslMode().verifies()) {
      PGProperty.SSL_FACTORY.set(properties, "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
  }

  private static String options(Limits limits) {
    return "-c default_transaction_read_only=on"
        + (" -c statement_timeout=" + limits.statementTimeout().toMillis())
        + (" -c lock_timeout=" + limits.lockTimeout().toMillis())
        + " -c idle_in_transaction_session_timeout=60000"
        + " -c search_path=pg_catalog"
        + " -c jit=off";
  }

  private static int seconds(Duration duration) {
    return (int) Math.max(1, (duration.toMillis() + 999) / 1000);
  }

  /** Queries of one step. */
  @FunctionalInterface
  public interface Query<T> {
    T run(Connection connection) throws SQLException;
  }
}
