package io.dbintel.ingest.logs.parse;

/** Lines of a stream of bytes. Of a line that is longer than an entry may be, the start is kept. */
final class LineSplitter {
  private final int longest;
  private final Sink sink;
  private final ByteText waiting = new ByteText();
  private long lineStart;
  private long position;
  private boolean cut;

  /** Takes a line: bytes {@code from} to {@code to}, without the line feed. */
  interface Sink {
    /**
     * @param start where the line begins in the stream
     * @param end where the next one begins
     * @param cut whether the end of the line is missing
     */
    void line(byte[] bytes, int from, int to, long start, long end, boolean cut);
  }

  LineSplitter(int longest, Sink sink) {
    this.longest = longest;
    this.sink = sink;
  }

  /** Forgets a line that waits for its end, and goes on somewhere else. */
  void moveTo(long offset) {
    waiting.clear();
    cut = false;
    position = offset;
    lineStart = offset;
  }

  /** Where the next piece is expected. */
  long position() {
    return position;
  }

  /** Where the line begins that waits for its end. */
  long lineStart() {
    return lineStart;
  }

  boolean isWaiting() {
    return position > lineStart;
  }

  void feed(byte[] bytes, int from, int length) {
    int at = from;
    int to = from + length;
    while (at < to) {
      int end = at;
      while (end < to && bytes[end] != '\n') {
        end++;
      }
      if (end == to) {
        keep(bytes, at, end);
        position += end - at;
        return;
      }
      position += end + 1 - at;
      line(bytes, at, end);
      at = end + 1;
    }
  }

  /** Gives out a line that has no line feed. */
  void finish() {
    if (isWaiting()) {
      cut = true;
      line(waiting.bytes(), 0, 0);
    }
  }

  private void line(byte[] bytes, int from, int to) {
    long start = lineStart;
    lineStart = position;
    if (waiting.length() == 0 && to - from <= longest) {
      sink.line(bytes, from, to, start, position, cut);
    } else {
      keep(bytes, from, to);
      sink.line(waiting.bytes(), 0, waiting.length(), start, position, cut);
      waiting.clear();
    }
    cut = false;
  }

  private void keep(byte[] bytes, int from, int to) {
    int kept = Math.min(to - from, longest - waiting.length());
    waiting.append(bytes, from, kept);
    cut |= kept < to - from;
  }
}
