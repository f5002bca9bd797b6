package io.dbintel.udfs.sql;

/**
 * The short way through what statements mostly consist of: unsuspicious ASCII words, marks of one
 * character that are no part of a longer token, plain strings and integers. Eight characters are
 * read at a time.
 */
final class OrdinaryTokens {
  /** The character is no part of a longer token. */
  private static final int ALONE = 1;

  /** It is a token; without {@link #ALONE} only after a word. */
  private static final int TOKEN = 2;

  /** A word before it may go on, or be the prefix of a string. */
  private static final int JOINS_WORD = 4;

  private static final int CLASSES = 16;

  /** By character and class of the next one. */
  private static final byte[] ROLES = roles();

  private static final int STRING = Tokens.what(TokenKind.STRING, Tokens.LITERAL, 0, Keywords.NONE);
  private static final int NUMBER = Tokens.what(TokenKind.NUMBER, Tokens.LITERAL, 0, Keywords.NONE);

  private OrdinaryTokens() {}

  /**
   * Adds tokens as long as they are ordinary.
   *
   * @param from where a token or whitespace begins
   * @return where the first other token begins, or the end of the text
   */
  static int read(byte[] bytes, int from, Tokens tokens) {
    int[] what = tokens.what;
    long[] span = tokens.span;
    long[] hashes = tokens.hash;
    int room = Math.min(what.length, SqlLexer.MAX_TOKENS) - 1;
    int count = tokens.count;
    int at = from;
    while (count < room) {
      byte c = bytes[at];
      int role;
      if (Characters.of(c) == Characters.LETTER) {
        long hash = Hashes.START;
        int digits = 0;
        int end = at;
        while (true) {
          long eight = EightBytes.at(bytes, end);
          long letters = EightBytes.letters(eight);
          long numerals = EightBytes.digits(eight);
          long others = EightBytes.others(eight, letters, numerals);
          long lower = EightBytes.lower(eight);
          if (others != 0) {
            long part = EightBytes.before(others);
            digits += Long.bitCount(numerals & part);
            hash = Hashes.finish(hash, lower & part);
            end += EightBytes.first(others);
            break;
          }
          digits += Long.bitCount(numerals);
          hash = Hashes.fold(hash, lower);
          end += EightBytes.SIZE;
        }
        c = bytes[end];
        role = role(c, bytes[end + 1]);
        if (role >= JOINS_WORD || Names.suspect(end - at, digits)) {
          break;
        }
        what[count] = Keywords.token(hash);
        span[count] = Tokens.span(at, end);
        hashes[count] = hash;
        count++;
        at = end;
        if (role == 0) {
          break;
        }
      } else {
        role = role(c, bytes[at + 1]);
        if ((role & ALONE) == 0) {
          int end = literalEnd(bytes, at);
          if (end == at) {
            break;
          }
          what[count] = c == '\'' ? STRING : NUMBER;
          span[count] = Tokens.span(at, end);
          hashes[count] = 0;
          count++;
          at = end;
          continue;
        }
      }
      what[count] = Shape.mark(c);
      span[count] = Tokens.span(at, at + 1);
      hashes[count] = Shape.symbol(c);
      count += role >> 1 & 1;
      at++;
    }
    tokens.count = count;
    return at;
  }

  /** End of an ordinary literal; {@code at} when there is none. */
  private static int literalEnd(byte[] bytes, int at) {
    byte kind = Characters.of(bytes[at]);
    return kind == Characters.QUOTE
        ? stringEnd(bytes, at)
        : kind == Characters.DIGIT ? integerEnd(bytes, at) : at;
  }

  /** Of a string without quotes and backslashes in it, that surely does not go on behind it. */
  private static int stringEnd(byte[] bytes, int at) {
    int end = at + 1;
    long stops = EightBytes.stringStops(EightBytes.at(bytes, end));
    while (stops == 0) {
      end += EightBytes.SIZE;
      stops = EightBytes.stringStops(EightBytes.at(bytes, end));
    }
    end += EightBytes.first(stops);
    if (bytes[end] != '\'') {
      return at;
    }
    end++;
    byte next = Characters.of(bytes[end]);
    boolean whole =
        next == Characters.SPACE
            ? bytes[end] == ' ' && Characters.of(bytes[end + 1]) == Characters.LETTER
            : next == Characters.SELF;
    return whole ? end : at;
  }

  /** Of digits that are a number by themselves. */
  private static int integerEnd(byte[] bytes, int at) {
    int end = at + 1;
    while (Characters.of(bytes[end]) == Characters.DIGIT) {
      end++;
    }
    byte next = Characters.of(bytes[end]);
    return next == Characters.SPACE || next == Characters.SELF ? end : at;
  }

  private static int role(byte c, byte next) {
    return ROLES[(c & 0xff) * CLASSES + Characters.of(next)];
  }

  private static byte[] roles() {
    byte[] roles = new byte[256 * CLASSES];
    for (int c = 0; c < 256; c++) {
      for (byte next = 0; next < CLASSES; next++) {
        roles[c * CLASSES + next] = (byte) roleOf((byte) c, next);
      }
    }
    return roles;
  }

  private static int roleOf(byte c, byte next) {
    return switch (Characters.of(c)) {
      case Characters.SPACE -> ALONE;
      case Characters.SELF -> c == ';' ? 0 : ALONE | TOKEN;
      case Characters.JOINED -> c == '.' && next == Characters.LETTER ? TOKEN : 0;
      case Characters.OPERATOR -> {
        boolean whole = next != Characters.OPERATOR && c != '@';
        yield (whole ? ALONE | TOKEN : 0) | (c == '&' ? JOINS_WORD : 0);
      }
      case Characters.LETTER, Characters.DOLLAR, Characters.QUOTE -> JOINS_WORD;
      default -> 0;
    };
  }
}
