package io.dbintel.ingest.logs.parse;

import java.nio.charset.Charset;

/**
 * What stands between the prefix and the text of a line: {@code ERROR: } or {@code DETAIL: } with
 * one space or two, in any language of the server.
 */
final class LineTag {
  private final Charset charset;
  private final boolean unknownWords;

  /** What the line is: {@link EntryField#SEVERITY} when it begins an entry. */
  EntryField field;

  /** The severity, in English when it is known; null for a line that begins no entry. */
  String severity;

  /** Where the text begins. */
  int end;

  /**
   * @param unknownWords whether a word in an unknown language counts as a severity: it may when a
   *     prefix that nothing has by chance was before it
   */
  LineTag(Charset charset, boolean unknownWords) {
    this.charset = charset;
    this.unknownWords = unknownWords;
  }

  /**
   * Whether a tag begins there; then the fields say which.
   *
   * @param lenient whether one space is enough, as in some languages, and unknown words count
   */
  boolean read(byte[] line, int from, int to, boolean lenient) {
    int limit = Math.min(to, from + LogWords.LONGEST);
    int colon = from;
    while (colon < limit && line[colon] != ':') {
      if (!canBeWord(line[colon], lenient)) {
        return false;
      }
      colon++;
    }
    if (colon == from || colon + 1 >= to || line[colon] != ':' || line[colon + 1] != ' ') {
      return false;
    }
    boolean twoSpaces = colon + 2 < to && line[colon + 2] == ' ';
    if (!twoSpaces && !lenient) {
      return false;
    }
    end = colon + (twoSpaces ? 3 : 2);
    String word = word(line, from, colon);
    severity = twoSpaces ? LogWords.shared().severity(word) : null;
    field = severity == null ? LogWords.shared().part(word) : EntryField.SEVERITY;
    if (field == null && lenient && unknownWords && twoSpaces && isWord(word)) {
      field = EntryField.SEVERITY;
      severity = word;
    }
    return field != null;
  }

  /** Words are in capitals, where a language has them; names of parts may be two words. */
  private static boolean canBeWord(byte b, boolean lenient) {
    return b < 0 || (b >= 'A' && b <= 'Z') || (lenient && (b == ' ' || (b >= 'a' && b <= 'z')));
  }

  /** French has a space before the colon, which may be one that does not break. */
  private String word(byte[] line, int from, int colon) {
    String word = new String(line, from, colon - from, charset);
    int length = word.length();
    while (length > 0 && (word.charAt(length - 1) == ' ' || word.charAt(length - 1) == '\u00A0')) {
      length--;
    }
    return word.substring(0, length);
  }

  private static boolean isWord(String word) {
    return !word.isEmpty()
        && word.codePoints().allMatch(c -> Character.isLetter(c) || c == 0xFFFD || c > 0x2000);
  }
}
