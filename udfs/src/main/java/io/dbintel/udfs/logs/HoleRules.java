package io.dbintel.udfs.logs;

import io.dbintel.udfs.sql.SqlScrubber;
import java.util.function.UnaryOperator;

/** What of a hole's value may leave. */
final class HoleRules {
  private static final int MAX_WORDS = 100;
  private static final String PROCESS = "Process ";

  private final Catalogue catalogue;
  private final SqlScrubber sql;
  private final UnaryOperator<String> plans;
  private final UnknownText unknown;
  private boolean unsure;

  HoleRules(Catalogue catalogue, SqlScrubber sql, UnaryOperator<String> plans) {
    this.catalogue = catalogue;
    this.sql = sql;
    this.plans = plans;
    this.unknown = new UnknownText(catalogue);
  }

  /**
   * @param certain whether the value must be what the shape says; a value before it may have been
   *     written so as to look like the next part of the message
   */
  void write(HoleKind kind, String value, boolean certain, StringBuilder out) {
    switch (kind) {
      case NUMBER, NUMBERS, LSN, WAL -> out.append(value);
      case DATA -> out.append(Names.HIDDEN);
      case IDENTIFIER -> out.append(certain ? Names.identifier(value) : Names.HIDDEN);
      case TYPE -> out.append(certain ? Names.signature(value) : Names.HIDDEN);
      case COLUMNS -> out.append(certain ? sql.expression(value) : Names.HIDDEN);
      case APPLICATION -> out.append(certain ? application(value) : Names.HIDDEN);
      case WORDS -> out.append(words(value));
      case SQL -> out.append(sql(value));
      case EXPRESSION -> out.append(sql.expression(value));
      case PLAN -> out.append(plans.apply(value));
      case PARAMETERS -> Parameters.write(value, out);
      case REPORT -> report(value, out);
    }
  }

  /** Whether a line of a report since {@link #forgetDoubts} had no known shape. */
  boolean isUnsure() {
    return unsure;
  }

  void forgetDoubts() {
    unsure = false;
  }

  String sql(String statement) {
    return sql.scrub(statement).text();
  }

  String application(String name) {
    return catalogue.isApplication(name) ? name : Names.application(name);
  }

  /** The value when all its words are the server's own. */
  String words(String value) {
    if (value.length() > MAX_WORDS) {
      return Names.HIDDEN;
    }
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      if (i == value.length() || " -/,".indexOf(value.charAt(i)) >= 0) {
        String word = value.substring(start, i);
        if (!word.isEmpty() && !word.equals(Names.HIDDEN) && !catalogue.isWord(word)) {
          return Names.HIDDEN;
        }
        start = i + 1;
      }
    }
    return value;
  }

  private void report(String lines, StringBuilder out) {
    int start = 0;
    while (start <= lines.length()) {
      int end = Lines.end(lines, start);
      String line = lines.substring(start, end);
      if (isStatement(line)) {
        end = endOfStatement(lines, end);
        line = lines.substring(start, end);
      }
      String known = catalogue.shapes(ShapeGroup.REPORT).rewrite(line, this);
      unsure |= known == null;
      out.append(start == 0 ? "" : "\n").append(known != null ? known : unknown.scrub(line));
      start = end + 1;
    }
  }

  /** {@code Process 12: SELECT ...}. */
  private static boolean isStatement(String line) {
    int at = PROCESS.length();
    while (at < line.length() && (Names.isDigit(line.charAt(at)) || line.charAt(at) == '?')) {
      at++;
    }
    return line.startsWith(PROCESS) && line.startsWith(": ", at);
  }

  /** A statement in a deadlock's report goes on until the next process. */
  private static int endOfStatement(String lines, int endOfLine) {
    int next = lines.indexOf("\n" + PROCESS, endOfLine);
    return next < 0 ? lines.length() : next;
  }
}
