package io.dbintel.local.scrub;

import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of bytes, of bounded length. Before it waits for more, it flushes what was made of the
 * lines so far: who types or sends slowly gets each answer at once.
 */
final class LineReader {
  private static final int BUFFER = 1 << 16;
  private static final int END = -1;

  private final InputStream in;
  private final Flushable answers;
  private final int longest;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;
  private byte[] line = new byte[BUFFER];
  private int length;
  private boolean tooLong;

  LineReader(InputStream in, Flushable answers, int longest) {
    this.in = in;
    this.answers = answers;
    this.longest = longest;
  }

  /** Reads the next line; false at the end. A last line needs no line feed. */
  boolean next() throws IOException {
    length = 0;
    tooLong = false;
    boolean some = false;
    while (fill()) {
      some = true;
      int end = at;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      append(at, end);
      at = Math.min(end + 1, filled);
      if (end < filled) {
        return true;
      }
    }
    return some;
  }

  /** The line without its line feed, in the first {@link #length()} bytes. */
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  /** Whether the line was longer than allowed: then it is not kept. */
  boolean tooLong() {
    return tooLong;
  }

  private boolean fill() throws IOException {
    if (at == filled) {
      answers.flush();
      at = 0;
      filled = Math.max(0, readSome());
    }
    return filled > 0;
  }

  private int readSome() throws IOException {
    int read = in.read(buffer, 0, BUFFER);
    while (read == 0) {
      read = in.read(buffer, 0, BUFFER);
    }
    return read == END ? 0 : read;
  }

  private void append(int from, int to) {
    int size = to - from;
    if (tooLong || length + size > longest) {
      tooLong = true;
      length = 0;
      return;
    }
    if (length + size > line.length) {
      line = Arrays.copyOf(line, Math.max(length + size, Math.min(2 * line.length, longest)));
    }
    System.arraycopy(buffer, from, line, length, size);
    length += size;
  }
}
