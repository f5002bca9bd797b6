package io.dbintel.ingest.logs.parse;

/**
 * Lines that may be the start of a prefix with a name that goes on in the next: names of roles and
 * databases may hold line feeds.
 */
final class HeldLines {
  private static final int MOST_LINES = 16;

  private final ByteText text = new ByteText();
  private long start;
  private int lines;

  boolean isEmpty() {
    return lines == 0;
  }

  long start() {
    return start;
  }

  int lines() {
    return lines;
  }

  void clear() {
    lines = 0;
    text.clear();
  }

  /** Whether so much may still be the start of a prefix. */
  boolean hasRoom(int bytes) {
    return lines < MOST_LINES && text.length() + bytes < PrefixMatcher.LONGEST_PREFIX;
  }

  void add(byte[] line, int from, int to, long offset) {
    if (lines == 0) {
      start = offset;
    } else {
      text.append((byte) '\n');
    }
    text.append(line, from, to - from);
    lines++;
  }

  /** The lines held, and a further one. */
  byte[] with(byte[] line, int from, int to) {
    byte[] all = new byte[text.length() + 1 + to - from];
    System.arraycopy(text.bytes(), 0, all, 0, text.length());
    all[text.length()] = '\n';
    System.arraycopy(line, from, all, text.length() + 1, to - from);
    return all;
  }
}
