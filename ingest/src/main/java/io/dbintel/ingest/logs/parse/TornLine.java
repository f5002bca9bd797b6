package io.dbintel.ingest.logs.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds a prefix in the middle of a line: the write of one process went on there with that of
 * another. Only a prefix that begins with text or a time can be found so.
 */
final class TornLine {
  /** Severities looked at in one line, so that a line full of them takes no longer. */
  private static final int MOST_TAGS = 4;

  private static final int WINDOW = 512;
  private static final int SHORTEST_WORD = 3;

  private final PrefixMatcher matcher;
  private final LineHeader header;
  private final boolean possible;

  TornLine(PrefixMatcher matcher, LineHeader header) {
    this.matcher = matcher;
    this.header = header;
    this.possible = matcher.isTelling() && beginsFixed(matcher.parts());
  }

  /** Where another entry begins in the line of an open one; -1 when nowhere. */
  int find(byte[] line, int from, int to, LineIdentity open) {
    if (!possible) {
      return -1;
    }
    int tags = 0;
    for (int colon = from + SHORTEST_WORD; colon + 2 < to && tags < MOST_TAGS; colon++) {
      if (line[colon] == ':' && line[colon + 1] == ' ' && line[colon + 2] == ' ') {
        int word = wordStart(line, from, colon);
        if (isSeverity(line, word, colon)) {
          tags++;
          int start = prefixStart(line, Math.max(from, word - WINDOW), word, to, open);
          if (start >= 0) {
            return start;
          }
        }
      }
    }
    return -1;
  }

  private int prefixStart(byte[] line, int from, int word, int to, LineIdentity open) {
    for (int start = from; start < word; start++) {
      if (canBegin(line, start, word)
          && matcher.matchesKnownTag(line, start, to)
          && matcher.tag.field == EntryField.SEVERITY
          && header.identity(line).mayInterrupt(open)) {
        return start;
      }
    }
    return -1;
  }

  private boolean canBegin(byte[] line, int at, int to) {
    PrefixPart first = matcher.parts()[0];
    if (!first.isLiteral()) {
      return Digits.is(line[at]) || line[at] == ' ';
    }
    int end = at + first.literal().length;
    return end <= to && Arrays.equals(line, at, end, first.literal(), 0, first.literal().length);
  }

  private static int wordStart(byte[] line, int from, int colon) {
    int start = colon;
    while (start > from && line[start - 1] >= 'A' && line[start - 1] <= 'Z') {
      start--;
    }
    return start;
  }

  private static boolean isSeverity(byte[] line, int from, int to) {
    if (to - from < SHORTEST_WORD || to - from > LogWords.LONGEST) {
      return false;
    }
    String word = new String(line, from, to - from, StandardCharsets.US_ASCII);
    return LogWords.shared().severity(word) != null;
  }

  private static boolean beginsFixed(PrefixPart[] parts) {
    return parts.length > 0 && !parts[0].isFreeText() && !parts[0].is('q');
  }
}
