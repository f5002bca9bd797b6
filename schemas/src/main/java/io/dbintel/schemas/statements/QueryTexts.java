package io.dbintel.schemas.statements;

import io.dbintel.schemas.envelope.Envelope;
import java.util.List;

/**
 * One record of {@code dbintel.raw.query-texts}: texts of statements that the collector had not
 * published before, or publishes again so that a replay finds them.
 *
 * @param texts at least one
 */
public record QueryTexts(Envelope envelope, List<QueryText> texts) {
  public QueryTexts {
    texts = List.copyOf(texts);
  }

  /**
   * @param userid oid of the role
   * @param dbid oid of the database
   * @param text as the server keeps it: constants of some statements stand in it in clear
   * @param truncated whether the collector cut it to fit a record
   */
  public record QueryText(
      long userid, long dbid, boolean toplevel, long queryid, String text, boolean truncated) {

    /** Leaves the text out: it may hold personal data and this may end in a log. */
    @Override
    public String toString() {
      return "QueryText[userid=" + userid + ", dbid=" + dbid + ", queryid=" + queryid + "]";
    }
  }
}
