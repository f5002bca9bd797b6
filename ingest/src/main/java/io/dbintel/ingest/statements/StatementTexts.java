package io.dbintel.ingest.statements;

import io.dbintel.ingest.collect.TextCutter;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Rows;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import io.dbintel.schemas.statements.QueryTexts.QueryText;
import io.dbintel.schemas.statements.RowKeys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/**
 * Reads texts from {@code pg_stat_statements(true)}. The server reads its whole file for it.
 *
 * <p>A long text comes in pieces, each a row of its own, in order: so a fetch of rows is bounded,
 * whatever the texts.
 */
final class StatementTexts {
  private static final int FETCH_ROWS = 100;

  /** Characters of a piece. */
  static final int PIECE_CHARS = 4096;

  /** What one read takes at most; the rest is due at the next. */
  static final int MAX_BYTES_PER_READ = 16 << 20;

  private static final int MAX_PIECES = TextBatches.MAX_TEXT_BYTES / PIECE_CHARS + 1;

  private final long[] wanted;
  private final Consumer<QueryText> sink;
  private final StringBuilder text = new StringBuilder();
  private Piece current;
  private long bytes;

  /** A part of a text, with the key of its statement. */
  private record Piece(
      long userid, long dbid, boolean toplevel, long queryid, int number, String text) {
    boolean continues(Piece before) {
      return before != null
          && number > 0
          && queryid == before.queryid
          && userid == before.userid
          && dbid == before.dbid
          && toplevel == before.toplevel;
    }

    long hash() {
      return RowKeys.hash((int) userid, (int) dbid, toplevel, queryid);
    }
  }

  private StatementTexts(long[] wanted, Consumer<QueryText> sink) {
    this.wanted = wanted;
    this.sink = sink;
  }

  /** The distinct queryids of wanted rows. */
  static long[] queryids(CounterRows rows, long[] wanted) {
    long[] queryids = new long[wanted.length];
    int count = 0;
    for (int row = 0; row < rows.size() && count < queryids.length; row++) {
      if (Arrays.binarySearch(wanted, rows.hash(row)) >= 0) {
        queryids[count++] = rows.queryid(row);
      }
    }
    return Arrays.stream(queryids, 0, count).distinct().toArray();
  }

  /**
   * Reads the texts of wanted keys that the server still has, each cut to fit a record.
   *
   * @param wanted sorted hashes of row keys
   * @param sink takes each text as it comes, outside of any deadline
   */
  static void read(
      Session session,
      ServerFacts facts,
      boolean hasToplevel,
      long[] queryids,
      long[] wanted,
      Consumer<QueryText> sink)
      throws PollFailure {
    StatementTexts texts = new StatementTexts(wanted, sink);
    try (Rows<Piece> rows =
        session.rows(
            Step.TEXTS,
            connection -> query(connection, facts, hasToplevel, queryids),
            FETCH_ROWS,
            StatementTexts::piece)) {
      texts.readAll(rows);
    }
  }

  private void readAll(Rows<Piece> rows) throws PollFailure {
    for (var some = rows.next(); !some.isEmpty(); some = rows.next()) {
      for (Piece piece : some) {
        if (!piece.continues(current)) {
          end();
          if (bytes >= MAX_BYTES_PER_READ) {
            return;
          }
          current = Arrays.binarySearch(wanted, piece.hash()) >= 0 ? piece : null;
        }
        if (current != null) {
          text.append(piece.text());
        }
      }
    }
    end();
  }

  /** The text in hand is whole. */
  private void end() {
    if (current != null) {
      String full = text.toString();
      String cut = TextCutter.cut(full, TextBatches.MAX_TEXT_BYTES);
      bytes += cut.length();
      sink.accept(
          new QueryText(
              current.userid(),
              current.dbid(),
              current.toplevel(),
              current.queryid(),
              cut,
              cut.length() < full.length()));
    }
    current = null;
    text.setLength(0);
    if (text.capacity() > PIECE_CHARS) {
      text.trimToSize();
    }
  }

  private static PreparedStatement query(
      Connection connection, ServerFacts facts, boolean hasToplevel, long[] queryids)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql(facts, hasToplevel));
    statement.setArray(1, connection.unwrap(PGConnection.class).createArrayOf("int8", queryids));
    statement.setLong(2, facts.roleOid());
    return statement;
  }

  private static String sql(ServerFacts facts, boolean hasToplevel) {
    String texts =
        facts.extension().equals(ServerFacts.MONITOR)
            ? MonitorQueries.texts(facts)
            : "SELECT userid::bigint, dbid::bigint, "
                + (hasToplevel ? "toplevel" : "true")
                + ", queryid, query FROM "
                + facts.qualified("pg_stat_statements(true)")
                + " WHERE queryid = ANY (?) AND userid <> ?::oid AND query IS NOT NULL";
    return "SELECT userid, dbid, toplevel, queryid, piece, substr(query, piece * %d + 1, %d)"
            .formatted(PIECE_CHARS, PIECE_CHARS)
        + (" FROM (" + texts + ") t (userid, dbid, toplevel, queryid, query),")
        + " generate_series(0, least(%d, greatest(0, length(query) - 1) / %d)) piece"
            .formatted(MAX_PIECES, PIECE_CHARS);
  }

  private static Piece piece(ResultSet row) throws SQLException {
    return new Piece(
        row.getLong(1),
        row.getLong(2),
        row.getBoolean(3),
        row.getLong(4),
        row.getInt(5),
        row.getString(6));
  }
}
