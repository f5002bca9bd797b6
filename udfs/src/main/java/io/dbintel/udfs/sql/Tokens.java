package io.dbintel.udfs.sql;

import java.util.Arrays;

/**
 * The tokens of a text, each with what it is, where it stands, the hash of its characters, and the
 * mark that says what may leave of it.
 */
final class Tokens {
  /** As it is. */
  static final byte KEEP = 0;

  /** Becomes {@code ?}. */
  static final byte LITERAL = 1;

  /** Leaves no trace. */
  static final byte DROP = 2;

  /** A quoted alias, or a reference to one: becomes {@code "?1"}. */
  static final byte ALIAS = 3;

  /** A quoted name that may be data: becomes {@code "?"}. */
  static final byte REDACTED = 4;

  /** A name in which runs of digits become {@code $}. */
  static final byte MASKED = 5;

  /** Room for more tokens than this is not kept for the next text. */
  private static final int KEPT = 1 << 14;

  private static final int FIRST_CAPACITY = 256;

  /** The token is an item of a {@link Shape} just as it is, as long as it is kept. */
  static final int ORDINARY = 1 << 7;

  private static final int MARK_SHIFT = 8;
  private static final int FLAGS_SHIFT = 12;
  private static final int CODE_SHIFT = 16;
  private static final int FOUR_BITS = 0xf;
  private static final int START_SHIFT = 32;

  SourceText source;
  char[] text;

  /** Characters of the text. */
  int length;

  int count;

  /** Whether the text has a semicolon, or an operator {@code @}: most have none. */
  boolean semicolons;

  boolean atSigns;

  /** Whether anything may be data in the place of a name: else {@link NamePolicy} finds nothing. */
  boolean suspects;

  /** Whether any name holds characters beyond ASCII. */
  boolean beyondAscii;

  /** Whether the last token has no end. */
  boolean unterminated;

  private boolean silent;

  /** Kind, mark, flags and code of each token, packed: most rules ask for several of them. */
  int[] what = new int[FIRST_CAPACITY];

  long[] span = new long[FIRST_CAPACITY];
  long[] hash = new long[FIRST_CAPACITY];

  /** Begins another text. */
  void clear(SourceText read) {
    source = read;
    text = read.chars;
    length = read.length;
    beyondAscii = false;
    count = 0;
    semicolons = false;
    atSigns = false;
    suspects = false;
    unterminated = false;
    silent = false;
    if (what.length > KEPT) {
      what = new int[FIRST_CAPACITY];
      span = new long[FIRST_CAPACITY];
      hash = new long[FIRST_CAPACITY];
    }
  }

  /** A string, number or parameter. What is glued to it may be data. */
  int literal(byte kind, int start, int end) {
    suspects |= Characters.of(text[end]) == Characters.LETTER;
    return add(kind, LITERAL, 0, Keywords.NONE, start, end, 0);
  }

  /** A comment or control character. */
  int silent(byte kind, int start, int end) {
    silent = true;
    return add(kind, KEEP, 0, Keywords.NONE, start, end, 0);
  }

  int other(int at) {
    suspects = true;
    return add(TokenKind.OTHER, KEEP, 0, Keywords.NONE, at, at + 1, 0);
  }

  /** A string, name or comment that goes on to the end of the text. */
  int unterminated(byte kind, int start) {
    unterminated = true;
    silent |= TokenKind.silent(kind);
    suspects |= kind == TokenKind.QUOTED;
    byte mark = kind == TokenKind.STRING ? LITERAL : KEEP;
    return add(kind, mark, SqlLexer.UNTERMINATED, Keywords.NONE, start, length, 0);
  }

  /** What a token is, as {@link #add} and {@link #what} have it. */
  static int what(byte kind, byte mark, int flags, short code) {
    return kind | mark << MARK_SHIFT | flags << FLAGS_SHIFT | code << CODE_SHIFT;
  }

  /** Adds a token and returns its end. */
  int add(byte kind, byte mark, int flags, short code, int start, int end, long tokenHash) {
    add(what(kind, mark, flags, code), start, end, tokenHash);
    return end;
  }

  void add(int tokenWhat, int start, int end, long tokenHash) {
    if (count == what.length) {
      grow(2 * count);
    }
    what[count] = tokenWhat;
    span[count] = span(start, end);
    hash[count] = tokenHash;
    count++;
  }

  static long span(int start, int end) {
    return (long) start << START_SHIFT | end;
  }

  int what(int i) {
    return what[i];
  }

  static byte kindOf(int what) {
    return (byte) (what & FOUR_BITS);
  }

  static byte markOf(int what) {
    return (byte) (what >> MARK_SHIFT & FOUR_BITS);
  }

  static short codeOf(int what) {
    return (short) (what >> CODE_SHIFT);
  }

  byte kind(int i) {
    return kindOf(what[i]);
  }

  byte mark(int i) {
    return markOf(what[i]);
  }

  void mark(int i, byte mark) {
    what[i] = (what[i] & ~(FOUR_BITS << MARK_SHIFT | ORDINARY)) | mark << MARK_SHIFT;
  }

  byte flags(int i) {
    return (byte) (what[i] >> FLAGS_SHIFT & FOUR_BITS);
  }

  /** The keyword's number, negative for what is none. */
  short keyword(int i) {
    return codeOf(what[i]);
  }

  int start(int i) {
    return (int) (span[i] >>> START_SHIFT);
  }

  int end(int i) {
    return (int) span[i];
  }

  /** Start in the upper half, end in the lower. */
  long span(int i) {
    return span[i];
  }

  /** Of a word in lower case, of a quoted name as it is between its quotes. */
  long hash(int i) {
    return hash[i];
  }

  /** Takes out what leaves no trace: comments and control characters. */
  void dropSilent() {
    if (!silent) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (!TokenKind.silent(kind(i))) {
        what[kept] = what[i];
        span[kept] = span[i];
        hash[kept] = hash[i];
        kept++;
      }
    }
    count = kept;
  }

  /** Whether token i follows the one before it with nothing in between. */
  boolean glued(int i) {
    return i > 0 && i < count && start(i) == end(i - 1);
  }

  /** Whether token i is this one punctuation mark or one-character operator. */
  boolean is(int i, char c) {
    return is(i, Codes.of(c));
  }

  boolean is(int i, short code) {
    return i >= 0 && i < count && codeOf(what[i]) == code;
  }

  /** As {@link #is(int, char)}, of a token that stays. */
  boolean kept(int i, char c) {
    return is(i, c) && mark(i) == KEEP;
  }

  /** As {@link #is(int, short)}, of a token that stays. */
  boolean kept(int i, short word) {
    return is(i, word) && mark(i) == KEEP;
  }

  boolean isWordOrName(int i) {
    return i >= 0 && i < count && (kind(i) == TokenKind.QUOTED || kind(i) == TokenKind.WORD);
  }

  /** Marks the first token of a range as a literal and drops the others. */
  void redact(int from, int to) {
    for (int i = from; i < to; i++) {
      mark(i, i == from ? LITERAL : DROP);
    }
  }

  /** Moves the tokens from {@code first} on away from those before them. */
  void moveUp(int first, int distance) {
    int moved = count - first;
    if (count + distance > what.length) {
      grow(2 * (count + distance));
    }
    System.arraycopy(what, first, what, first + distance, moved);
    System.arraycopy(span, first, span, first + distance, moved);
    System.arraycopy(hash, first, hash, first + distance, moved);
    count += distance;
  }

  private void grow(int capacity) {
    what = Arrays.copyOf(what, capacity);
    span = Arrays.copyOf(span, capacity);
    hash = Arrays.copyOf(hash, capacity);
  }
}
