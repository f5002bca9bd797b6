package io.dbintel.udfs.sql;

import io.dbintel.udfs.sql.SoupText.Token;

/**
 * Names and keywords that should survive, and names that are data. None of the first has a
 * character of {@link SecretAlphabet}, and none begins what gives the words behind it another
 * meaning.
 */
final class SoupWords {
  private static final String[] NAMES = {
    "orders",
    "Orders",
    "order_id",
    "customer",
    "created_at",
    "total",
    "items",
    "price",
    "tab_12",
    "\u00e9tat",
    "gr\u00f6\u00dfe",
    "\u6f22\u5b57",
    "_hidden",
    "col$1",
    "email",
    "ssn",
    "public",
    "pg_class",
    "t1",
    "user_id",
    "nextval",
    "lower",
    "Name"
  };
  private static final String[] KEYWORDS = {
    "select",
    "SELECT",
    "from",
    "where",
    "AND",
    "or",
    "not",
    "between",
    "like",
    "group",
    "ORDER",
    "by",
    "join",
    "left",
    "on",
    "case",
    "when",
    "then",
    "else",
    "end",
    "having",
    "union",
    "all",
    "insert",
    "into",
    "update",
    "delete",
    "returning",
    "exists",
    "limit",
    "offset",
    "is",
    "collate",
    "over",
    "partition",
    "timestamp",
    "escape",
    "cross"
  };
  private static final String[] OPERATORS = {
    "=", "<>", "!=", "<", ">=", "+", "*", "||", "->", "->>", "#>", "@>", "&&", "~*", "!~~", "?",
    "?|", "%", "^", "|", "@@", "<->", "::", ":=", "=>", "<<=", "-|-", "`", "?-"
  };

  private SoupWords() {}

  static void appendName(SoupText soup) {
    soup.name(soup.pick(NAMES));
  }

  static void appendKeyword(SoupText soup) {
    soup.keyword(soup.pick(KEYWORDS));
  }

  static void appendOperator(SoupText soup) {
    soup.operator(soup.pick(OPERATORS));
    if (soup.oneIn(4)) {
      if (soup.oneIn(2)) {
        SoupSeparators.appendBlockComment(soup);
      } else {
        SoupSeparators.appendLineComment(soup);
      }
      soup.separated();
    }
  }

  /** Data where a name is expected. */
  static void appendSecretName(SoupText soup) {
    switch (soup.random.nextInt(4)) {
      case 0 -> appendQuotedAlias(soup);
      case 1 -> appendQuotedText(soup);
      case 2 -> appendDigitRun(soup);
      default -> appendCurlyQuoted(soup);
    }
  }

  private static void appendQuotedAlias(SoupText soup) {
    soup.keyword(soup.pick("AS", "as"));
    if (soup.oneIn(2)) {
      SoupSeparators.append(soup);
    }
    soup.text().append('"');
    SecretAlphabet.appendWord(soup.text(), soup.random);
    soup.text().append(soup.pick("", " ", "\"\"", "--", "'")).append('"');
    soup.ended(Token.QUOTED_NAME);
  }

  /** Between commas: names of tables and schemas may hold blanks. */
  private static void appendQuotedText(SoupText soup) {
    soup.punctuation(",");
    if (soup.oneIn(4)) {
      soup.beginWord();
      soup.text().append("U&");
    }
    soup.text().append('"');
    SecretAlphabet.appendWord(soup.text(), soup.random);
    soup.text().append(soup.pick(" ", "@", "'", "\"\"", "/*", "\\", ":", "-"));
    SecretAlphabet.appendWord(soup.text(), soup.random);
    soup.text().append('"');
    soup.punctuation(",");
  }

  static void appendDigitRun(SoupText soup) {
    soup.beginName();
    soup.text().append(soup.pick("tmp_user_", "t", "\u00e9_"));
    SecretAlphabet.appendDigits(soup.text(), soup.random, 5 + soup.random.nextInt(8));
    soup.text().append(soup.pick("", "_part", "x"));
    soup.ended(Token.WORD);
  }

  private static void appendCurlyQuoted(SoupText soup) {
    soup.beginName();
    String quotes = soup.pick("\u2018\u2019", "\u201c\u201d", "\u201e\u201c", "\u00ab\u00bb");
    soup.text().append(quotes.charAt(0));
    SecretAlphabet.appendWord(soup.text(), soup.random);
    if (soup.oneIn(3)) {
      soup.text().append(' ');
      SecretAlphabet.appendWord(soup.text(), soup.random);
    }
    soup.text().append(quotes.charAt(1));
    soup.ended(Token.WORD);
  }
}
