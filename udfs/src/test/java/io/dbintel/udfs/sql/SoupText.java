package io.dbintel.udfs.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The statement being generated. Knows which neighbours need something between them so that the
 * next token is read as the token that was meant.
 */
final class SoupText {
  /** What the last token was, as far as the next one cares. */
  enum Token {
    WORD,
    NUMBER,
    PARAMETER,
    OPERATOR,
    QUOTED_STRING,
    DOLLAR_STRING,
    QUOTED_NAME,
    OTHER
  }

  final SplittableRandom random;
  final boolean standardConformingStrings;

  /** Only what PostgreSQL's scanner accepts. */
  final boolean forPostgres;

  private final StringBuilder text = new StringBuilder();
  private final List<String> kept = new ArrayList<>();
  private final List<Integer> keptEnds = new ArrayList<>();
  private Token last = Token.OTHER;
  private boolean separated = true;
  private boolean garbled;
  private int sureWords;

  SoupText(SplittableRandom random, boolean standardConformingStrings, boolean forPostgres) {
    this.random = random;
    this.standardConformingStrings = standardConformingStrings;
    this.forPostgres = forPostgres;
  }

  boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Adds to the token that is being written. */
  StringBuilder text() {
    return text;
  }

  void separated() {
    separated = true;
  }

  /** A character that no encoding of PostgreSQL can hold. */
  void appendUnencodable() {
    if (!forPostgres && oneIn(20)) {
      text.append(pick("\u0000", "\udc48"));
    }
  }

  void ended(Token token) {
    last = token;
    separated = false;
  }

  /** Before a token that begins with a letter, digit or dollar sign. */
  void beginAfterWord() {
    if (!separated && last == Token.WORD) {
      SoupSeparators.append(this);
    }
  }

  /** Before a token that begins with a letter which a number or parameter would make its own. */
  void beginWord() {
    if (!separated && (last == Token.NUMBER || last == Token.PARAMETER)) {
      SoupSeparators.append(this);
    }
    beginAfterWord();
  }

  /** Before a token of the same kind as the last, when both would be read as one. */
  void beginAfterSame(Token token) {
    if (!separated && last == token) {
      SoupSeparators.append(this);
    }
  }

  /** Before a quote without prefix: behind another string it would go on with that one. */
  void beginPlainString() {
    if (last == Token.QUOTED_STRING) {
      punctuation(",");
    }
  }

  /** A keyword, which should survive. */
  void keyword(String word) {
    beginWord();
    text.append(word);
    ended(Token.WORD);
    if (!garbled) {
      kept.add(word.toLowerCase(Locale.ROOT));
      keptEnds.add(text.length());
    }
  }

  /** A name, which should survive. */
  void name(String name) {
    beginName();
    keyword(name);
  }

  /**
   * Before a name. One that is glued to a string is a sign that quotes went wrong: nothing is
   * expected of what follows.
   */
  void beginName() {
    if (!separated && (last == Token.QUOTED_STRING || last == Token.DOLLAR_STRING)) {
      if (oneIn(20)) {
        garbled = true;
      } else {
        SoupSeparators.append(this);
      }
    }
    beginWord();
  }

  void operator(String operator) {
    beginAfterSame(Token.OPERATOR);
    text.append(operator);
    ended(Token.OPERATOR);
  }

  /** A token that no neighbour changes. */
  void punctuation(String token) {
    text.append(token);
    ended(Token.OTHER);
  }

  /** Everything up to here is ordinary SQL. */
  void sureUpToHere() {
    sureWords = kept.size();
  }

  SoupStatement finish() {
    return new SoupStatement(
        text.toString(), kept, kept.subList(0, sureWords), standardConformingStrings);
  }

  /** The same, cut short at a random place: words behind the cut are gone. */
  SoupStatement finishCut() {
    int cut = notInsideName(1 + random.nextInt(text.length()));
    int whole = 0;
    while (whole < kept.size() && keptEnds.get(whole) < cut) {
      whole++;
    }
    return new SoupStatement(
        text.substring(0, cut),
        kept.subList(0, whole),
        kept.subList(0, Math.min(whole, sureWords)),
        standardConformingStrings);
  }

  /**
   * Not where nobody can tell what was cut: the first four digits of a long run in a name are as
   * those of any name, and between two quotes a name in quotes seems to end.
   */
  private int notInsideName(int cut) {
    int digits = cut;
    while (digits > 0 && SecretAlphabet.DIGITS.indexOf(text.charAt(digits - 1)) >= 0) {
      digits--;
    }
    if (digits > 0 && "_t\u00e9".indexOf(text.charAt(digits - 1)) >= 0) {
      return digits;
    }
    boolean betweenQuotes = cut < text.length() && text.substring(cut - 1, cut + 1).equals("\"\"");
    return betweenQuotes ? cut - 1 : cut;
  }
}
