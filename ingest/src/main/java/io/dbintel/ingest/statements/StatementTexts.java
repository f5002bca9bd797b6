package io.dbintel.ingest.statements;

import io.dbintel.ingest.collect.TextCutter;
import io.dbintel.schemas.statements.QueryTexts.QueryText;
import io.dbintel.schemas.statements.RowKeys;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads texts from {@code pg_stat_statements(true)}. The server reads its whole file for it. */
final class StatementTexts {
  private static final int FETCH_ROWS = 100;

  /** What one read takes at most; the rest is due at the next. */
  static final int MAX_BYTES_PER_READ = 16 << 20;

  private StatementTexts() {}

  /** The distinct queryids of wanted rows. */
  static Long[] queryids(CounterRows rows, long[] wanted) {
    int queryid = rows.columns().indexOf("queryid");
    Set<Long> queryids = new HashSet<>();
    for (int row = 0; row < rows.hashes().length; row++) {
      if (Arrays.binarySearch(wanted, rows.hashes()[row]) >= 0) {
        queryids.add((Long) rows.rows().get(row)[queryid]);
      }
    }
    return queryids.toArray(new Long[0]);
  }

  /**
   * @param wanted sorted hashes of row keys
   * @return texts of wanted keys that the server still has, each cut to fit a record
   */
  static List<QueryText> read(
      Connection connection, ServerFacts facts, boolean hasToplevel, Long[] queryids, long[] wanted)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql(facts, hasToplevel))) {
      Array array = connection.createArrayOf("int8", queryids);
      statement.setInt(1, TextBatches.MAX_TEXT_BYTES + 1);
      statement.setArray(2, array);
      statement.setLong(3, facts.roleOid());
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet row = statement.executeQuery()) {
        return texts(row, wanted);
      }
    }
  }

  private static String sql(ServerFacts facts, boolean hasToplevel) {
    if (facts.extension().equals(ServerFacts.MONITOR)) {
      return MonitorQueries.texts(facts);
    }
    return "SELECT userid::bigint, dbid::bigint, "
        + (hasToplevel ? "toplevel" : "true")
        + ", queryid, left(query, ?) FROM "
        + facts.qualified("pg_stat_statements(true)")
        + " WHERE queryid = ANY (?) AND userid <> ?::oid AND query IS NOT NULL";
  }

  private static List<QueryText> texts(ResultSet row, long[] wanted) throws SQLException {
    List<QueryText> texts = new ArrayList<>();
    long bytes = 0;
    while (bytes < MAX_BYTES_PER_READ && row.next()) {
      long userid = row.getLong(1);
      long dbid = row.getLong(2);
      boolean toplevel = row.getBoolean(3);
      long queryid = row.getLong(4);
      long hash = RowKeys.hash((int) userid, (int) dbid, toplevel, queryid);
      if (Arrays.binarySearch(wanted, hash) >= 0) {
        String full = row.getString(5);
        String text = TextCutter.cut(full, TextBatches.MAX_TEXT_BYTES);
        boolean cut = text.length() < full.length();
        texts.add(new QueryText(userid, dbid, toplevel, queryid, text, cut));
        bytes += text.length();
      }
    }
    return texts;
  }
}
