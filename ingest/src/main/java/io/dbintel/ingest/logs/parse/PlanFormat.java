package io.dbintel.ingest.logs.parse;

import java.util.Locale;

/** The values of {@code auto_explain.log_format}. */
public enum PlanFormat {
  TEXT,
  JSON,
  YAML,
  XML;

  /** As the server names it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format of a plan of auto_explain, which begins with the text of the query: YAML has it in
   * quotes and on one line, where text has it as it is.
   */
  static PlanFormat of(String body) {
    int start = 0;
    while (start < body.length() && Character.isWhitespace(body.charAt(start))) {
      start++;
    }
    if (body.startsWith("{", start) || body.startsWith("[", start)) {
      return JSON;
    }
    if (body.startsWith("<explain", start)) {
      return XML;
    }
    return isYaml(body, start) ? YAML : TEXT;
  }

  private static boolean isYaml(String body, int start) {
    if (body.startsWith("Plan:", start)) {
      return true;
    }
    if (!body.startsWith("Query Text: \"", start)) {
      return false;
    }
    int next = body.indexOf('\n', start) + 1;
    return next == 0
        || body.startsWith("Plan:", next)
        || body.startsWith("Query Parameters: \"", next)
        || body.startsWith("Query Identifier:", next);
  }
}
