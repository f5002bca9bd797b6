package io.dbintel.udfs.sql;

/** The 64-bit hashes that fingerprints are made of. Any change here changes all fingerprints. */
final class Hashes {
  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private Hashes() {}

  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
  }

  /** Of characters, ASCII letters folded as PostgreSQL folds names. */
  static long word(char[] text, int start, int end) {
    long hash = START;
    for (int i = start; i < end; i++) {
      hash = (hash ^ lower(text[i])) * PRIME;
    }
    return hash;
  }

  static long exact(char[] text, int start, int end) {
    long hash = START;
    for (int i = start; i < end; i++) {
      hash = (hash ^ text[i]) * PRIME;
    }
    return hash;
  }

  static long text(String text) {
    long hash = START;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ lower(text.charAt(i))) * PRIME;
    }
    return hash;
  }

  /** Folds the hash of one more part into that of a sequence. */
  static long then(long sequence, long part) {
    return mix(sequence * PRIME + (part ^ STEP));
  }

  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
