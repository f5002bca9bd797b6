package io.dbintel.ingest.logs.parse;

import java.util.Optional;

/** Finds the plans among the entries. */
public final class AutoExplain {
  /** What Amazon RDS writes at the end of an entry that it cut. */
  private static final String CUT_BY_SERVICE = "[Your log message was truncated]";

  private static final String START = "duration: ";
  private static final String UNIT = " ms  plan:";
  private static final int LONGEST_DURATION = 24;
  private static final int FIRST_LINES = 4096;

  private AutoExplain() {}

  /** The plan of an entry; empty when it has none. */
  public static Optional<PlanRead> plan(LogEntryRead entry) {
    String message = entry.message();
    if (message == null || !message.startsWith(START)) {
      return Optional.empty();
    }
    int unit = message.indexOf(' ', START.length());
    if (unit < 0 || unit > START.length() + LONGEST_DURATION || !message.startsWith(UNIT, unit)) {
      return Optional.empty();
    }
    double millis = duration(message.substring(START.length(), unit));
    int body = unit + UNIT.length();
    boolean ended = body == message.length();
    if (millis < 0
        || MessagePosition.isRaised(entry.context())
        || (!ended && message.charAt(body) != '\n')) {
      return Optional.empty();
    }
    return Optional.of(plan(entry, millis, ended ? "" : message.substring(body + 1)));
  }

  private static PlanRead plan(LogEntryRead entry, double millis, String body) {
    PlanFormat format = PlanFormat.of(body);
    boolean cut =
        entry.truncated() || body.isEmpty() || body.stripTrailing().endsWith(CUT_BY_SERVICE);
    Long id = entry.queryId() == null ? QueryIdentifier.in(body, format) : entry.queryId();
    return new PlanRead(
        millis, format, body, id, isNested(entry.context()), hasParameters(body, format), cut);
  }

  /** Milliseconds, -1 when it is no number. */
  private static double duration(String text) {
    boolean digits = !text.isEmpty() && Character.isDigit(text.charAt(0));
    boolean plain = text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
    return digits && plain && text.indexOf('.') == text.lastIndexOf('.')
        ? Double.parseDouble(text)
        : -1;
  }

  /** Whether a frame of the context is code of the server's languages. */
  private static boolean isNested(String context) {
    if (context == null) {
      return false;
    }
    for (int line = 0; line >= 0; line = next(context, line)) {
      if (isFrame(context, line)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFrame(String context, int at) {
    return context.startsWith("SQL statement \"", at)
        || context.startsWith("SQL function \"", at)
        || context.startsWith("SQL expression \"", at)
        || context.startsWith("PL/", at);
  }

  private static int next(String text, int line) {
    int end = text.indexOf('\n', line);
    return end < 0 ? -1 : end + 1;
  }

  /**
   * Parameters follow the query's text. Only in the text format can the query have a line that
   * looks like theirs, so there the plan must follow.
   */
  private static boolean hasParameters(String body, PlanFormat format) {
    return switch (format) {
      case JSON -> body.contains("\n  \"Query Parameters\": \"");
      case XML -> body.contains("\n  <Query-Parameters>");
      case YAML -> body.contains("\nQuery Parameters: \"");
      case TEXT -> hasParameters(body);
    };
  }

  private static boolean hasParameters(String text) {
    String key = "\nQuery Parameters: ";
    int at = text.indexOf(key);
    for (int tries = 0; at >= 0 && tries < FIRST_LINES; tries++) {
      int plan = next(text, at + 1);
      int end = plan < 0 ? -1 : text.indexOf('\n', plan);
      if (plan >= 0 && text.substring(plan, end < 0 ? text.length() : end).contains("  (cost=")) {
        return true;
      }
      at = text.indexOf(key, at + 1);
    }
    return false;
  }
}
