package io.dbintel.udfs.sql;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Writes a statement again with other literals, white space and comments, and keywords in another
 * case: the same statement to whoever counts statements.
 */
final class StatementVariation {
  private static final String[] STRINGS = {
    "'other'", "'it''s'", "''", "E'a\\'b'", "$$x$$", "$tag$it's$tag$", "N'n'", "B'01'"
  };

  /** So many of them begin with their quote, and so may be glued to a word. */
  private static final int PLAIN_STRINGS = 3;

  private static final String[] NUMBERS = {"7", "42.5", "1e10", ".5", "0x1F", "1_000"};
  private static final String[] SEPARATORS = {
    " ", "  ", "\n", "\t", " /* x */ ", " /* a /* b */ ' */ ", " -- it's\n", "\r\n"
  };

  private final SqlLexer lexer = new SqlLexer();
  private final SplittableRandom random;

  StatementVariation(long seed) {
    random = new SplittableRandom(seed);
  }

  String of(String sql) {
    lexer.lex(sql, true);
    StringBuilder varied = new StringBuilder();
    int end = 0;
    for (int token = 0; token < lexer.count(); token++) {
      if (lexer.kind(token) == TokenKind.COMMENT) {
        continue;
      }
      // What is glued stays glued: a name glued to a string has a meaning of its own.
      if (lexer.start(token) > end || afterComment(token)) {
        varied.append(pick(SEPARATORS));
      }
      append(varied, sql.substring(lexer.start(token), lexer.end(token)), lexer.kind(token));
      end = lexer.end(token);
    }
    return varied.toString();
  }

  private boolean afterComment(int token) {
    return token > 0 && lexer.kind(token - 1) == TokenKind.COMMENT;
  }

  private void append(StringBuilder varied, String token, byte kind) {
    switch (kind) {
      case TokenKind.STRING -> varied.append(isUnicode(token) ? token : string(varied));
      case TokenKind.NUMBER -> varied.append(pick(NUMBERS));
      case TokenKind.PARAMETER -> varied.append('$').append(1 + random.nextInt(9));
      case TokenKind.WORD ->
          varied.append(
              switch (random.nextInt(3)) {
                case 0 -> isAscii(token) ? token.toUpperCase(Locale.ROOT) : token;
                case 1 -> isAscii(token) ? token.toLowerCase(Locale.ROOT) : token;
                default -> token;
              });
      default -> varied.append(token);
    }
  }

  /** The word UESCAPE may follow, and follows nothing else. */
  private static boolean isUnicode(String token) {
    return token.length() > 1 && token.charAt(1) == '&';
  }

  /** PostgreSQL folds no other letters in a database of UTF-8. */
  private static boolean isAscii(String token) {
    return token.chars().allMatch(c -> c < 0x80);
  }

  private String string(StringBuilder varied) {
    char before = varied.isEmpty() ? ' ' : varied.charAt(varied.length() - 1);
    boolean glued = Characters.of(before) == Characters.LETTER;
    return STRINGS[random.nextInt(glued ? PLAIN_STRINGS : STRINGS.length)];
  }

  private String pick(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
