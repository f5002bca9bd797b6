package io.dbintel.udfs.pii;

/**
 * The text under scan and what was found in it. Reused from text to text: nothing is allocated
 * while nothing is found.
 */
final class Scan {
  final DigitGroups groups = new DigitGroups();
  final Hits hits = new Hits();

  /** End of the last run of hexadecimal digits and colons that was looked at. */
  int colonRunEnd;

  /** End of the last word that was read as a key. */
  int keyEnd;

  /** Where the last user and password end that will not stay in the text. */
  int credentialsEnd;

  /** Start and end of the last unquoted value that was looked at. */
  int valueStart;

  int valueEnd;

  /** Last digit in it. */
  int valueDigit;

  private FieldRules rules;
  private char[] chars = new char[256];
  private int length;
  private long visited;

  void begin(String text, FieldRules rules) {
    length = text.length();
    if (chars.length < length) {
      chars = new char[Math.max(length, chars.length * 2)];
    }
    text.getChars(0, length, chars, 0);
    this.rules = rules;
    hits.clear();
    groups.forget();
    colonRunEnd = 0;
    keyEnd = 0;
    credentialsEnd = 0;
    valueStart = 0;
    valueEnd = 0;
    visited = 0;
  }

  int length() {
    return length;
  }

  /** Characters looked at since {@link #begin}: the measure of linearity. */
  long visited() {
    return visited;
  }

  void visit(int characters) {
    visited += characters;
  }

  char[] chars() {
    return chars;
  }

  /** The character, or NUL outside of the text. */
  char at(int index) {
    visited++;
    return index >= 0 && index < length ? chars[index] : 0;
  }

  /** Value of the decimal digit of any script at the index, or -1. */
  int digit(int index) {
    char c = at(index);
    if (c < 128) {
      return Chars.digit(c) ? c - '0' : -1;
    }
    if (Character.isHighSurrogate(c) && Character.isLowSurrogate(at(index + 1))) {
      return decimal(Character.toCodePoint(c, chars[index + 1]));
    }
    return decimal(c);
  }

  private static int decimal(int codePoint) {
    return Character.isDigit(codePoint) ? Character.digit(codePoint, 10) : -1;
  }

  /** Characters that the digit at the index takes. */
  int width(int index) {
    return Character.isHighSurrogate(chars[index]) ? 2 : 1;
  }

  /**
   * Whether a value may start here: not inside a word. The letter of an escape ({@code \n}) and a
   * percent-encoded byte end a word.
   */
  boolean startsFree(int index) {
    char before = at(index - 1);
    if (!Chars.word(before)) {
      return true;
    }
    return (at(index - 2) == '\\' && (before == 'n' || before == 't' || before == 'r'))
        || (at(index - 3) == '%' && Chars.hex(at(index - 2)) && Chars.hex(before));
  }

  boolean endsFree(int index) {
    return !Chars.word(at(index));
  }

  /** Whether the ASCII text stands at the index. */
  boolean matches(int index, String expected) {
    for (int i = 0; i < expected.length(); i++) {
      if (at(index + i) != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** As {@link #matches}; the expected text is lower case, the case of the scanned one is free. */
  boolean matchesAnyCase(int index, String expected) {
    for (int i = 0; i < expected.length(); i++) {
      char c = at(index + i);
      if ((c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean strict(TextDetector detector) {
    return rules.sensitivityOf(detector) == Sensitivity.STRICT;
  }

  boolean lenient(TextDetector detector) {
    return rules.sensitivityOf(detector) == Sensitivity.LENIENT;
  }

  void hit(TextDetector detector, int start, int end) {
    hits.add(rules.ruleOf(detector), start, end);
  }

  /** As {@link #hit}; remembers that what stands before the {@code @} is no mailbox. */
  void credentials(int start, int end) {
    hit(TextDetector.URL_CREDENTIALS, start, end);
    credentialsEnd = rules.alertsOnly(TextDetector.URL_CREDENTIALS) ? credentialsEnd : end;
  }

  /** Whether the range is what the scrubber itself leaves behind, so that it is not hit again. */
  boolean scrubbed(int start, int end) {
    return rules.markers().scrubbed(chars, start, end);
  }
}
