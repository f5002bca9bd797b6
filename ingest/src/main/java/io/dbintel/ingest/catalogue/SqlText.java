package io.dbintel.ingest.catalogue;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be said of a query without asking a server. */
final class SqlText {
  private static final Set<String> READING = Set.of("select", "with", "values", "table");
  private static final Pattern FIRST_WORD = Pattern.compile("[\\s(]*([A-Za-z]+)");
  private static final Pattern DOLLAR_TAG =
      Pattern.compile("\\$(?:[A-Za-z_\\x80-\\uffff][\\w\\x80-\\uffff]*)?\\$");

  private SqlText() {}

  /** Which rule a query breaks; nothing when it is one reading statement. */
  static Optional<String> error(String sql) {
    String code = withoutLiterals(sql);
    int end = code.indexOf(';');
    if (end >= 0) {
      return Optional.of("must be one statement without a semicolon");
    }
    Matcher word = FIRST_WORD.matcher(code);
    boolean reads = word.lookingAt() && READING.contains(word.group(1).toLowerCase(Locale.ROOT));
    return reads ? Optional.empty() : Optional.of("must begin with SELECT, WITH, VALUES or TABLE");
  }

  /** The text with spaces in place of comments, strings and quoted names; positions are kept. */
  static String withoutLiterals(String sql) {
    StringBuilder code = new StringBuilder(sql);
    int at = 0;
    while (at < sql.length()) {
      int end = literalEnd(sql, at);
      for (int i = at; i < end; i++) {
        if (code.charAt(i) != '\n') {
          code.setCharAt(i, ' ');
        }
      }
      at = Math.max(end, at + 1);
    }
    return code.toString();
  }

  /** Where the comment, string or quoted name at a position ends; the position when none is. */
  private static int literalEnd(String sql, int at) {
    char c = sql.charAt(at);
    if (sql.startsWith("--", at)) {
      return orEnd(sql, sql.indexOf('\n', at), 0);
    }
    if (sql.startsWith("/*", at)) {
      return blockCommentEnd(sql, at);
    }
    if (c == '\'') {
      return quotedEnd(sql, at, '\'', at > 0 && isEscapeMark(sql, at - 1));
    }
    if (c == '"') {
      return quotedEnd(sql, at, '"', false);
    }
    if (c == '$' && (at == 0 || !Character.isJavaIdentifierPart(sql.charAt(at - 1)))) {
      Matcher tag = DOLLAR_TAG.matcher(sql).region(at, sql.length());
      if (tag.lookingAt()) {
        return orEnd(sql, sql.indexOf(tag.group(), tag.end()), tag.group().length());
      }
    }
    return at;
  }

  private static boolean isEscapeMark(String sql, int at) {
    boolean mark = sql.charAt(at) == 'e' || sql.charAt(at) == 'E';
    return mark && (at == 0 || !Character.isJavaIdentifierPart(sql.charAt(at - 1)));
  }

  private static int quotedEnd(String sql, int start, char quote, boolean backslashes) {
    int at = start + 1;
    while (at < sql.length()) {
      if (backslashes && sql.charAt(at) == '\\') {
        at++;
      } else if (sql.charAt(at) == quote) {
        boolean doubled = at + 1 < sql.length() && sql.charAt(at + 1) == quote;
        if (!doubled) {
          return at + 1;
        }
        at++;
      }
      at++;
    }
    return sql.length();
  }

  private static int blockCommentEnd(String sql, int start) {
    int depth = 0;
    int at = start;
    while (at < sql.length()) {
      if (sql.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
        if (depth == 0) {
          return at;
        }
      } else {
        at++;
      }
    }
    return sql.length();
  }

  private static int orEnd(String sql, int found, int length) {
    return found < 0 ? sql.length() : found + length;
  }
}
