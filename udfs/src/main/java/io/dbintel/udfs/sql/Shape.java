package io.dbintel.udfs.sql;

import java.util.Arrays;

/**
 * The normal form as a sequence of items: what the text, the fingerprint and the summary are made
 * from. Nothing that may not leave is in it.
 */
final class Shape {
  static final byte PLACEHOLDER = 1;

  /** A quoted name that may be data. */
  static final byte REDACTED = 2;

  /** A quoted alias, numbered when written. */
  static final byte ALIAS = 3;

  /** A name with runs of digits. */
  static final byte MASKED_WORD = 4;

  static final byte MASKED_QUOTED = 5;

  /** From here on the characters leave as they are. */
  static final byte WORD = 6;

  static final byte QUOTED = 7;
  static final byte OPERATOR = 8;
  static final byte PUNCTUATION = 9;
  static final byte OTHER = 10;

  /** No space is written before the item. */
  static final byte GLUED_BEFORE = 1;

  /** No space is written after it. */
  static final byte GLUED_AFTER = 2;

  private static final long PLACEHOLDER_HASH = Hashes.mix(1);
  private static final long REDACTED_HASH = Hashes.mix(2);

  /** {@code !=} is another spelling of {@code <>}. */
  private static final long NOT_EQUAL_HASH = Hashes.mix(Hashes.text("<>"));

  private static final long[] SYMBOLS = new long[128];

  /** Of each punctuation mark, where no space is written. */
  private static final byte[] GLUE = new byte[128];

  static {
    for (char c : new char[] {',', ';', ')', ']'}) {
      GLUE[c] = GLUED_BEFORE;
    }
    for (char c : new char[] {'.', '(', '['}) {
      GLUE[c] = GLUED_BEFORE | GLUED_AFTER;
    }
    for (char c = 0; c < 128; c++) {
      SYMBOLS[c] = Hashes.mix(Hashes.exact(new char[] {c}, 0, 1));
    }
  }

  char[] text;
  int count;
  byte[] kind = new byte[256];
  int[] start = new int[256];
  int[] end = new int[256];
  short[] keyword = new short[256];
  long[] hash = new long[256];
  byte[] glue = new byte[256];

  /** Opening parentheses and brackets minus closing ones. */
  int unclosed;

  private final char[] masked = new char[256];

  void clear(char[] source) {
    text = source;
    count = 0;
    if (kind.length > SqlLexer.KEPT_TOKENS) {
      allocate(256);
    }
    unclosed = 0;
  }

  void truncate(int size) {
    count = size;
  }

  void placeholder() {
    add(PLACEHOLDER, 0, 0, Keywords.NONE, PLACEHOLDER_HASH);
  }

  void redacted() {
    add(REDACTED, 0, 0, Keywords.NONE, REDACTED_HASH);
  }

  void alias(long contentHash) {
    add(ALIAS, 0, 0, Keywords.NONE, contentHash);
  }

  void word(int from, int to, short word, long wordHash) {
    add(WORD, from, to, word, wordHash);
  }

  void maskedWord(int from, int to) {
    int length = Names.mask(text, from, to, masked, 0);
    add(MASKED_WORD, from, to, Keywords.NONE, Hashes.word(masked, 0, length));
  }

  /**
   * A quoted name; equal to the unquoted one when the quotes change nothing.
   *
   * @param content hash of what is between the quotes
   * @param plain whether it would be one name without them
   */
  void quoted(int from, int to, long content, boolean plain) {
    add(QUOTED, from, to, Keywords.NONE, quotedHash(content, plain));
  }

  void maskedQuoted(int from, int to, boolean plain) {
    int length = Names.mask(text, from + 1, to - 1, masked, 0);
    long content = Hashes.exact(masked, 0, length);
    boolean same = plain && masked[0] != '$';
    add(MASKED_QUOTED, from, to, Keywords.NONE, quotedHash(content, same));
  }

  void operator(int from, int to) {
    boolean notEqual = to - from == 2 && text[from] == '!' && text[from + 1] == '=';
    long hash = notEqual ? NOT_EQUAL_HASH : symbol(from, to);
    add(OPERATOR, from, to, Keywords.NONE, hash);
  }

  void punctuation(int from, int to) {
    byte glued = to - from == 1 ? glue(text[from]) : glueOfPair(from);
    add(PUNCTUATION, from, to, Keywords.NONE, symbol(from, to));
    glue[count - 1] = glued;
  }

  private byte glue(char c) {
    byte glued = GLUE[c];
    if (glued == 0 || c == ',' || c == ';') {
      return glued;
    }
    if (c == '.') {
      return afterDot() ? GLUED_AFTER : glued;
    }
    unclosed += c == '(' || c == '[' ? 1 : -1;
    boolean spaced = c == '(' && (count == 0 || spaceBeforeParenthesis(count - 1));
    return spaced ? GLUED_AFTER : glued;
  }

  /** Whether the last item ends in a dot, which then keeps its distance from the next. */
  private boolean afterDot() {
    int last = count - 1;
    boolean dot = last >= 0 && kind[last] == PUNCTUATION && text[start[last]] == '.';
    if (dot) {
      glue[last] &= ~GLUED_AFTER;
    }
    return dot;
  }

  /** Of {@code ::}, and none of {@code :=} and {@code ..}. */
  private byte glueOfPair(int from) {
    if (text[from] != ':' || text[from + 1] != ':') {
      afterDot();
      return 0;
    }
    return is(count - 1, ':') ? GLUED_AFTER : GLUED_BEFORE | GLUED_AFTER;
  }

  private boolean spaceBeforeParenthesis(int left) {
    return switch (kind[left]) {
      case WORD -> Keywords.has(keyword[left], Keywords.SPACE_BEFORE_PARENTHESIS);
      case PUNCTUATION -> (glue[left] & GLUED_AFTER) == 0;
      default -> !isName(left);
    };
  }

  void other(int from, int to) {
    add(OTHER, from, to, Keywords.NONE, symbol(from, to));
  }

  boolean is(int i, short word) {
    return i >= 0 && i < count && keyword[i] == word;
  }

  boolean is(int i, char c) {
    return i >= 0
        && i < count
        && (kind[i] == PUNCTUATION || kind[i] == OPERATOR)
        && end[i] == start[i] + 1
        && text[start[i]] == c;
  }

  boolean isPair(int i, char c) {
    return i >= 0
        && i < count
        && kind[i] == PUNCTUATION
        && end[i] == start[i] + 2
        && text[start[i]] == c;
  }

  boolean isCast(int i) {
    return isPair(i, ':') && text[start[i] + 1] == ':';
  }

  boolean isName(int i) {
    return i >= 0 && i < count && kind[i] >= REDACTED && kind[i] <= QUOTED;
  }

  /** Whether what follows item i is an operator rather than an operand. */
  boolean endsOperand(int i) {
    if (i < 0) {
      return false;
    }
    return switch (kind[i]) {
      case PLACEHOLDER, MASKED_WORD, QUOTED, MASKED_QUOTED, REDACTED, ALIAS -> true;
      case WORD -> !Keywords.has(keyword[i], Keywords.OPERAND_FOLLOWS);
      case PUNCTUATION -> is(i, ']') || (is(i, ')') && !endsOperatorName(i));
      default -> false;
    };
  }

  /** Whether item i closes {@code OPERATOR(schema.+)}. */
  private boolean endsOperatorName(int i) {
    if (i < 3 || kind[i - 1] != OPERATOR) {
      return false;
    }
    int at = i - 2;
    while (at > 1 && (is(at, '.') || isName(at))) {
      at--;
    }
    return is(at, '(') && is(at - 1, Words.OPERATOR);
  }

  private long symbol(int from, int to) {
    return to - from == 1 && text[from] < 128
        ? SYMBOLS[text[from]]
        : Hashes.mix(Hashes.exact(text, from, to));
  }

  /** Hash of a range of items. */
  long hash(int from, int to) {
    long folded = 0;
    for (int i = from; i < to; i++) {
      folded = Hashes.then(folded, hash[i]);
    }
    return folded;
  }

  private static long quotedHash(long content, boolean plain) {
    boolean same = plain && !Keywords.has(Keywords.find(content), Keywords.RESERVED);
    return same ? content : Hashes.mix(content);
  }

  private void add(byte itemKind, int from, int to, short word, long itemHash) {
    if (count == kind.length) {
      grow();
    }
    kind[count] = itemKind;
    start[count] = from;
    end[count] = to;
    keyword[count] = word;
    hash[count] = itemHash;
    glue[count] = 0;
    count++;
  }

  private void allocate(int capacity) {
    kind = new byte[capacity];
    start = new int[capacity];
    end = new int[capacity];
    keyword = new short[capacity];
    hash = new long[capacity];
    glue = new byte[capacity];
  }

  private void grow() {
    int capacity = count * 2;
    kind = Arrays.copyOf(kind, capacity);
    start = Arrays.copyOf(start, capacity);
    end = Arrays.copyOf(end, capacity);
    keyword = Arrays.copyOf(keyword, capacity);
    hash = Arrays.copyOf(hash, capacity);
    glue = Arrays.copyOf(glue, capacity);
  }
}
