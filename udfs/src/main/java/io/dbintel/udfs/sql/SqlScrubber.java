package io.dbintel.udfs.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Scrubs SQL. Never fails: any characters in, a safe text out. Linear in the length of the text.
 * Reuses its buffers, so not thread-safe.
 *
 * <p>Scrubbing its own output changes nothing, and the fingerprint survives it. A text of more than
 * half a million tokens counts as cut after these, so that memory is bounded.
 */
public final class SqlScrubber {
  /** Bytes of a character that a server may leave off when it cuts inside it. */
  private static final int LONGEST_CHARACTER = 4;

  private final SqlOptions options;
  private final SqlLexer lexer;
  private final Tokens tokens;
  private final NamePolicy names = new NamePolicy();
  private final Shape shape = new Shape();
  private final ShapeBuilder builder;
  private final ShapeWriter writer = new ShapeWriter(shape);

  public SqlScrubber(SqlOptions options) {
    this(options, new SqlLexer());
  }

  public SqlScrubber() {
    this(SqlOptions.DEFAULT);
  }

  SqlScrubber(SqlOptions options, SqlLexer lexer) {
    this.options = options;
    this.lexer = lexer;
    tokens = lexer.tokens();
    builder = new ShapeBuilder(tokens, shape);
  }

  /** Normal form and fingerprint of one text, which may hold several statements. */
  public ScrubbedSql scrub(String sql) {
    return scrub(sql, false);
  }

  /** As {@link #scrub(String)}, of a text that its source says it has cut. */
  public ScrubbedSql scrub(String sql, boolean cut) {
    boolean truncated = read(sql, true, cut);
    return writer.scrubbed(0, shape.count, truncated);
  }

  /**
   * Normal form of an expression out of a plan or a log line: only the lexer and the rules for
   * literals and names, not those that depend on a statement's first word.
   */
  public String expression(String expression) {
    boolean truncated = read(expression, false, false);
    return writer.write(0, shape.count, truncated);
  }

  /** Operation and tables of a text. */
  public SqlSummary summary(String sql) {
    read(sql, true, false);
    return new SummaryReader(shape, writer).read();
  }

  /** How many literals and parameters a text holds that do not leave. */
  public int literals(String sql) {
    read(sql, true, false);
    return builder.literals();
  }

  /** Each statement of a text of several, in order; empty ones are left out. */
  public List<ScrubbedSql> statements(String sql) {
    boolean truncated = read(sql, true, false);
    List<ScrubbedSql> statements = new ArrayList<>();
    int from = 0;
    while (from < shape.count) {
      int end = StatementEnds.after(shape, from);
      if (end > from) {
        boolean last = end == shape.count;
        boolean cut = last ? truncated : Completeness.cut(shape, from, end);
        statements.add(writer.scrubbed(from, end, cut));
      }
      from = end + 1;
    }
    return statements;
  }

  /** What the last text read was made into. */
  Shape shape() {
    return shape;
  }

  /** Whether the text was cut. */
  private boolean read(String sql, boolean statement, boolean cut) {
    int end = withoutMark(sql);
    String text = end == sql.length() ? sql : sql.substring(0, end);
    lexer.lex(text, options.standardConformingStrings());
    tokens.dropSilent();
    if (statement) {
      StatementPolicy.apply(tokens);
    }
    boolean shortened = cut || lexer.tooLong() || end < sql.length() || fills(sql);
    if (shortened || tokens.suspects || tokens.atSigns) {
      names.apply(tokens, statement, shortened);
    }
    builder.build();
    return shortened || tokens.unterminated || (statement && Completeness.cut(shape));
  }

  /** Length without the mark that {@link ShapeWriter} put on a cut text. */
  private static int withoutMark(String sql) {
    int end = sql.length();
    while (end > 0 && Characters.of(sql.charAt(end - 1)) == Characters.SPACE) {
      end--;
    }
    return end >= ShapeWriter.CUT.length() && sql.startsWith(ShapeWriter.CUT, end - 3)
        ? end - 3
        : sql.length();
  }

  /** Whether the text is as long as the source can hold. */
  private boolean fills(String sql) {
    int limit = options.cutAtBytes();
    if (limit == 0 || sql.length() * 3L < limit - LONGEST_CHARACTER) {
      return false;
    }
    long bytes = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    boolean ascii = bytes == sql.length();
    return bytes >= limit - (ascii ? 1 : LONGEST_CHARACTER);
  }
}
