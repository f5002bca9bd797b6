package io.dbintel.udfs.pii;

import java.util.List;

/** Where a value starts and ends, in the notations of SQL, JSON, URLs, shells and logs. */
final class SecretValue {
  private static final int NAME = 40;
  private static final List<String> NOTHING = List.of("null", "none", "nil", "true", "false");

  private SecretValue() {}

  /** First character of the value: behind its opening quote, if it has one. */
  static int start(Scan scan, int from) {
    int i = from;
    char c = scan.at(i);
    boolean prefix = c == 'E' || c == 'e' || c == 'N' || c == 'n' || c == '\\';
    if (prefix && Chars.quote(scan.at(i + 1))) {
      i++;
    }
    return Chars.quote(scan.at(i)) ? i + 1 : from;
  }

  /** Where the quote closes, or the end of the text. Doubled and escaped quotes do not close. */
  static int quotedEnd(Scan scan, int from, int start) {
    char quote = scan.at(start - 1);
    boolean escaped = scan.at(from) == '\\';
    int i = start;
    while (i < scan.length()) {
      char c = scan.at(i);
      if (c == '\\' && escaped && scan.at(i + 1) == quote) {
        return i;
      }
      if (c == '\\' && !escaped) {
        i += 2;
      } else if (c == quote && i > start && scan.at(i + 1) == quote) {
        i += 2;
      } else if (c == quote && !escaped) {
        return i;
      } else {
        i++;
      }
    }
    return scan.length();
  }

  /**
   * End of an unquoted value: white space, or a separator or closing sign behind which something
   * else plainly starts. In doubt the value goes on, for a password may hold any sign.
   */
  static int unquotedEnd(Scan scan, int start) {
    int i = start;
    while (i < scan.length() && !Chars.space(scan.at(i)) && !closes(scan, i)) {
      i++;
    }
    return i;
  }

  private static boolean closes(Scan scan, int i) {
    return switch (scan.at(i)) {
      case '&', ';', ',' -> over(scan, i + 1) || nameFollows(scan, i + 1);
      case '"', '\'', '`', ')', ']', '}', '\\' -> over(scan, i + 1);
      case '.' -> scan.at(i + 1) == 0 || scan.at(i + 1) == ' ';
      default -> false;
    };
  }

  /** Whether nothing of a value can follow. */
  private static boolean over(Scan scan, int i) {
    char c = scan.at(i);
    return i >= scan.length() || Chars.space(c) || (c < 128 && "\"'`,;)]}".indexOf(c) >= 0);
  }

  private static boolean nameFollows(Scan scan, int from) {
    int i = from;
    while (i - from < NAME && (Chars.base64Url(scan.at(i)) || scan.at(i) == '.')) {
      i++;
    }
    return i > from && (scan.at(i) == '=' || scan.at(i) == ':');
  }

  /** Values that hold nothing: null, placeholders, stars. */
  static boolean empty(Scan scan, int start, int end) {
    for (String word : NOTHING) {
      if (word.length() == end - start && scan.matchesAnyCase(start, word)) {
        return true;
      }
    }
    char first = scan.at(start);
    boolean parameter = first == '$' || first == '?' || first == '*' || first == '%';
    for (int i = start + 1; i < end && parameter; i++) {
      char c = scan.at(i);
      parameter =
          switch (first) {
            case '$' -> Chars.digit(c);
            case '%' -> c == 's' && end - start == 2;
            default -> c == first;
          };
    }
    return parameter;
  }
}
