package io.dbintel.ingest.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A result that is read in pieces, so that it need not fit into memory. All pieces together have
 * the deadline of one round trip; what is done between them takes none of that. The transaction
 * stays open until {@link #close}. Not thread-safe.
 *
 * @param <T> what a row is read as
 */
public final class Rows<T> implements AutoCloseable {
  private final Session session;
  private final Step step;
  private final int pieceRows;
  private final Reader<T> reader;
  private long leftNanos;
  private PreparedStatement statement;
  private ResultSet result;

  private Rows(Session session, Step step, int pieceRows, Reader<T> reader) {
    this.session = session;
    this.step = step;
    this.pieceRows = pieceRows;
    this.reader = reader;
    this.leftNanos = session.roundTripLimit().toNanos();
  }

  /** Reads the current row. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  static <T> Rows<T> open(
      Session session,
      Step step,
      Session.Query<PreparedStatement> query,
      int pieceRows,
      Reader<T> reader)
      throws PollFailure {
    Rows<T> rows = new Rows<>(session, step, pieceRows, reader);
    rows.timed(
        connection -> {
          rows.statement = query.run(connection);
          rows.statement.setFetchSize(pieceRows);
          rows.result = rows.statement.executeQuery();
          return null;
        });
    return rows;
  }

  /** The next rows; empty at the end. */
  public List<T> next() throws PollFailure {
    return timed(
        connection -> {
          List<T> piece = new ArrayList<>();
          // Exactly what the driver has fetched: one more row would be another fetch.
          while (piece.size() < pieceRows && result.next()) {
            piece.add(reader.read(result));
          }
          return piece;
        });
  }

  /** Ends the transaction, unless the connection is broken. */
  @Override
  public void close() throws PollFailure {
    if (session.usable()) {
      session.roundTrip(
          step,
          connection -> {
            result.close();
            statement.close();
            return null;
          });
    }
  }

  private <R> R timed(Session.Query<R> query) throws PollFailure {
    long started = System.nanoTime();
    try {
      return session.within(step, Duration.ofNanos(Math.max(0, leftNanos)), query);
    } finally {
      leftNanos -= System.nanoTime() - started;
    }
  }
}
