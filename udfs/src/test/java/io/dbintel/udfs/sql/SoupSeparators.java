package io.dbintel.udfs.sql;

/** White space and comments. What comments say is secret. */
final class SoupSeparators {
  private static final String[] BLANKS = {" ", "  ", "\t", " \f", "\u000b "};
  private static final String[] LINE_ENDS = {"\n", "\r", "\r\n", "\n\n  "};
  private static final String[] COMMENT_PIECES = {
    "'", "''", "\"", "$$", "$a$", "--", "*", "**", "/", "\\", "E'", "\f", "(", "select"
  };

  private SoupSeparators() {}

  /** Anything that separates. */
  static void append(SoupText soup) {
    switch (soup.random.nextInt(12)) {
      case 0 -> appendLineEnd(soup);
      case 1 -> appendBlockComment(soup, 0);
      case 2 -> appendLineComment(soup);
      default -> appendBlank(soup);
    }
    soup.separated();
  }

  /** White space over which a string goes on. */
  static void appendContinuation(SoupText soup) {
    if (soup.oneIn(3)) {
      appendBlank(soup);
    }
    if (commentContinues(soup)) {
      appendLineComment(soup);
    } else {
      appendLineEnd(soup);
    }
    if (commentContinues(soup)) {
      appendLineComment(soup);
    }
    if (soup.oneIn(3)) {
      appendBlank(soup);
    }
  }

  /** The npm build of PostgreSQL's scanner makes comments tokens, so there they end a string. */
  private static boolean commentContinues(SoupText soup) {
    return !soup.forPostgres && soup.oneIn(4);
  }

  private static void appendBlank(SoupText soup) {
    soup.text().append(soup.oneIn(4) ? soup.pick(BLANKS) : " ");
  }

  private static void appendLineEnd(SoupText soup) {
    soup.text().append(soup.pick(LINE_ENDS));
  }

  static void appendLineComment(SoupText soup) {
    soup.text().append("--");
    appendContent(soup);
    if (soup.oneIn(8)) {
      soup.text().append("/*");
    }
    appendLineEnd(soup);
  }

  static void appendBlockComment(SoupText soup) {
    appendBlockComment(soup, 0);
  }

  private static void appendBlockComment(SoupText soup, int depth) {
    soup.text().append(soup.pick("/*", "/*", "/** ", "/*/ "));
    appendContent(soup);
    while (depth < 3 && soup.oneIn(3)) {
      appendBlockComment(soup, depth + 1);
      appendContent(soup);
    }
    soup.text().append(soup.pick("*/", "*/", "**/", " */"));
  }

  /** A space on both sides keeps asterisk and slash from opening or closing a comment. */
  private static void appendContent(SoupText soup) {
    for (int left = soup.random.nextInt(4); left > 0; left--) {
      if (soup.oneIn(3)) {
        soup.text().append(' ').append(soup.pick(COMMENT_PIECES)).append(' ');
      } else {
        SecretAlphabet.appendAny(soup.text(), soup.random);
      }
    }
  }
}
