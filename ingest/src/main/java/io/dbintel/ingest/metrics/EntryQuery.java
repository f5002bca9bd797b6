package io.dbintel.ingest.metrics;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.catalogue.CatalogueEntry;
import io.dbintel.ingest.catalogue.CatalogueQuery;
import io.dbintel.ingest.config.MetricsConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.Micros;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import io.dbintel.schemas.envelope.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Runs one entry in a read-only transaction of its own: its timeouts, the server's clock, the query
 * and the clock again go to the server together. An error of the query ends the transaction and not
 * the session.
 */
final class EntryQuery {
  private final CatalogueEntry entry;
  private final CatalogueQuery query;
  private final ServerProfile profile;
  private final String database;
  private final String sql;

  /**
   * @param profile with the extensions of the database that is asked
   * @param database name of the database; null for an entry of the whole server
   */
  EntryQuery(CatalogueEntry entry, ServerProfile profile, String database, MetricsConfig config) {
    this.entry = entry;
    this.query = entry.query(profile, config.maxRows());
    this.profile = profile;
    this.database = database;
    this.sql =
        limits(least(entry.timeout(), config.statementTimeout()), entry.lockTimeout())
            + ";\n"
            + query.sql()
            + "\n;\nSELECT clock_timestamp()";
  }

  /**
   * @throws PollFailure when the connection is of no more use
   */
  EntryRead run(Session session) throws PollFailure {
    long started = System.nanoTime();
    return session.roundTrip(
        Step.STATISTICS,
        connection -> {
          connection.setReadOnly(true);
          try {
            return read(connection, started);
          } catch (SQLException failure) {
            if (endsSession(failure.getSQLState())) {
              throw failure;
            }
            connection.rollback();
            return failed(failure.getSQLState(), started);
          } catch (ResultRows.WrongResultException wrong) {
            connection.rollback();
            return failed(FailureCode.WRONG_RESULT, wrong.getMessage(), started);
          }
        });
  }

  private EntryRead read(Connection connection, long started)
      throws SQLException, ResultRows.WrongResultException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      // One more than the limit shows that there are more, and one that adds up the rest.
      statement.setMaxRows(query.maxRows() + 2);
      statement.execute(sql);
      long before = clock(statement, 3);
      statement.getMoreResults();
      ResultRows rows = ResultRows.read(statement.getResultSet(), query);
      statement.getMoreResults();
      long after = clock(statement, 1);
      Outcome outcome = rows.limited() ? Outcome.PARTIAL : Outcome.OK;
      return new EntryRead(
          entry,
          database,
          outcome,
          rows.limited() ? EntryRead.ROW_LIMIT : null,
          null,
          before,
          after,
          entry.columns(profile.major()),
          rows.rows(),
          rows.undeclared(),
          since(started));
    }
  }

  private EntryRead failed(String state, long started) {
    FailureCode code = code(state);
    String reason = code == FailureCode.SERVER_ERROR ? code.word() + ":" + state : code.word();
    return failed(code, reason, started);
  }

  private EntryRead failed(FailureCode code, String reason, long started) {
    return new EntryRead(
        entry,
        database,
        Outcome.FAILED,
        reason,
        code,
        null,
        null,
        entry.columns(profile.major()),
        List.of(),
        0,
        since(started));
  }

  private static long clock(Statement statement, int column) throws SQLException {
    try (ResultSet row = statement.getResultSet()) {
      row.next();
      return Micros.read(row, column);
    }
  }

  /** Errors of the connection, and of a server that shuts down. */
  private static boolean endsSession(String state) {
    return state == null || state.startsWith("08") || state.startsWith("57P");
  }

  private static FailureCode code(String state) {
    return switch (state) {
      case "42501" -> FailureCode.MISSING_GRANT;
      case "42703", "42P01", "42883", "3F000", "0A000" -> FailureCode.MISSING_OBJECT;
      case "57014" -> FailureCode.TIMEOUT;
      case "55P03" -> FailureCode.LOCK_TIMEOUT;
      default -> FailureCode.SERVER_ERROR;
    };
  }

  private static String limits(Duration statementTimeout, Duration lockTimeout) {
    return "SELECT set_config('statement_timeout', '"
        + statementTimeout.toMillis()
        + "', true), set_config('lock_timeout', '"
        + least(lockTimeout, statementTimeout).toMillis()
        + "', true), clock_timestamp()";
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
