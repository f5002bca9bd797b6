package io.dbintel.udfs.plans;

/**
 * Where the tokens of SQL end, as far as it takes to tell text outside of literals, quoted names
 * and comments from text inside of them (PostgreSQL's {@code scan.l}). Text plans do not mark the
 * end of a value, and literals may hold line breaks and lines that look like parts of a plan.
 */
final class SqlTokens {
  private SqlTokens() {}

  /**
   * First line break from {@code from} on that is outside of literals, quoted names and block
   * comments; the length of the text when there is none.
   */
  static int lineEnd(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '\n') {
      i = skip(text, i);
    }
    return i;
  }

  /**
   * End of the token that starts at {@code i}: of a literal, name, word or comment, or one
   * character.
   */
  static int skip(String text, int i) {
    char c = text.charAt(i);
    return switch (c) {
      case '\'' -> quoted(text, i + 1, '\'');
      case '"' -> quoted(text, i + 1, '"');
      case '$' -> dollar(text, i);
      case '-' -> text.startsWith("--", i) ? endOfLine(text, i) : i + 1;
      case '/' -> text.startsWith("/*", i) ? blockComment(text, i + 2) : i + 1;
      default -> isWordStart(c) ? word(text, i) : i + 1;
    };
  }

  private static int word(String text, int start) {
    int end = start + 1;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    char first = text.charAt(start);
    boolean escapes = end == start + 1 && (first == 'e' || first == 'E');
    return escapes && end < text.length() && text.charAt(end) == '\''
        ? escaped(text, end + 1)
        : end;
  }

  /** A doubled quote inside needs no rule: it ends one quoted text and starts the next. */
  private static int quoted(String text, int from, char quote) {
    int end = text.indexOf(quote, from);
    return end < 0 ? text.length() : end + 1;
  }

  private static int escaped(String text, int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c == '\\') {
        i++;
      } else if (c == '\'') {
        int next = i < text.length() && text.charAt(i) == '\'' ? i : continuation(text, i);
        if (next < 0) {
          return i;
        }
        i = next + 1;
      }
    }
    return text.length();
  }

  /** The quote that continues a literal after white space with a line break, or -1. */
  private static int continuation(String text, int from) {
    boolean lineBreak = false;
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\'') {
        return lineBreak ? i : -1;
      } else if (c == '\n' || c == '\r') {
        lineBreak = true;
        i++;
      } else if (c == ' ' || c == '\t' || c == '\f' || c == 0x0b) {
        i++;
      } else if (text.startsWith("--", i)) {
        i = endOfLine(text, i);
      } else {
        return -1;
      }
    }
    return -1;
  }

  private static int dollar(String text, int start) {
    int end = start + 1;
    if (end < text.length() && isWordStart(text.charAt(end))) {
      while (end < text.length() && isTagPart(text.charAt(end))) {
        end++;
      }
    }
    if (end >= text.length() || text.charAt(end) != '$') {
      return start + 1;
    }
    String tag = text.substring(start, end + 1);
    int close = text.indexOf(tag, end + 1);
    return close < 0 ? text.length() : close + tag.length();
  }

  private static int blockComment(String text, int from) {
    int depth = 1;
    int i = from;
    while (i < text.length() && depth > 0) {
      if (text.startsWith("/*", i)) {
        depth++;
        i += 2;
      } else if (text.startsWith("*/", i)) {
        depth--;
        i += 2;
      } else {
        i++;
      }
    }
    return Math.min(i, text.length());
  }

  private static int endOfLine(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  private static boolean isTagPart(char c) {
    return isWordStart(c) || (c >= '0' && c <= '9');
  }

  private static boolean isWordPart(char c) {
    return isTagPart(c) || c == '$';
  }
}
