package io.dbintel.ingest.logs.parse;

import java.nio.charset.StandardCharsets;

/** The query id within a plan: PostgreSQL 16 and later with {@code auto_explain.log_verbose}. */
final class QueryIdentifier {
  private static final int LONGEST = 21;

  private QueryIdentifier() {}

  /** The id; null when the plan has none. It follows the plan, which no query's text does. */
  static Long in(String body, PlanFormat format) {
    String key =
        switch (format) {
          case JSON -> "\n  \"Query Identifier\": ";
          case XML -> "\n  <Query-Identifier>";
          case YAML, TEXT -> "\nQuery Identifier: ";
        };
    int at = body.lastIndexOf(key);
    if (at < 0) {
      return null;
    }
    int start = at + key.length();
    int end = start;
    while (end < body.length() && end - start < LONGEST && isPart(body.charAt(end))) {
      end++;
    }
    byte[] digits = body.substring(start, end).getBytes(StandardCharsets.US_ASCII);
    long id = Digits.parse(digits, 0, digits.length);
    return id == Digits.NOT_A_NUMBER || id == 0 ? null : (Long) id;
  }

  private static boolean isPart(char c) {
    return c == '-' || (c >= '0' && c <= '9');
  }
}
