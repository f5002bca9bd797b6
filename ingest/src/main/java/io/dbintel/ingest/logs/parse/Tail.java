package io.dbintel.ingest.logs.parse;

import java.util.Arrays;

/** The last bytes of a record, in which the start of the next may hide when one was cut. */
final class Tail {
  private static final int SIZE = 1024;

  private final byte[] bytes = new byte[2 * SIZE];
  private int length;

  void clear() {
    length = 0;
  }

  void append(byte b) {
    if (length == bytes.length) {
      shift(SIZE);
    }
    bytes[length++] = b;
  }

  void append(byte[] more, int from, int count) {
    int kept = Math.min(count, SIZE);
    if (length + kept > bytes.length) {
      shift(Math.min(length, SIZE));
    }
    System.arraycopy(more, from + count - kept, bytes, length, kept);
    length += kept;
    if (kept < count) {
      // A gap: what was before it does not border on it.
      System.arraycopy(bytes, length - kept, bytes, 0, kept);
      length = kept;
    }
  }

  int length() {
    return length;
  }

  byte at(int index) {
    return bytes[index];
  }

  byte[] bytes() {
    return bytes;
  }

  /** The bytes from an index on. */
  byte[] from(int index) {
    return Arrays.copyOfRange(bytes, index, length);
  }

  private void shift(int kept) {
    System.arraycopy(bytes, length - kept, bytes, 0, kept);
    length = kept;
  }
}
