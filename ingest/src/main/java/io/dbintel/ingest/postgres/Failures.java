package io.dbintel.ingest.postgres;

import io.dbintel.ingest.config.SecretException;
import io.dbintel.ingest.config.TargetConfig;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Turns what the driver threw into a failure with the fix for it. */
final class Failures {
  private final TargetConfig target;

  Failures(TargetConfig target) {
    this.target = target;
  }

  PollFailure classify(SQLException failure, Step step) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return switch (state) {
      case "28P01" -> wrongPassword();
      case "28000" -> loginRefused();
      case "3D000" -> unknownDatabase();
      case "53300" ->
          PollFailure.of(
              FailureCode.TOO_MANY_CONNECTIONS,
              "the server has no free connection",
              "raise max_connections, or the CONNECTION LIMIT of role " + target.user());
      case "57P03" ->
          PollFailure.of(
              FailureCode.STARTING_UP,
              "the server is starting up or shutting down",
              "wait; it is tried again");
      case "57014" -> statementTimeout(step);
      case "55P03" ->
          PollFailure.of(
              FailureCode.LOCK_TIMEOUT,
              "a lock was not granted in time while " + step.words(),
              "look for the session that holds it, or raise statements.lock_timeout");
      case "55000" -> notPreloaded();
      case "42501" -> missingGrant(step);
      case "08P01" -> step == Step.LOGIN ? pooler() : broken(failure, state, step);
      default ->
          state.isEmpty() || state.startsWith("08") || state.startsWith("57P")
              ? broken(failure, state, step)
              : serverError(state, step);
    };
  }

  /** The collector's own deadline passed. */
  PollFailure deadline(Step step, Duration limit) {
    String option = step == Step.LOGIN ? "connect_timeout" : "statements.round_trip_timeout";
    return PollFailure.of(
        FailureCode.TIMEOUT,
        "no answer from " + address() + " within " + limit.toMillis() + " ms while " + step.words(),
        "check the network and the load of the server, or raise " + option);
  }

  private PollFailure broken(SQLException failure, String state, Step step) {
    if (TlsFailures.has(failure, UnknownHostException.class)) {
      return PollFailure.of(
          FailureCode.UNKNOWN_HOST,
          "host name " + target.host() + " cannot be resolved",
          "correct host in the configuration, or the name service");
    }
    if (TlsFailures.has(failure, NoRouteToHostException.class)) {
      return unreachable();
    }
    if (TlsFailures.has(failure, SocketTimeoutException.class)) {
      return deadline(step, target.connectTimeout());
    }
    if (TlsFailures.has(failure, ConnectException.class)) {
      return PollFailure.of(
          FailureCode.CONNECTION_REFUSED,
          address() + " refuses connections",
          "start PostgreSQL there, or correct host, port, listen_addresses or the firewall");
    }
    Optional<PollFailure> tls =
        step == Step.LOGIN ? new TlsFailures(target).classify(failure) : Optional.empty();
    if (tls.isPresent()) {
      return tls.get();
    }
    if (state.equals("08004")) {
      return hasPassword() ? tlsFailed() : wrongPassword();
    }
    return step == Step.LOGIN && state.equals("08001") ? unreachable() : lost(step);
  }

  private PollFailure wrongPassword() {
    String what =
        hasPassword()
            ? "the password for role " + target.user() + " is wrong, or there is no such role"
            : "no password is configured for role " + target.user();
    return PollFailure.of(
        FailureCode.WRONG_PASSWORD,
        what,
        "set password or passfile in the configuration, or run ALTER ROLE "
            + Identifiers.quote(target.user())
            + " PASSWORD '…';");
  }

  private boolean hasPassword() {
    try {
      return !target.password().forDatabase(target.database()).isEmpty();
    } catch (SecretException unreadable) {
      return true;
    }
  }

  private PollFailure loginRefused() {
    return PollFailure.of(
        FailureCode.LOGIN_REFUSED,
        "the server does not let role " + target.user() + " in from this host",
        "create the role with LOGIN, and allow it in pg_hba.conf for database "
            + target.database()
            + " (sslmode is "
            + target.sslMode()
            + ")");
  }

  private PollFailure unknownDatabase() {
    return PollFailure.of(
        FailureCode.UNKNOWN_DATABASE,
        "database " + target.database() + " does not exist",
        "correct database in the configuration, or run CREATE DATABASE "
            + Identifiers.quote(target.database())
            + ";");
  }

  private PollFailure statementTimeout(Step step) {
    return PollFailure.of(
        FailureCode.TIMEOUT,
        "the server cancelled a query at its statement_timeout while " + step.words(),
        "raise statements.statement_timeout, or lower pg_stat_statements.max");
  }

  private static PollFailure notPreloaded() {
    return PollFailure.of(
        FailureCode.NOT_PRELOADED,
        "pg_stat_statements is not loaded by the server",
        "add pg_stat_statements to shared_preload_libraries in postgresql.conf and restart"
            + " PostgreSQL");
  }

  private PollFailure missingGrant(Step step) {
    String role = Identifiers.quote(target.user());
    String fix =
        switch (step) {
          case LOGIN ->
              "run GRANT CONNECT ON DATABASE "
                  + Identifiers.quote(target.database())
                  + " TO "
                  + role
                  + ";";
          case DISCOVER ->
              "run GRANT EXECUTE ON FUNCTION pg_catalog.pg_control_system() TO " + role + ";";
          case LOG_FILES ->
              "run GRANT pg_monitor TO "
                  + role
                  + "; GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_binary_file(text, bigint,"
                  + " bigint, boolean) TO "
                  + role
                  + ";";
          default ->
              "run GRANT pg_read_all_stats TO "
                  + role
                  + "; and, where they were revoked, GRANT USAGE on the schema of"
                  + " pg_stat_statements, EXECUTE on its function and SELECT on its views";
        };
    return PollFailure.of(
        FailureCode.MISSING_GRANT,
        "role " + target.user() + " lacks a privilege for " + step.words(),
        fix + " (in database " + target.database() + ")");
  }

  /** A server never finds fault with how a driver logs in; PgBouncer refuses the option limits. */
  private PollFailure pooler() {
    return PollFailure.of(
        FailureCode.POOLER,
        address() + " refuses the limits that every connection sets: it seems to be a pooler",
        "give host and port of the server itself");
  }

  private PollFailure unreachable() {
    return PollFailure.of(
        FailureCode.UNREACHABLE,
        address() + " cannot be reached",
        "check the network and the firewall, or correct host and port");
  }

  private PollFailure tlsFailed() {
    return PollFailure.of(
        FailureCode.TLS_FAILED,
        "no connection to " + address() + " with sslmode " + target.sslMode(),
        "set ssl = on in postgresql.conf, give the right ssl_root_cert, or choose another sslmode");
  }

  private PollFailure lost(Step step) {
    return PollFailure.of(
        FailureCode.CONNECTION_LOST,
        "the connection to " + address() + " broke while " + step.words(),
        step == Step.LOGIN
            ? "check that a PostgreSQL server listens there, and nothing in between cuts it off"
            : "check whether the server restarted; it is tried again");
  }

  private static PollFailure serverError(String state, Step step) {
    return new PollFailure(
        FailureCode.SERVER_ERROR,
        FailureCode.SERVER_ERROR.word() + ":" + state,
        "the server answered SQLSTATE " + state + " while " + step.words(),
        "look up SQLSTATE " + state + " in the log of the server");
  }

  private String address() {
    return target.host() + ":" + target.port();
  }
}
