package io.dbintel.schemas.statements;

import io.dbintel.schemas.envelope.Envelope;
import java.util.List;

/**
 * One record of {@code dbintel.raw.query-texts}: texts of statements that the collector had not
 * published before, or publishes again so that a replay finds them. They were scrubbed by the
 * collector when the envelope has a scrub version.
 *
 * @param standardConformingStrings the setting of the collector's session, which is the server's
 *     default: how strings in the texts are to be read
 * @param texts at least one
 */
public record QueryTexts(
    Envelope envelope, boolean standardConformingStrings, List<QueryText> texts) {
  public QueryTexts {
    texts = List.copyOf(texts);
  }

  /** Texts of a server whose strings conform to the standard, as all do by default. */
  public QueryTexts(Envelope envelope, List<QueryText> texts) {
    this(envelope, true, texts);
  }

  /**
   * @param userid oid of the role
   * @param dbid oid of the database
   * @param text as the server keeps it: constants of some statements stand in it in clear. Scrubbed
   *     when the envelope has a scrub version
   * @param truncated whether it is not the whole statement: the collector cut it to fit a record,
   *     or the scrubber found that it ends too early
   * @param shape what the collector's scrubber found out; null when it did not scrub the text
   */
  public record QueryText(
      long userid,
      long dbid,
      boolean toplevel,
      long queryid,
      String text,
      boolean truncated,
      Shape shape) {

    /** A text as the server keeps it. */
    public QueryText(
        long userid, long dbid, boolean toplevel, long queryid, String text, boolean truncated) {
      this(userid, dbid, toplevel, queryid, text, truncated, null);
    }

    /** Leaves the text out: it may hold personal data and this may end in a log. */
    @Override
    public String toString() {
      return "QueryText[userid=" + userid + ", dbid=" + dbid + ", queryid=" + queryid + "]";
    }
  }

  /**
   * The structure of a scrubbed statement.
   *
   * @param fingerprint version, colon, 16 hexadecimal digits
   * @param summary operations and their targets; may be empty
   * @param operation the first one; may be empty
   * @param tables distinct, in order of appearance
   */
  public record Shape(String fingerprint, String summary, String operation, List<String> tables) {
    public Shape {
      tables = List.copyOf(tables);
    }
  }
}
