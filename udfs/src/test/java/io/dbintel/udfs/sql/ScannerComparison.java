package io.dbintel.udfs.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares the tokens of our lexer with those of PostgreSQL's scanner, and counts.
 *
 * <p>Two differences are meant: {@code N'..'} is one token of ours and two of PostgreSQL's; and our
 * lexer knows no keywords, so that keywords and names are one kind.
 */
final class ScannerComparison {
  private static final int STRING_CONSTANT = 261;
  private static final int UNICODE_NAME = 259;
  private static final int UNICODE_STRING = 262;
  private static final int BIT_STRING = 263;
  private static final int HEX_STRING = 264;
  private static final int FLOAT = 260;
  private static final int OPERATOR = 265;
  private static final int INTEGER = 266;
  private static final int PARAMETER = 267;
  private static final int LINE_COMMENT = 275;
  private static final int BLOCK_COMMENT = 276;

  private final SqlLexer lexer;
  private final List<String> uncovered = new ArrayList<>();
  private final List<String> different = new ArrayList<>();
  private int statements;
  private int refused;
  private int secretTokens;

  ScannerComparison(SqlLexer lexer) {
    this.lexer = lexer;
  }

  String lexerName() {
    return BrokenLexers.name(lexer);
  }

  /** Statements in which a character of PostgreSQL's literals is none of a literal of ours. */
  List<String> uncovered() {
    return uncovered;
  }

  /** Statements that the two split differently. */
  List<String> different() {
    return different;
  }

  int statements() {
    return statements;
  }

  int refused() {
    return refused;
  }

  int secretTokens() {
    return secretTokens;
  }

  void compare(String sql, int[] theirs) {
    statements++;
    if (theirs == null) {
      refused++;
      return;
    }
    lexer.lex(sql, true);
    int[] characters = charactersOfBytes(sql);
    boolean[] covered = literalsOfOurs(sql.length());
    boolean whole = true;
    List<String> expected = new ArrayList<>();
    for (int token = 0; token < theirs.length; token += 3) {
      int start = characters[theirs[token]];
      int end = characters[theirs[token + 1]];
      byte kind = kind(sql, start, theirs[token + 2]);
      if (isSecret(kind)) {
        secretTokens++;
        whole &= allTrue(covered, start, end);
      }
      if (kind == TokenKind.STRING && startsNational(sql, start, expected)) {
        expected.remove(expected.size() - 1);
        start--;
      }
      expected.add(kind + "@" + start + "-" + end);
    }
    if (!whole) {
      uncovered.add(sql);
    }
    if (!expected.equals(tokensOfOurs())) {
      different.add(sql + "\n  PostgreSQL: " + expected + "\n  ours: " + tokensOfOurs());
    }
  }

  private static boolean startsNational(String sql, int start, List<String> before) {
    return start > 0
        && sql.charAt(start) == '\''
        && (sql.charAt(start - 1) == 'n' || sql.charAt(start - 1) == 'N')
        && !before.isEmpty()
        && before.get(before.size() - 1).equals(TokenKind.WORD + "@" + (start - 1) + "-" + start);
  }

  private static byte kind(String sql, int start, int type) {
    return switch (type) {
      case STRING_CONSTANT, UNICODE_STRING, BIT_STRING, HEX_STRING -> TokenKind.STRING;
      case INTEGER, FLOAT -> TokenKind.NUMBER;
      case PARAMETER -> TokenKind.PARAMETER;
      case LINE_COMMENT, BLOCK_COMMENT -> TokenKind.COMMENT;
      case UNICODE_NAME -> TokenKind.QUOTED;
      default -> kindByFirst(sql.charAt(start), type);
    };
  }

  private static byte kindByFirst(char first, int type) {
    if (first == '"') {
      return TokenKind.QUOTED;
    }
    if (type != OPERATOR && Characters.of(first) == Characters.LETTER) {
      return TokenKind.WORD;
    }
    return switch (Characters.of(first)) {
      case Characters.OPERATOR -> TokenKind.OPERATOR;
      case Characters.SELF, Characters.JOINED -> TokenKind.PUNCTUATION;
      default -> first < ' ' || first == 127 ? TokenKind.CONTROL : TokenKind.OTHER;
    };
  }

  private static boolean isSecret(byte kind) {
    return kind == TokenKind.STRING
        || kind == TokenKind.NUMBER
        || kind == TokenKind.PARAMETER
        || kind == TokenKind.COMMENT;
  }

  private boolean[] literalsOfOurs(int length) {
    boolean[] covered = new boolean[length];
    for (int token = 0; token < lexer.count(); token++) {
      if (isSecret(lexer.kind(token))) {
        Arrays.fill(covered, lexer.start(token), lexer.end(token), true);
      }
    }
    return covered;
  }

  private List<String> tokensOfOurs() {
    List<String> tokens = new ArrayList<>();
    for (int token = 0; token < lexer.count(); token++) {
      tokens.add(lexer.kind(token) + "@" + lexer.start(token) + "-" + lexer.end(token));
    }
    return tokens;
  }

  private static boolean allTrue(boolean[] values, int start, int end) {
    for (int at = start; at < end; at++) {
      if (!values[at]) {
        return false;
      }
    }
    return true;
  }

  /** For each byte of the text in UTF-8, and for its end, the character that it belongs to. */
  private static int[] charactersOfBytes(String sql) {
    int[] characters = new int[sql.getBytes(StandardCharsets.UTF_8).length + 1];
    int at = 0;
    for (int next = 0; next < sql.length(); next += Character.charCount(sql.codePointAt(next))) {
      int point = sql.codePointAt(next);
      int bytes = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      Arrays.fill(characters, at, at + bytes, next);
      at += bytes;
    }
    characters[at] = sql.length();
    return characters;
  }
}
