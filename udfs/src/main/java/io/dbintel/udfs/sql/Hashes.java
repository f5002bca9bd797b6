package io.dbintel.udfs.sql;

/** The 64-bit hashes that fingerprints are made of. Any change here changes all fingerprints. */
final class Hashes {
  static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x9fb21c651e98df25L;

  private static final long STEP = 0x9e3779b97f4a7c15L;

  private Hashes() {}

  /**
   * With the next eight characters, the first in the lowest byte. They are spread over all bits
   * before they meet the others, so that two differences cannot undo each other.
   */
  static long fold(long hash, long eight) {
    return Long.rotateLeft((hash ^ Long.rotateLeft(eight * STEP, 32)) * PRIME, 32);
  }

  /** With the last characters, fewer than eight. */
  static long finish(long hash, long rest) {
    return fold(hash, rest) * STEP;
  }

  /** Of characters, ASCII letters folded as PostgreSQL folds names. */
  static long word(char[] text, int start, int end) {
    return of(text, start, end, true);
  }

  /** Of characters as they are; equal to {@link #word} where there is no capital letter. */
  static long exact(char[] text, int start, int end) {
    return of(text, start, end, false);
  }

  /** A character beyond ASCII counts as three, which are beyond ASCII too. */
  private static long of(char[] text, int start, int end, boolean lower) {
    long hash = START;
    long eight = 0;
    int size = 0;
    for (int i = start; i < end; i++) {
      int c = lower && text[i] < 128 ? text[i] | 0x20 : swapped(text[i]);
      for (int parts = c < 128 ? 1 : 3; parts > 0; parts--) {
        long part = c < 128 ? c : 0x80 | ((c >> (7 * (parts - 1))) & 0x7f);
        eight |= part << (Byte.SIZE * size);
        size++;
        if (size == EightBytes.SIZE) {
          hash = fold(hash, eight);
          eight = 0;
          size = 0;
        }
      }
    }
    return finish(hash, eight);
  }

  /** An underscore is to {@link #word} what it becomes as if it were a letter. */
  private static char swapped(char c) {
    return c == '_' ? '\u007f' : c == '\u007f' ? '_' : c;
  }

  static long text(String text) {
    return word(text.toCharArray(), 0, text.length());
  }

  /** Folds the hash of one more part into that of a sequence; {@link #mix} ends it. */
  static long then(long sequence, long part) {
    return (Long.rotateLeft(sequence, 29) ^ part) * STEP;
  }

  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
