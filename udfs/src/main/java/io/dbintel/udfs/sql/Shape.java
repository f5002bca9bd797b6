package io.dbintel.udfs.sql;

/**
 * The normal form as a sequence of items: what the text, the fingerprint and the summary are made
 * from. Nothing that may not leave is in it.
 */
final class Shape {
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

  /** Copied too, from a question mark behind the text. */
  static final byte PLACEHOLDER = 11;

  /** No space is written before the item. */
  private static final int GLUED_BEFORE = 1 << 4;

  /** No space is written after it. */
  static final int GLUED_AFTER = 1 << 5;

  /** The item changes nothing, and is no part of the fingerprint. */
  private static final int SILENT = 1 << 6;

  private static final long PLACEHOLDER_HASH = Hashes.mix(1);
  private static final long REDACTED_HASH = Hashes.mix(2);

  /** {@code !=} is another spelling of {@code <>}. */
  private static final long NOT_EQUAL_HASH = Hashes.mix(Hashes.text("<>"));

  private static final long[] SYMBOLS = new long[128];

  private static final int KIND = 0xf;
  private static final int CODE_SHIFT = 16;
  private static final int NO_CODE = Keywords.NONE << CODE_SHIFT;
  private static final int START_SHIFT = 32;

  /** What the token of each mark of one character is. */
  private static final int[] MARKS = new int[128];

  static {
    for (char c = 0; c < 128; c++) {
      SYMBOLS[c] = Hashes.mix(Hashes.exact(new char[] {c}, 0, 1));
      boolean operator = Characters.of(c) == Characters.OPERATOR;
      byte kind = operator ? OPERATOR : PUNCTUATION;
      MARKS[c] = kind | Codes.of(c) << CODE_SHIFT;
      if (operator && c != '?') {
        MARKS[c] |= Tokens.ORDINARY;
      }
    }
    MARKS[','] |= Tokens.ORDINARY | GLUED_BEFORE;
    MARKS['.'] |= Tokens.ORDINARY | GLUED_BEFORE | GLUED_AFTER;
  }

  SourceText source;
  char[] text;

  /** Whether any item holds characters beyond ASCII. */
  boolean beyondAscii;

  int count;

  /** Opening parentheses and brackets minus closing ones. */
  int unclosed;

  /** Kind, glue and code of each item, packed as those of a token are. */
  int[] what;

  long[] span;
  long[] hash;

  private final char[] masked = new char[256];

  /** Begins another text. */
  void clear(Tokens tokens) {
    share(tokens);
    source = tokens.source;
    text = tokens.text;
    beyondAscii = tokens.beyondAscii;
    count = 0;
    unclosed = 0;
  }

  /** Items take the place of the tokens that they are made from. */
  void share(Tokens tokens) {
    what = tokens.what;
    span = tokens.span;
    hash = tokens.hash;
  }

  /**
   * Adds the tokens from {@code first} on that are items as they are.
   *
   * @return the first that is not
   */
  int addOrdinary(int first, int tokens) {
    int[] whats = what;
    int at = first;
    if (count == first) {
      while (at < tokens && (whats[at] & Tokens.ORDINARY) != 0) {
        at++;
      }
      count = at;
      return at;
    }
    while (at < tokens && (whats[at] & Tokens.ORDINARY) != 0) {
      add(whats[at], span[at], hash[at]);
      at++;
    }
    return at;
  }

  /** What the token of a mark of one character is. */
  static int mark(int c) {
    return MARKS[c];
  }

  static long symbol(int c) {
    return SYMBOLS[c];
  }

  byte kind(int i) {
    return (byte) (what[i] & KIND);
  }

  /** The keyword's number, negative for what is none. */
  short keyword(int i) {
    return (short) (what[i] >> CODE_SHIFT);
  }

  int start(int i) {
    return start(span[i]);
  }

  int end(int i) {
    return end(span[i]);
  }

  static int start(long where) {
    return (int) (where >>> START_SHIFT);
  }

  static int end(long where) {
    return (int) where;
  }

  long hash(int i) {
    return hash[i];
  }

  /** Whether an item is copied as it is. */
  static boolean copied(int what) {
    return (what & KIND) >= WORD;
  }

  /** Whether an item is copied, and counts. */
  static boolean ordinary(int what) {
    int kind = what & (KIND | SILENT);
    return kind >= WORD && kind <= PLACEHOLDER;
  }

  static boolean isAlias(int what) {
    return (what & KIND) == ALIAS;
  }

  /** Spaces to write between two items: one or none. */
  static int spaceBetween(int left, int right) {
    return ~(right | left >> 1) >> 4 & 1;
  }

  static boolean silent(int what) {
    return (what & SILENT) != 0;
  }

  void truncate(int size) {
    count = size;
  }

  void placeholder() {
    add(PLACEHOLDER | NO_CODE, source.question, PLACEHOLDER_HASH);
  }

  void redacted() {
    add(REDACTED | NO_CODE, 0, REDACTED_HASH);
  }

  void alias(long contentHash) {
    add(ALIAS | NO_CODE, 0, contentHash);
  }

  /**
   * @param where start in the upper half, end in the lower
   */
  void word(long where, short keyword, long wordHash) {
    if (keyword == Words.JOIN) {
      silentBeforeJoin();
    }
    int silent = keyword == Words.ASC ? SILENT : 0;
    add(WORD | silent | keyword << CODE_SHIFT, where, wordHash);
  }

  /** {@code INNER JOIN} is {@code JOIN}, and {@code LEFT OUTER JOIN} is {@code LEFT JOIN}. */
  private void silentBeforeJoin() {
    int last = count - 1;
    if (is(last, Words.INNER) || is(last, Words.OUTER)) {
      what[last] |= SILENT;
    }
  }

  void maskedWord(int from, int to) {
    int length = Names.mask(text, from, to, masked, 0);
    add(MASKED_WORD | NO_CODE, Tokens.span(from, to), Hashes.word(masked, 0, length));
  }

  /**
   * A quoted name; equal to the unquoted one when the quotes change nothing.
   *
   * @param content hash of what is between the quotes
   * @param plain whether it would be one name without them
   */
  void quoted(int from, int to, long content, boolean plain) {
    add(QUOTED | NO_CODE, Tokens.span(from, to), quotedHash(content, plain));
  }

  void maskedQuoted(int from, int to, boolean plain) {
    int length = Names.mask(text, from + 1, to - 1, masked, 0);
    long content = Hashes.exact(masked, 0, length);
    boolean same = plain && masked[0] != '$';
    add(MASKED_QUOTED | NO_CODE, Tokens.span(from, to), quotedHash(content, same));
  }

  void operator(int from, int to) {
    if (to - from == 1) {
      operator(Tokens.span(from, to), text[from]);
    } else {
      boolean notEqual = to - from == 2 && text[from] == '!' && text[from + 1] == '=';
      long hash = notEqual ? NOT_EQUAL_HASH : symbol(from, to);
      add(OPERATOR | NO_CODE, Tokens.span(from, to), hash);
    }
  }

  void operator(long where, char c) {
    add(OPERATOR | Codes.of(c) << CODE_SHIFT, where, SYMBOLS[c]);
  }

  void other(int from, int to) {
    add(OTHER | NO_CODE, Tokens.span(from, to), symbol(from, to));
  }

  void opening(long where, char c) {
    boolean spaced = c == '(' && (count == 0 || spaceBeforeParenthesis(count - 1));
    unclosed++;
    mark(where, c, spaced ? GLUED_AFTER : GLUED_BEFORE | GLUED_AFTER);
  }

  void closing(long where, char c) {
    unclosed--;
    mark(where, c, GLUED_BEFORE);
  }

  /** A comma or semicolon. */
  void separator(long where, char c) {
    mark(where, c, GLUED_BEFORE);
  }

  /** A dot keeps its distance from another before it. */
  void dot(long where) {
    mark(where, '.', afterDot() ? GLUED_AFTER : GLUED_BEFORE | GLUED_AFTER);
  }

  void colon(long where) {
    mark(where, ':', 0);
  }

  private void mark(long where, char c, int glue) {
    add(PUNCTUATION | glue | Codes.of(c) << CODE_SHIFT, where, SYMBOLS[c]);
  }

  /** One of {@code ::}, {@code :=} and {@code ..}, of which only the first has no spaces around. */
  void pair(int from, int to, short code) {
    int glue = 0;
    if (code == Codes.CAST) {
      glue = is(count - 1, ':') ? GLUED_AFTER : GLUED_BEFORE | GLUED_AFTER;
    } else {
      afterDot();
    }
    add(PUNCTUATION | glue | code << CODE_SHIFT, Tokens.span(from, to), symbol(from, to));
  }

  /** Whether the last item ends in a dot, which then keeps its distance from the next. */
  private boolean afterDot() {
    int last = count - 1;
    boolean dot = is(last, '.') || is(last, Codes.RANGE);
    if (dot) {
      what[last] &= ~GLUED_AFTER;
    }
    return dot;
  }

  private boolean spaceBeforeParenthesis(int left) {
    return switch (kind(left)) {
      case WORD -> Keywords.has(keyword(left), Keywords.SPACE_BEFORE_PARENTHESIS);
      case PUNCTUATION -> (what[left] & GLUED_AFTER) == 0;
      default -> !isName(left);
    };
  }

  boolean is(int i, short code) {
    return i >= 0 && i < count && (short) (what[i] >> CODE_SHIFT) == code;
  }

  /** Whether item i is this mark of punctuation or operator. */
  boolean is(int i, char c) {
    return is(i, Codes.of(c));
  }

  boolean isCast(int i) {
    return is(i, Codes.CAST);
  }

  boolean isName(int i) {
    return i >= 0 && i < count && kind(i) >= REDACTED && kind(i) <= QUOTED;
  }

  /** Whether what follows item i is an operator rather than an operand. */
  boolean endsOperand(int i) {
    if (i < 0) {
      return false;
    }
    return switch (kind(i)) {
      case PLACEHOLDER, MASKED_WORD, QUOTED, MASKED_QUOTED, REDACTED, ALIAS -> true;
      case WORD -> !Keywords.has(keyword(i), Keywords.OPERAND_FOLLOWS);
      case PUNCTUATION -> is(i, ']') || (is(i, ')') && !endsOperatorName(i));
      default -> false;
    };
  }

  /** Whether item i closes {@code OPERATOR(schema.+)}. */
  private boolean endsOperatorName(int i) {
    if (i < 3 || kind(i - 1) != OPERATOR) {
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

  private void add(int itemWhat, long where, long itemHash) {
    what[count] = itemWhat;
    span[count] = where;
    hash[count] = itemHash;
    count++;
  }
}
